import type { Rejection } from '../../mapping/Rejection';
import type { VisibilityEffect } from '../../state/VisibilityLedger';
import type { VisibilityState } from '../../sync/visibility/VisibilityState';

/** What a run of Sync Visibility tells of itself. */
export interface VisibilityReport {
	organization: string;
	/** `waiting`: something has to happen first, which `message` tells. `busy`: another run is at work. */
	state: 'done' | 'running' | 'waiting' | 'busy';
	/** Whether this very run has finished the comparison of all jobs, or the way back. */
	finished: boolean;
	/** Who sees jobs and applications in Recruiter now. */
	effect: VisibilityEffect;
	message: string;
	/** Of this run. */
	rowsWritten: number;
	rowsDeleted: number;
	rejected: number;
	/** Of the last comparison of all jobs that was finished. */
	jobs: number;
	/** Jobs that everybody sees, by an exception. */
	open: number;
	/** Jobs that nobody sees. */
	nobody: number;
	/** How often a member of a hiring team has no Recruiter seat that is mapped. */
	withoutSeat: number;
	resumeAt: string | null;
	busyUntil: string | null;
}

export interface VisibilityResult {
	report: VisibilityReport;
	/** Jobs whose access list could not be made: they are tried again. */
	rejections: Rejection[];
}

export function visibilityReport(
	organization: string,
	effect: VisibilityEffect,
	counts: VisibilityState['counts'] | undefined,
	change: Pick<VisibilityReport, 'state' | 'message'> & Partial<VisibilityReport>,
): VisibilityReport {
	return {
		organization,
		finished: false,
		effect,
		rowsWritten: 0,
		rowsDeleted: 0,
		rejected: 0,
		jobs: 0,
		open: 0,
		nobody: 0,
		withoutSeat: 0,
		...counts,
		resumeAt: null,
		busyUntil: null,
		...change,
	};
}
