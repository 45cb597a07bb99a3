import { areStagesBatched } from '../../linkedin/applications';
import { CALLS_AT_ONCE } from '../../linkedin/limits';
import { ASSUMED_ANSWER_S, type Limits } from '../../sync/estimate';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';

/** Whether LinkedIn takes stages of one application a call only. */
export function stagesOneByOne({ linkedIn }: Clients): boolean {
	return !areStagesBatched(linkedIn);
}

/** What the vendors allow, as the credentials say it, and how quick they are, as far as that is known. */
export function limitsOf({ linkedIn, smartRecruiters }: Runtime, clients: Clients): Limits {
	const { recordsPerMinute, requestsPerDay, callsAtOnce = CALLS_AT_ONCE } = linkedIn.settings;
	const secondsOf = (vendor: keyof typeof ASSUMED_ANSWER_S): number =>
		clients.answerSeconds(vendor) ?? ASSUMED_ANSWER_S[vendor];
	return {
		recordsPerMinute,
		linkedInRequestsPerDay: requestsPerDay,
		linkedInSecondsPerCall: secondsOf('linkedIn') / callsAtOnce,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
		smartRecruitersSecondsPerAnswer: secondsOf('smartRecruiters'),
	};
}
