import { areStagesBatched } from '../../linkedin/applications';
import { dayQuotaOf } from '../../linkedin/dayQuotas';
import { CALLS_AT_ONCE } from '../../linkedin/limits';
import { ASSUMED_ANSWER_S, type Limits } from '../../sync/estimate';
import { mostOfDay } from '../budgets/DayCount';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';

/** How a run works: what it leaves of the day to others, and how long it takes before the next one goes on. */
export interface RunPace {
	/** Which part of LinkedIn's requests a day has to be free still, from 0 to 1. */
	dayCeiling?: number;
	timeLimitMs: number;
}

/** Whether LinkedIn takes stages of one application a call only. */
export function stagesOneByOne({ linkedIn }: Clients): boolean {
	return !areStagesBatched(linkedIn);
}

/** What the vendors allow, as the credentials say it, and how quick they are, as far as that is known. */
export function limitsOf(
	{ linkedIn, smartRecruiters, effects }: Runtime,
	clients: Clients,
	{ dayCeiling = 1, timeLimitMs }: RunPace,
): Limits {
	const { recordsPerMinute, callsAtOnce = CALLS_AT_ONCE, oneQuotaForAll } = linkedIn.settings;
	const secondsOf = (vendor: keyof typeof ASSUMED_ANSWER_S): number =>
		clients.answerSeconds(vendor) ?? ASSUMED_ANSWER_S[vendor];
	const each = mostOfDay(dayQuotaOf('applicationStages', linkedIn.settings), dayCeiling);
	return {
		recordsPerMinute,
		linkedInCallsPerDay: { each, together: oneQuotaForAll ? each : Number.POSITIVE_INFINITY },
		linkedInSecondsPerCall: secondsOf('linkedIn') / callsAtOnce,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
		smartRecruitersSecondsPerAnswer: secondsOf('smartRecruiters'),
		secondsPerRun: timeLimitMs / 1_000,
		nowMs: effects.now(),
	};
}
