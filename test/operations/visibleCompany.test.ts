import { liveVisibly, type Visible } from '../../scripts/bench/visibleCompany';

let life: Visible | undefined;
afterEach(async () => {
	await life?.close();
	life = undefined;
});

describe('a company whose hiring teams change for thirty days', () => {
	it('shows nobody in Recruiter what SmartRecruiters does not, and in the end everybody all', async () => {
		const lived = await liveVisibly({
			jobs: 120,
			users: 40,
			teamSize: 6,
			days: 30,
			actionsPerDay: 8,
			lose: 20,
			double: 10,
			kills: new Map([
				[4, 30],
				[12, 70],
			]),
			mappedLater: 3,
		});
		life = lived;
		const { watched, comparison, webhooks, calls } = lived;
		expect(lived.killed).toBe(2);
		expect(webhooks.lost).toBeGreaterThan(10);
		expect(webhooks.doubled).toBeGreaterThan(5);
		expect(watched.granted).toEqual([]);
		expect(watched.closed.count).toBeGreaterThan(20);
		expect(comparison.surplus.examples).toEqual([]);
		expect(comparison.missing.examples).toEqual([]);
		expect(comparison.agreed).toBe(comparison.people * comparison.jobs);
		expect(lived.rows).toBeGreaterThan(300);
		expect(lived.rowsOnOneSide).toBe(0);
		// Promised are 1.1. It is 1.083, because each job that LinkedIn does not hold yet is tried by its own age; among 2,000 jobs,
		// 1.04. 1.097 was reached while closed jobs that wait were read again with every webhook.
		expect(calls.made).toBeLessThan(calls.least * 1.09);
	}, 300_000);
});
