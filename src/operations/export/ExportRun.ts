import type { Effects } from '../../http/Transport';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { ExportWarning } from '../../mapping/ExportReview';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

export interface ExportOptions {
	/** Where Recruiter finds the candidate; template with `{candidateId}`. */
	profileUrl: string;
	/** For people without an e-mail. */
	placeholderDomain: string;
	/** Besides those that every export carries. */
	tags: readonly string[];
	/** Where applications came from, as `PAID/JOB_BOARD/{id}`; without it, the source labelled `LinkedIn`. */
	sourceKey?: string;
	/** Takes the place of the job that the recruiter chose. */
	jobId?: string;
	/** Without it, applications stay as SmartRecruiters makes them: new. */
	startStatus?: { status: string; subStatus?: string };
	/** Whether somebody of the same name sends an export to review, although nothing else agrees. */
	askAboutNamesakes: boolean;
	/** SmartRecruiters may refuse, or double, a candidate who is put on a further job: whether to try, or to ask at once. */
	addToAnotherJob: 'try' | 'ask';
	/** How long SmartRecruiters' search may lag behind its writes, in milliseconds. */
	searchLagMs: number;
}

/** What a person decided about an export that had gone to review. */
export type ExportDecision = { kind: 'link'; candidateId: string } | { kind: 'create' };

/** One export at work. */
export interface ExportRun {
	linkedIn: LinkedInApi;
	smartRecruiters: SmartRecruitersApi;
	effects: Effects;
	options: ExportOptions;
	/** Who this person is, if that is known (`rsc_people`). */
	knownCandidateId?: string;
	/** Epoch milliseconds of an earlier attempt whose end nobody knows. */
	attemptedAtMs?: number;
	decision?: ExportDecision;
	warnings: Set<ExportWarning>;
}
