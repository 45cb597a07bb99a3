import type { Rejection } from '../../mapping/Rejection';
import type { RemovalState } from '../../sync/removal/RemovalState';
import type { Repositories } from './openRepositories';

export interface RemoveReport {
	organization: string;
	state: 'running' | 'waiting' | 'done' | 'busy';
	/** Whether this very run has finished the removal, so that somebody can be told once. */
	finished: boolean;
	activity: string;
	message: string;
	/** Removed so far, and what a second look found: the proof. */
	removed: { candidates: number; applications: number; jobs: number };
	checked: { candidates: number; jobs: number };
	/** Zero when all is gone. */
	remaining: { candidates: number; jobs: number };
	rejected: number;
	resumeAt: string | null;
	busyUntil: string | null;
}

export interface RemoveResult {
	report: RemoveReport;
	rejections: Rejection[];
}

const ACTIVITIES: Record<RemovalState['phase'], string> = {
	people: 'Deleting candidates with their applications',
	known: 'Deleting candidates that were known earlier',
	jobs: 'Closing jobs',
	checkPeople: 'Checking whether LinkedIn still has anybody',
	checkJobs: 'Checking whether a job is still open',
	done: 'Nothing is left at LinkedIn',
};

/** Whether a second look has proven that nothing is left. */
export function isNothingLeft(state: RemovalState): boolean {
	return (
		state.phase === 'done' &&
		state.remainingCandidates + state.remainingJobs + state.unprovenJobs === 0
	);
}

/** What is being done, for people. */
export function activityOf(state: RemovalState): string {
	return state.phase === 'done' && !isNothingLeft(state)
		? 'It is not proven that nothing is left at LinkedIn'
		: ACTIVITIES[state.phase];
}

/** What a person should know; empty when all is well. */
export function messageOf(state: RemovalState): string {
	const { remainingCandidates, remainingJobs, unprovenJobs } = state;
	if (state.phase !== 'done' || isNothingLeft(state)) return '';
	const left = remainingCandidates + remainingJobs;
	return [
		...(left > 0
			? [`LinkedIn still holds ${remainingCandidates} candidates and ${remainingJobs} open jobs.`]
			: []),
		...(unprovenJobs > 0 ? [`LinkedIn does not say whether ${unprovenJobs} jobs are closed.`] : []),
		'Run Remove Everything again.',
	].join(' ');
}

/** A report of where the removal stands. */
export function removeReport(
	{ organization }: Repositories,
	state: RemovalState,
	change: Pick<RemoveReport, 'state' | 'message'> & Partial<RemoveReport>,
): RemoveResult {
	return {
		rejections: [],
		report: {
			organization,
			finished: false,
			activity: activityOf(state),
			removed: {
				candidates: state.candidates,
				applications: state.applications,
				jobs: state.jobs,
			},
			checked: { candidates: state.checkedCandidates, jobs: state.checkedJobs },
			remaining: { candidates: state.remainingCandidates, jobs: state.remainingJobs },
			rejected: 0,
			resumeAt: null,
			busyUntil: null,
			...change,
		},
	};
}
