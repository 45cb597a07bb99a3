import { availableParallelism } from 'node:os';
import { CALM, keepWorld, knownPlans, knownWorlds } from './knownWorlds';
import { MUTANTS } from './mutants/allMutants';
import type { Mutant } from './mutants/Mutant';
import { type Calm, choosePlans } from './worlds/choosePlans';
import { leastOf } from './worlds/leastOf';
import { calmPlan, type Plan } from './worlds/Plan';
import { Pool } from './worlds/Pool';
import { workloads } from './worlds/workloads';

const WORLDS = 1_500;
const COMPANIES = 2;
const SEED = 1;

export interface MutantsWish {
	/** Part of a name. */
	only: string;
	/** In at most so many worlds each must be noticed. */
	worlds?: number;
	/** Of every so many mutants one. */
	every?: number;
	/** Keeps the least world that notices one which the quick form did not. */
	keeps?: boolean;
}

interface Verdict {
	kind: 'killed' | 'survived' | 'timeout' | 'gone';
	/** Lived until then. */
	worlds: number;
	by: string;
	/** The world that noticed it, and what it found. */
	noticed?: { plan: Plan; promises: ReadonlySet<string> };
}

/**
 * Breaks the package in one way after the other, in memory.
 *
 * @returns how many ways the quick form notices, and does not: what is found in other worlds alone is not noticed
 */
export async function runMutants({
	only,
	worlds = WORLDS,
	every = 1,
	keeps = false,
}: MutantsWish): Promise<{ passed: number; failed: number }> {
	const chosen = MUTANTS.filter(({ name }, nth) => name.includes(only) && nth % every === 0);
	const pool = new Pool(availableParallelism());
	let passed = 0;
	try {
		const calms = await liveCalm(pool, new Set(chosen.map(({ workload }) => workload)));
		for (const mutant of chosen) {
			const startedAt = Date.now();
			const own = calms.filter(({ workload }) => workload.name === mutant.workload);
			const quick = quickPlans(mutant);
			let verdict = await tryMutant(pool, mutant, quick);
			let isNoticed = verdict.kind === 'killed';
			if (verdict.kind === 'survived') {
				const lived = verdict.worlds;
				verdict = await tryMutant(pool, mutant, drawnPlans(own, worlds));
				verdict.worlds += lived;
				if (keeps && verdict.noticed) {
					const { plan, promises } = verdict.noticed;
					const isCalm = JSON.stringify(plan) === JSON.stringify(calmPlan(mutant.workload, SEED));
					keepWorld(mutant.name, isCalm ? CALM : await leastOf(pool, plan, promises, mutant));
					isNoticed = true;
				}
			}
			if (isNoticed) passed += 1;
			const seconds = Math.round((Date.now() - startedAt) / 1000);
			console.log(
				`${isNoticed ? 'ok  ' : 'FAIL'} ${mutant.name} (${mutant.breaks}; ${mutant.workload}, ${seconds} s): ${verdict.kind}, ${verdict.worlds} worlds; ${verdict.by}`,
			);
		}
	} finally {
		pool.close();
	}
	return { passed, failed: chosen.length - passed };
}

/** What the quick form lives for certain; the world that is known to notice this mutant comes first. */
function quickPlans({ name, workload }: Mutant): Plan[] {
	const known = knownWorlds();
	const own = known.get(name);
	if (own === undefined) return [];
	const first = own === CALM ? calmPlan(workload, SEED) : own;
	return [first, ...knownPlans(new Set([workload]))];
}

/** Calm worlds, and those in which things go wrong. */
const drawnPlans = (calms: readonly Calm[], most: number): Plan[] =>
	[
		...calms.map(({ workload, seed }) => calmPlan(workload.name, seed)),
		...choosePlans(calms, most - calms.length, SEED),
	].slice(0, most);

async function liveCalm(pool: Pool, names: ReadonlySet<string>): Promise<Calm[]> {
	const calms: Calm[] = [];
	const plans = workloads
		.filter(({ name }) => names.has(name))
		.flatMap(({ name }) =>
			Array.from({ length: COMPANIES }, (_, nth) => ({ plan: calmPlan(name, SEED + nth) })),
		);
	await pool.live(plans, (answer) => {
		if ('thrown' in answer) throw new Error(answer.thrown);
		const { plan, passed, findings } = answer.outcome;
		if (findings.length > 0) throw new Error(`A calm world fails: ${JSON.stringify(findings)}`);
		const workload = workloads.find(({ name }) => name === plan.workload);
		if (workload) calms.push({ workload, seed: plan.seed, passed });
	});
	return calms.sort((a, b) => a.seed - b.seed);
}

/** Lives these until one notices it. */
async function tryMutant(
	pool: Pool,
	{ file, from, to, breaks }: Mutant,
	plans: readonly Plan[],
): Promise<Verdict> {
	let worlds = 0;
	const found: Verdict[] = [];
	await pool.live(
		plans.map((plan) => ({ plan, change: { file, from, to } })),
		(answer) => {
			worlds += 1;
			if ('thrown' in answer) {
				const kind = answer.thrown.includes('text of a mutant is gone') ? 'gone' : 'timeout';
				found.push({ kind, worlds, by: answer.thrown.slice(0, 160) });
				return;
			}
			const { findings, plan } = answer.outcome;
			// What was broken has to be told, not anything.
			const first = findings.find(({ promise }) => promise === breaks) ?? findings[0];
			if (!first) return;
			const promises = new Set<string>([first.promise]);
			const by = `${first.promise}: ${first.what.slice(0, 120)}`;
			found.push({ kind: 'killed', worlds, by, noticed: { plan, promises } });
		},
		() => found.length === 0,
	);
	return found[0] ?? { kind: 'survived', worlds, by: '' };
}
