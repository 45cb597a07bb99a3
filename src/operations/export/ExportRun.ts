import type { Effects } from '../../http/Transport';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { ExportWarning } from '../../mapping/ExportReview';
import type { SharingRules } from '../../mapping/SharingRules';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { Source } from '../../smartrecruiters/sources';
import type { SentLedger } from '../../state/SentLedger';
import type { ExportOptions } from './ExportOptions';

/** What a person decided about an export that had gone to review. */
export type ExportDecision =
	| { kind: 'link'; candidateId: string }
	/** `decidedAtMs`: who was made since then by an interrupted attempt is the one who was asked for. */
	| { kind: 'create'; decidedAtMs?: number };

/** What the exports of one run have in common. */
export interface ExportSession {
	linkedIn: LinkedInApi;
	smartRecruiters: SmartRecruitersApi;
	effects: Effects;
	/** What LinkedIn was sent. */
	sent: SentLedger;
	options: ExportOptions;
	/** What may go to LinkedIn. */
	sharing: SharingRules;
	/** Jobs that are never sent, by id or by department; looked up once. @throws ConfigurationError for a rule that names nothing */
	hiddenJobs: () => Promise<ReadonlySet<string>>;
	/** URNs under which LinkedIn may name this customer: the organization and its contracts. */
	contexts: ReadonlySet<string>;
	/** The source that applications get; looked up when it is first needed, and once for the exports of an hour. */
	source(): Promise<Source | undefined>;
	/** Looks it up anew the next time: SmartRecruiters may have refused it. */
	forgetSource(): void;
}

/** What is known of one export before it is tried. */
export interface ExportAttempt {
	/** Who this person is, if that is known (`rsc_people`). */
	knownCandidateId?: string;
	/** Epoch milliseconds of an earlier attempt whose end nobody knows. */
	attemptedAtMs?: number;
	/** Epoch milliseconds before which none of its attempts can have begun; `attemptedAtMs` if absent. */
	notBeforeMs?: number;
	/**
	 * Epoch milliseconds; set when another export of this person failed half-way: until then it may have created a candidate
	 * whom a search does not show at once.
	 */
	otherEndedAtMs?: number;
	decision?: ExportDecision;
	/** Takes the place of the job that the recruiter chose. */
	jobId?: string;
	/**
	 * Remembers who was created for this person, before anything else is done: another export of the same person must not
	 * create a second one when this attempt fails, and SmartRecruiters' search does not show the first one yet.
	 */
	rememberCreated?: (candidateId: string) => Promise<void>;
}

/** One export at work. */
export interface ExportRun extends ExportSession, ExportAttempt {
	warnings: Set<ExportWarning>;
}
