import type { HeldCandidate } from '../../linkedin/schemas';
import type { Effects } from '../../http/Transport';
import type { JobAvailability } from '../../linkedin/jobPostings';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { Rejection } from '../../mapping/Rejection';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { Deletion } from '../Deletion';
import type { Sharing } from '../Sharing';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import type { Difference, ReconcileState } from './ReconcileState';

/** More than this many are counted, but not named, in one chunk. */
const MOST_NAMED = 1_000;

export interface ReconcileChoice {
	choice: PeopleChoice;
	availability: JobAvailability;
	/** From 0 to 100. */
	samplePercent: number;
	repairs: boolean;
	/** How far back deleted applications are looked for; 0 leaves it out. */
	leftoverDays: number;
	tombstones: readonly string[];
}

/** One reconciliation at work. */
export class ReconcileRun implements SyncContext {
	readonly differences: Difference[] = [];

	readonly deletions: Deletion[] = [];

	readonly rejections: Rejection[] = [];

	readonly held: Array<{ candidateId: string; held: HeldCandidate }> = [];

	readonly choice: PeopleChoice;

	readonly samplePercent: number;

	readonly repairs: boolean;

	readonly leftoverDays: number;

	constructor(
		readonly smartRecruiters: SmartRecruitersApi,
		readonly linkedIn: LinkedInApi,
		readonly effects: Effects,
		readonly sharing: Sharing,
		readonly chosen: ReconcileChoice,
		public state: ReconcileState,
	) {
		this.choice = chosen.choice;
		this.samplePercent = chosen.samplePercent;
		this.repairs = chosen.repairs;
		this.leftoverDays = chosen.leftoverDays;
	}

	/** Keeps whom LinkedIn recognised, for `rsc_people`. */
	match(candidateId: string, held: HeldCandidate): void {
		this.held.push({ candidateId, held });
	}

	name(differences: readonly Difference[]): void {
		this.differences.push(...differences.slice(0, MOST_NAMED - this.differences.length));
	}

	people(
		counts: Omit<ReconcileState['candidates'], 'differences'>,
		nextPageId: string | undefined,
		found: readonly Difference[],
	): void {
		this.name(found);
		this.state = {
			...this.state,
			candidates: added(this.state.candidates, { ...counts, differences: found.length }),
			...(nextPageId ? { pageId: nextPageId } : { phase: 'tombstones' as const, pageId: null }),
		};
	}

	jobs(
		counts: Omit<ReconcileState['jobs'], 'differences'>,
		nextPageId: string | undefined,
		found: readonly Difference[],
	): void {
		this.name(found);
		this.state = {
			...this.state,
			jobs: added(this.state.jobs, { ...counts, differences: found.length }),
			...(nextPageId ? { pageId: nextPageId } : { phase: 'people' as const, pageId: null }),
		};
	}
}

function added(
	before: ReconcileState['jobs'],
	more: ReconcileState['jobs'],
): ReconcileState['jobs'] {
	return {
		company: before.company + more.company,
		linkedIn: before.linkedIn + more.linkedIn,
		withheld: before.withheld + more.withheld,
		refused: before.refused + more.refused,
		differences: before.differences + more.differences,
	};
}
