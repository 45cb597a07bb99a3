import type { Effects } from '../http/Transport';
import type { LinkedInApi } from '../linkedin/LinkedInApi';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import type { SentLedger } from '../state/SentLedger';
import type { Sharing } from './Sharing';

/** What every piece of work needs: both vendors, time, and the rules. */
export interface SyncContext {
	readonly smartRecruiters: SmartRecruitersApi;
	readonly linkedIn: LinkedInApi;
	readonly effects: Effects;
	readonly sharing: Sharing;
	/** What LinkedIn was sent. */
	readonly sent: SentLedger;
}

/** What is sent of people. */
export interface PeopleChoice {
	candidates: boolean;
	applications: boolean;
	/** Template with `{candidateId}`. */
	profileUrl: string;
	/** Whether stages are sent that LinkedIn took before: it does not hold what it was sent. */
	stagesAgain?: boolean;
	/** Whether those candidates and applications are left out that LinkedIn took before as they are. */
	onlyDiffering?: boolean;
}
