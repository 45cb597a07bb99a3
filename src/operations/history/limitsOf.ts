import { areStagesBatched } from '../../linkedin/applications';
import type { Limits } from '../../sync/estimate';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';

/** Whether LinkedIn takes stages of one application a call only. */
export function stagesOneByOne({ linkedIn }: Clients): boolean {
	return !areStagesBatched(linkedIn);
}

/** What the vendors allow, as the credentials say it. */
export function limitsOf({ linkedIn, smartRecruiters }: Runtime): Limits {
	return {
		recordsPerMinute: linkedIn.settings.recordsPerMinute,
		linkedInRequestsPerDay: linkedIn.settings.requestsPerDay,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
	};
}
