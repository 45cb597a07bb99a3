import { calmPlan, type Plan } from '../../scripts/faults/worlds/Plan';
import { shrinkPlan } from '../../scripts/faults/worlds/shrinkPlan';

const KILL = { at: 'state rsc_sync.insert', nth: 2, kind: 'killAfter' as const };
const LOST = {
	at: 'http SmartRecruiters POST /messages/shares',
	nth: 1,
	kind: 'lostAnswer' as const,
};
const SLOW = { at: 'http LinkedIn GET /x', nth: 1, kind: 'slow' as const };
const WHOLE: Plan = {
	...calmPlan('activity', 4),
	faults: [SLOW, KILL, LOST],
	twice: true,
	arrival: 'reversed',
	skewMs: 300_000,
	backAtStep: 3,
	table: { table: 'rsc_locks', how: 'deleted', step: 2 },
};

it('leaves what a failure needs, and nothing else', async () => {
	const needs = (plan: Plan): boolean =>
		plan.faults.includes(KILL) && plan.twice && (plan.steps ?? 30) >= 11;
	const least = await shrinkPlan(WHOLE, 30, async (plan) => needs(plan));
	expect(least).toEqual({ ...calmPlan('activity', 4), faults: [KILL], twice: true, steps: 11 });
});

it('gives the plan itself where nothing can be left out', async () => {
	const asked: Plan[] = [];
	const least = await shrinkPlan(WHOLE, 30, async (plan) => {
		asked.push(plan);
		return false;
	});
	expect(least).toBe(WHOLE);
	expect(asked.length).toBeGreaterThan(8);
	expect(asked).not.toContainEqual(WHOLE);
});

it('does not live worlds without end', async () => {
	const faults = Array.from({ length: 200 }, (_, nth) => ({ ...SLOW, nth }));
	let lived = 0;
	await shrinkPlan({ ...WHOLE, faults }, 30, async () => {
		lived += 1;
		return false;
	});
	expect(lived).toBe(60);
});
