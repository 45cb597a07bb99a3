import { liveVisibly, type Visible } from './visibleCompany';

const DAYS = 30;

export interface VisibilityCost extends Pick<Visible, 'killed' | 'webhooks' | 'rows'> {
	jobs: number;
	days: number;
	made: number;
	least: number;
	/** Calls made, by the least that the same work takes. */
	visibilityCalls: number;
	/** Sight that a write at LinkedIn gave while SmartRecruiters did not. */
	violations: number;
	/** Pairs of a person and a job that the vendors answer differently in the end, and rows that only one of state and LinkedIn has. */
	disagreements: number;
	/** Pairs that were looked at for violations. */
	checks: number;
}

/** Hiring teams of 6 that change for 30 days: every fifth webhook lost, every tenth doubled, the nightly run killed twice. */
export async function measureVisibility(jobs: number): Promise<VisibilityCost> {
	const users = Math.max(40, jobs / 10);
	const life = await liveVisibly({
		...{ jobs, users, seats: Math.floor(users / 4) },
		teamSize: 6,
		days: DAYS,
		actionsPerDay: Math.max(8, jobs / 50),
		lose: 20,
		double: 10,
		kills: new Map([
			[4, Math.ceil(jobs / 4)],
			[12, Math.ceil(jobs / 2)],
		]),
		mappedLater: 3,
	});
	try {
		const { watched, comparison, calls, rowsOnOneSide, killed, webhooks, rows } = life;
		return {
			...{ jobs, days: DAYS, killed, webhooks, rows, ...calls },
			visibilityCalls: calls.made / calls.least,
			violations: watched.granted.length,
			disagreements: comparison.surplus.count + comparison.missing.count + rowsOnOneSide,
			checks: watched.checks,
		};
	} finally {
		await life.close();
	}
}
