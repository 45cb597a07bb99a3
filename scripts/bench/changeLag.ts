import { liveFor } from './livingCompany';

export interface ChangeLag {
	/** From a change of a person in SmartRecruiters until LinkedIn holds just that. */
	changeLagMedianMs: number;
	changeLagP95Ms: number;
	/** The same for changes that no webhook tells: bulk actions, merges. */
	untoldLagMedianMs: number;
	untoldLagP95Ms: number;
	changes: number;
	/** Whether LinkedIn equalled the company at the end. */
	agree: boolean;
}

/**
 * How long changes take, on the sandbox's clock: a company lives for `days`, with 5 % of the webhooks lost, 5 % doubled,
 * and all of them up to 45 seconds late and out of order; that lateness is part of the lag.
 */
export async function measureChangeLag(
	options: { people?: number; days?: number; actionsPerDay?: number; seed?: number } = {},
): Promise<ChangeLag> {
	const { people = 120, days = 10, actionsPerDay = 30, seed = 7 } = options;
	const life = await liveFor({
		people,
		jobs: 20,
		days,
		actionsPerDay,
		seed,
		lose: 5,
		double: 5,
		shuffle: true,
		weights: { review: 0, dropReview: 0 },
	});
	await life.close();
	return {
		changeLagMedianMs: life.told.medianMs,
		changeLagP95Ms: life.told.p95Ms,
		untoldLagMedianMs: life.untold.medianMs,
		untoldLagP95Ms: life.untold.p95Ms,
		changes: life.told.count + life.untold.count,
		agree: life.comparison.agree,
	};
}
