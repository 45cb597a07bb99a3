import { availableParallelism } from 'node:os';
import { MUTANTS, type Mutant } from './mutants';
import { type Calm, choosePlans } from './worlds/choosePlans';
import { calmPlan } from './worlds/Plan';
import { Pool } from './worlds/Pool';
import { workloads } from './worlds/workloads';

const WORLDS = 250;
const COMPANIES = 2;
const SEED = 1;

export interface MutantsWish {
	/** Part of a name. */
	only: string;
	/** In at most so many worlds each must be noticed. */
	worlds?: number;
	/** Of every so many mutants one. */
	every?: number;
}

type Verdict =
	| { kind: 'killed'; worlds: number; by: string }
	| { kind: 'survived' | 'timeout' | 'gone'; worlds: number; by: string };

/** Breaks the package in one way after the other, in memory. @returns how many ways were noticed, and not */
export async function runMutants({
	only,
	worlds = WORLDS,
	every = 1,
}: MutantsWish): Promise<{ passed: number; failed: number }> {
	const chosen = MUTANTS.filter(({ name }, nth) => name.includes(only) && nth % every === 0);
	const pool = new Pool(availableParallelism());
	let passed = 0;
	try {
		const calms = await liveCalm(pool, new Set(chosen.map(({ workload }) => workload)));
		for (const mutant of chosen) {
			const startedAt = Date.now();
			const verdict = await tryMutant(
				pool,
				mutant,
				calms.filter(({ workload }) => workload.name === mutant.workload),
				worlds,
			);
			if (verdict.kind === 'killed') passed += 1;
			const seconds = Math.round((Date.now() - startedAt) / 1000);
			console.log(
				`${verdict.kind === 'killed' ? 'ok  ' : 'FAIL'} ${mutant.name} (${mutant.breaks}; ${mutant.workload}, ${seconds} s): ${verdict.kind}, ${verdict.worlds} worlds; ${verdict.by}`,
			);
		}
	} finally {
		pool.close();
	}
	return { passed, failed: chosen.length - passed };
}

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

/** The calm world first, then those in which things go wrong, as the quick form draws them. */
async function tryMutant(
	pool: Pool,
	{ file, from, to, breaks }: Mutant,
	calms: readonly Calm[],
	most: number,
): Promise<Verdict> {
	const plans = [
		...calms.map(({ workload, seed }) => calmPlan(workload.name, seed)),
		...choosePlans(calms, most - calms.length, SEED),
	].slice(0, most);
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
			const { findings } = answer.outcome;
			// What was broken has to be told, not anything.
			const first = findings.find(({ promise }) => promise === breaks) ?? findings[0];
			if (first)
				found.push({ kind: 'killed', worlds, by: `${first.promise}: ${first.what.slice(0, 120)}` });
		},
		() => found.length === 0,
	);
	return found[0] ?? { kind: 'survived', worlds, by: '' };
}
