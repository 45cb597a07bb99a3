import type { Change } from '../shipped/ShippedModules';
import type { Plan } from './Plan';
import type { Pool } from './Pool';
import { shrinkPlan } from './shrinkPlan';
import { workloads } from './workloads';

/** The failure again, without all that it does not need. @param promises one of which must be broken again */
export async function leastOf(
	pool: Pool,
	plan: Plan,
	promises: ReadonlySet<string>,
	change?: Change,
): Promise<Plan> {
	const steps = workloads.find(({ name }) => name === plan.workload)?.steps ?? 1;
	return await shrinkPlan(plan, steps, async (smaller) => {
		let same = false;
		await pool.live([{ plan: smaller, ...(change && { change }) }], (answer) => {
			same =
				'outcome' in answer && answer.outcome.findings.some(({ promise }) => promises.has(promise));
		});
		return same;
	});
}
