import type { Effects } from '../http/Transport';
import type { JobAvailability } from '../linkedin/jobPostings';
import type { LinkedInApi } from '../linkedin/LinkedInApi';
import type { Rejection } from '../mapping/Rejection';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import type { SharingRules } from '../mapping/SharingRules';
import type { Checkpoint, Stream } from './checkpoint';
import type { Deletion } from './Deletion';
import { Sharing } from './Sharing';
import type { SyncContext } from './SyncContext';

/** What the user chose for a backfill. */
export interface BackfillOptions {
	jobs: boolean;
	candidates: boolean;
	applications: boolean;
	/** Whether the deep pass runs. */
	details: boolean;
	/** Reads and judges, but sends nothing. */
	dryRun: boolean;
	/** Epoch milliseconds, or null for everything. */
	sinceMs: number | null;
	availability: JobAvailability;
	/** Template with `{candidateId}`. */
	profileUrl: string;
	/** After how many records a chunk ends; a page is never split. */
	chunkRecords: number;
	/** How long LinkedIn is left alone before the first question about a job's task. */
	jobCheckDelayMs: number;
	/** What may be shared. */
	sharing: SharingRules;
	/** Ids of candidates that were deleted at LinkedIn and must not come back. */
	tombstones: readonly string[];
}

/** One chunk at work: the vendors, the checkpoint as earned so far, and what this chunk has done. */
export class BackfillRun implements SyncContext {
	readonly sharing: Sharing;

	/** What this chunk deleted at LinkedIn. */
	readonly deletions: Deletion[] = [];

	/** Whether the audit trail could be read; undefined before it was tried. */
	seesAudit: boolean | undefined;

	/** How many people this chunk kept back. */
	withheld = 0;

	/** Records that this chunk sent, or would have sent. */
	sent = 0;

	readonly rejections: Rejection[] = [];

	/** Set when the chunk ends early, so that reading ahead stops as well. */
	aborted = false;

	constructor(
		readonly smartRecruiters: SmartRecruitersApi,
		readonly linkedIn: LinkedInApi,
		readonly effects: Effects,
		readonly options: BackfillOptions,
		readonly deadlineMs: number,
		public checkpoint: Checkpoint,
	) {
		this.sharing = new Sharing(options.sharing, new Set(options.tombstones), smartRecruiters);
	}

	/** Whether another page still fits into this chunk. */
	hasRoom(recordsToCome = 0): boolean {
		return (
			this.sent + recordsToCome < this.options.chunkRecords && this.effects.now() < this.deadlineMs
		);
	}

	/** Notes progress that is earned: the writes behind it were acknowledged. */
	commit(change: Partial<Checkpoint>, sent: number, rejections: readonly Rejection[]): void {
		this.checkpoint = { ...this.checkpoint, ...change };
		this.sent += sent;
		this.rejections.push(...rejections);
	}

	/** The counts with some of them changed. */
	counted(
		changes: Partial<
			Record<Stream, { done?: number; rejected?: number; leftOut?: number; total?: number | null }>
		>,
	): Checkpoint['counts'] {
		const counts = { ...this.checkpoint.counts };
		for (const stream of ['jobs', 'candidates', 'applications', 'details'] as const) {
			const change = changes[stream];
			if (!change) continue;
			const before = counts[stream];
			counts[stream] = {
				done: before.done + (change.done ?? 0),
				rejected: before.rejected + (change.rejected ?? 0),
				leftOut: before.leftOut + (change.leftOut ?? 0),
				total: change.total === undefined ? before.total : change.total,
			};
		}
		return counts;
	}
}
