import { liveFor } from './livingCompany';

export interface ChangeLag {
	/** From when a webhook of a person's change arrived until LinkedIn holds just that. */
	changeLagMedianMs: number;
	changeLagP95Ms: number;
	/** How late these webhooks arrived: the sandbox's own doing, which is not part of the lag. */
	latenessP95Ms: number;
	/** From the change on, of which no webhook arrived: bulk actions, merges, those that were lost. */
	untoldLagMedianMs: number;
	untoldLagP95Ms: number;
	changes: number;
	/** Whether LinkedIn equalled the company at the end. */
	agree: boolean;
}

/**
 * How long changes take, on the sandbox's clock: a company lives for `days`, with 5 % of the webhooks lost, 5 % doubled,
 * and all of them up to 45 seconds late and out of order; that lateness is no part of the lag.
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
		latenessP95Ms: life.lateness.p95Ms,
		untoldLagMedianMs: life.untold.medianMs,
		untoldLagP95Ms: life.untold.p95Ms,
		changes: life.told.count + life.untold.count,
		agree: life.comparison.agree,
	};
}
