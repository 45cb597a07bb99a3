import type { Change } from '../shipped/ShippedModules';
import type { Plan } from './Plan';
import type { Pool } from './Pool';
import { shrinkPlan } from './shrinkPlan';
import { workloads } from './workloads';

/**
 * The failure again, without all that it does not need.
 *
 * @param promises one of which must be broken again
 * @param change how the package is broken; the world must break none of these promises without it
 */
export async function leastOf(
	pool: Pool,
	plan: Plan,
	promises: ReadonlySet<string>,
	change?: Change,
): Promise<Plan> {
	const steps = workloads.find(({ name }) => name === plan.workload)?.steps ?? 1;
	const breaks = async (smaller: Plan, broken?: Change): Promise<boolean> => {
		let same = false;
		await pool.live([{ plan: smaller, ...(broken && { change: broken }) }], (answer) => {
			same =
				'outcome' in answer && answer.outcome.findings.some(({ promise }) => promises.has(promise));
		});
		return same;
	};
	return await shrinkPlan(
		plan,
		steps,
		async (smaller) =>
			(await breaks(smaller, change)) && !(change !== undefined && (await breaks(smaller))),
	);
}
