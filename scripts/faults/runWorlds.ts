import { writeFileSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { knownPlans } from './knownWorlds';
import { type Calm, choosePlans } from './worlds/choosePlans';
import { leastOf } from './worlds/leastOf';
import type { Outcome } from './worlds/liveOnce';
import { calmPlan, type Plan } from './worlds/Plan';
import { type Answer, Pool } from './worlds/Pool';
import { SOMETIMES, Tally } from './worlds/Tally';
import { workloads } from './worlds/workloads';

const MOST_SHRUNK = 3;
/** After so many worlds, a line says how far it is. */
const TELL_EVERY = 50;

export interface WorldsWish {
	/** How many worlds, calm and known ones not counted; those that cover every kind and point are always among them. */
	worlds: number;
	/** Of the drawing of worlds. */
	seed: number;
	/** Companies, each by a seed of its own. */
	companies: number;
	/** Ends with the first failure. */
	untilFailure: boolean;
	/** After so many minutes no further world begins. */
	minutes: number;
	/** Only this workload; all when empty. */
	only: string;
	/** Whether the least of a failing world is looked for; of the first ones. */
	shrinks: boolean;
	/** Where failing worlds are written. */
	failures: string;
}

export interface WorldsResult {
	tallies: Map<string, Tally>;
	failed: string[];
	/** What must have happened somewhere, and has not. */
	never: string[];
	seconds: number;
}

/** Lives calm worlds first, then those in which things go wrong. */
export async function runWorlds(wish: WorldsWish): Promise<WorldsResult> {
	const startedAt = Date.now();
	const chosen = workloads.filter(({ name }) => wish.only === '' || name === wish.only);
	const tallies = new Map(chosen.map(({ name }) => [name, new Tally()]));
	const failed: string[] = [];
	const calmRequests = new Map<string, number>();
	const calms: Calm[] = [];
	const pool = new Pool(availableParallelism());
	const key = ({ workload, seed }: Plan): string => `${workload} ${seed}`;
	const toShrink: Array<() => Promise<void>> = [];
	const fail = (
		plan: Plan,
		why: readonly string[],
		promises: ReadonlySet<string> = new Set(),
	): void => {
		mkdirSync(wish.failures, { recursive: true });
		const file = join(wish.failures, `${plan.workload}-${failed.length + 1}.json`);
		writeFileSync(file, `${JSON.stringify(plan, null, '\t')}\n`);
		failed.push(file);
		if (promises.size > 0 && toShrink.length < MOST_SHRUNK)
			toShrink.push(async () => {
				const least = await leastOf(pool, plan, promises);
				const leastFile = file.replace('.json', '-least.json');
				writeFileSync(leastFile, `${JSON.stringify(least, null, '\t')}\n`);
				console.log(`the least of it: ${tellPlan(least)}\n     --replay ${leastFile}`);
			});
		console.log(
			`FAIL ${tellPlan(plan)}\n     ${why.slice(0, 5).join('\n     ')}\n     --replay ${file}`,
		);
	};
	const take = (answer: Answer): Outcome | undefined => {
		if ('thrown' in answer) {
			fail(answer.plan, [answer.thrown]);
			return undefined;
		}
		const { outcome } = answer;
		const { plan, findings } = outcome;
		const calm = calmRequests.get(key(plan)) ?? outcome.requests;
		tallies.get(plan.workload)?.add(outcome, calm);
		if (findings.length > 0)
			fail(
				plan,
				findings.map(({ promise, what }) => `${promise}: ${what}`),
				new Set(findings.map(({ promise }) => promise)),
			);
		return outcome;
	};
	const stopped = (): boolean => wish.untilFailure && failed.length > 0;
	const endsAtMs = startedAt + wish.minutes * 60_000;
	const goesOn = (): boolean => !stopped() && Date.now() < endsAtMs;
	try {
		const first = chosen.flatMap((workload) =>
			Array.from({ length: wish.companies }, (_, nth) => ({
				plan: calmPlan(workload.name, wish.seed + nth),
			})),
		);
		await pool.live(first, (answer) => {
			const outcome = take(answer);
			if (!outcome) return;
			const { plan, passed, requests } = outcome;
			calmRequests.set(key(plan), requests);
			const workload = chosen.find(({ name }) => name === plan.workload);
			if (workload) calms.push({ workload, seed: plan.seed, passed });
		});
		// Calm worlds end in any order.
		calms.sort((a, b) => a.seed - b.seed || (a.workload.name < b.workload.name ? -1 : 1));
		if (goesOn()) {
			const known = knownPlans(new Set(chosen.map(({ name }) => name)));
			const plans = [...known, ...choosePlans(calms, wish.worlds, wish.seed)];
			console.log(`${first.length} calm worlds, ${plans.length} in which things go wrong`);
			let lived = 0;
			await pool.live(
				plans.map((plan) => ({ plan })),
				(answer) => {
					take(answer);
					lived += 1;
					if (lived % TELL_EVERY === 0)
						console.log(
							`${lived} of ${plans.length} worlds, ${failed.length} failed, ${secondsSince(startedAt)} s`,
						);
				},
				goesOn,
			);
		}
		if (wish.shrinks) for (const next of toShrink) await next();
	} finally {
		pool.close();
	}
	const happened = new Set([...tallies.values()].flatMap((tally) => [...tally.happened]));
	const never = wish.only === '' && !stopped() ? SOMETIMES.filter((one) => !happened.has(one)) : [];
	return { tallies, failed, never, seconds: secondsSince(startedAt) };
}

const secondsSince = (ms: number): number => Math.round((Date.now() - ms) / 1000);

function tellPlan({ workload, seed, faults, ...knobs }: Plan): string {
	const points = faults.map(({ at, nth, kind }) => `${kind} at ${at} #${nth}`);
	const turned = Object.entries(knobs)
		.filter(([, value]) => Boolean(value) && value !== 'inOrder')
		.map(([name, value]) => `${name} ${JSON.stringify(value)}`);
	return [`${workload}, company ${seed}`, ...points, ...turned].join('; ');
}
