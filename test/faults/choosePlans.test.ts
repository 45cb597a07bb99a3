import { choosePlans } from '../../scripts/faults/worlds/choosePlans';
import { workloads } from '../../scripts/faults/worlds/workloads';
import { DAY_MS } from '../../src/basics/durations';

/** As few plans as there can be. */
const plans = choosePlans(
	workloads.map((workload) => ({ workload, seed: 1, passed: {} })),
	1,
	1,
);

describe('the shortest form of npm run faults', () => {
	it('has every variant of every workload', () => {
		const variants = workloads.flatMap((one) => Object.keys(one.variants ?? {}));
		expect(variants.length).toBeGreaterThan(3);
		expect(plans.flatMap(({ variant }) => variant ?? []).sort()).toEqual(variants.sort());
	});

	it('has a second process that begins while the first is at work, in every workload', () => {
		const late = plans.flatMap(({ workload, twice, secondAfterMs = 0 }) =>
			twice && secondAfterMs > 0 ? workload : [],
		);
		expect(late.sort()).toEqual(workloads.map(({ name }) => name).sort());
	});

	it('has a day in which each vendor is out, and goes on after it', () => {
		const days = plans.flatMap(({ workload, outage, steps = 0 }) => {
			const { everyMs = 0 } = workloads.find(({ name }) => name === workload) ?? {};
			const lasts = outage && outage.steps * everyMs >= DAY_MS;
			return lasts && steps > outage.step + outage.steps ? outage.vendor : [];
		});
		expect([...new Set(days)].sort()).toEqual(['LinkedIn', 'SmartRecruiters']);
	});
});
