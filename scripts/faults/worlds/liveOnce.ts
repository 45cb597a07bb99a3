import { createHash } from 'node:crypto';
import { PARKED } from '../../../src/state/tables';
import type { Change } from '../shipped/ShippedModules';
import type { PlannedFault, Plan } from './Plan';
import { checkHistory } from './checkHistory';
import type { Finding } from './Workload';
import { workloads } from './workloads';
import { World } from './World';

/** One fault in every line tells no more than the first ones. */
const MOST_FINDINGS = 20;

/** What came of a world. */
export interface Outcome {
	plan: Plan;
	findings: Finding[];
	/** Those that happened. */
	hit: PlannedFault[];
	/** How often each point was passed. */
	passed: Record<string, number>;
	requests: number;
	/** Records that LinkedIn was sent. */
	writes: number;
	recoveriesMs: number[];
	/** Records that wait for a person, or for later, in the end; by code. */
	parked: Record<string, number>;
	/** Of everything that happened, of what is stored, and of what was found. */
	hash: string;
	history: readonly string[];
}

/** Lives one world from beginning to end. */
export async function liveOnce(plan: Plan, change?: Change): Promise<Outcome> {
	const workload = workloads.find(({ name }) => name === plan.workload);
	if (!workload) throw new Error(`There is no workload ${plan.workload}`);
	const { TZ } = process.env;
	process.env.TZ = plan.summerTimeEnds ? 'Europe/Berlin' : 'UTC';
	const world = await World.open(plan, workload, change);
	try {
		const findings = await world.live();
		findings.push(...checkHistory(world.history.lines).slice(0, MOST_FINDINGS));
		const parked: Record<string, number> = {};
		for (const { code } of await world.store.read(PARKED, {}))
			parked[code] = (parked[code] ?? 0) + 1;
		const whole = [world.history.hash(), world.state(), JSON.stringify(findings)].join('\n');
		return {
			plan,
			findings,
			hit: world.points.hit,
			passed: Object.fromEntries(world.points.passed),
			requests: world.requests,
			writes: Object.values(world.sandbox.context.requests.summary().writes).reduce(
				(sum, count) => sum + count,
				0,
			),
			recoveriesMs: [...world.recoveries],
			parked,
			hash: createHash('sha256').update(whole).digest('hex').slice(0, 16),
			history: world.history.lines,
		};
	} finally {
		if (TZ === undefined) delete process.env.TZ;
		else process.env.TZ = TZ;
		await world.close();
	}
}
