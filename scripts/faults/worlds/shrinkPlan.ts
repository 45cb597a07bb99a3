import type { Plan } from './Plan';

/** More worlds than that are not lived for one that failed. */
const MOST_TRIES = 60;

/**
 * The least of a plan that still fails: faults are left out first, kills among them, then steps of the workload, then
 * what stirs the order of things, clocks and tables.
 *
 * @param steps of the whole workload
 * @param fails whether a world of this plan fails in the same way
 */
export async function shrinkPlan(
	plan: Plan,
	steps: number,
	fails: (smaller: Plan) => Promise<boolean>,
): Promise<Plan> {
	let least = plan;
	let tries = 0;
	const attempt = async (smaller: Plan): Promise<boolean> => {
		if (tries >= MOST_TRIES) return false;
		tries += 1;
		const same = await fails(smaller);
		if (same) least = smaller;
		return same;
	};
	const byKind = [...plan.faults].sort(
		(a, b) => Number(a.kind.startsWith('kill')) - Number(b.kind.startsWith('kill')),
	);
	for (const fault of byKind)
		await attempt({ ...least, faults: least.faults.filter((one) => one !== fault) });
	let enough = least.steps ?? steps;
	let tooFew = 0;
	while (enough - tooFew > 1) {
		const half = Math.floor((enough + tooFew) / 2);
		if (await attempt({ ...least, steps: half })) enough = half;
		else tooFew = half;
	}
	for (const without of WITHOUT) {
		const smaller = without(least);
		if (JSON.stringify(smaller) !== JSON.stringify(least)) await attempt(smaller);
	}
	return least;
}

const WITHOUT: ReadonlyArray<(plan: Plan) => Plan> = [
	({ secondAfterMs: _secondAfterMs, ...plan }) => ({ ...plan, twice: false }),
	({ secondAfterMs: _secondAfterMs, ...plan }) => plan,
	(plan) => ({ ...plan, arrival: 'inOrder' }),
	(plan) => ({ ...plan, shifting: false }),
	(plan) => ({ ...plan, skewMs: 0 }),
	(plan) => ({ ...plan, summerTimeEnds: false }),
	({ backAtStep: _backAtStep, ...plan }) => plan,
	({ table: _table, ...plan }) => plan,
	({ outage: _outage, ...plan }) => plan,
	({ variant: _variant, ...plan }) => plan,
	({ realTables: _realTables, ...plan }) => plan,
];
