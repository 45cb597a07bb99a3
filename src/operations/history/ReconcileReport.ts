import type { Rejection } from '../../mapping/Rejection';
import type { Difference } from '../../sync/reconcile/Difference';
import { type ReconcileState, startReconcile } from '../../sync/reconcile/ReconcileState';
import type { Repositories } from './openRepositories';

export interface ReconcileReport {
	organization: string;
	state: 'running' | 'waiting' | 'done' | 'busy';
	/** Whether this very run has finished the comparison, so that somebody can be told once. */
	finished: boolean;
	message: string;
	/** Whether nothing differed so far. */
	agree: boolean;
	jobs: ReconcileState['jobs'];
	candidates: ReconcileState['candidates'];
	sampled: number;
	resurrected: number;
	/** Of this run, named by id, at most a thousand. */
	differences: Difference[];
	deleted: number;
	rejected: number;
	boundBy: string;
	resumeAt: string | null;
	busyUntil: string | null;
}

export interface ReconcileResult {
	report: ReconcileReport;
	rejections: Rejection[];
}

/** What a person should know; empty when all is well. */
export function messageOf({
	warning,
	named,
	jobs,
	candidates,
	resurrected,
}: ReconcileState): string {
	const count = jobs.differences + candidates.differences + resurrected;
	const differed = count === 0 ? '' : `${count} differed: ${named.join('; ')}`;
	return [warning, differed].filter((one) => one !== '').join(' ');
}

/** Whether nothing differed so far. */
export const agree = ({ jobs, candidates, resurrected }: ReconcileState): boolean =>
	jobs.differences + candidates.differences + resurrected === 0;

/** The counts of a report. */
export function countsOf({ organization }: Repositories, state: ReconcileState) {
	const { jobs, candidates, sampled, resurrected } = state;
	return { organization, agree: agree(state), jobs, candidates, sampled, resurrected };
}

/** A run that does nothing now, and says why. */
export function restingReconcile(
	repositories: Repositories,
	change: Pick<ReconcileReport, 'state' | 'message'> & Partial<ReconcileReport>,
): ReconcileResult {
	return {
		rejections: [],
		report: {
			...countsOf(repositories, startReconcile(0, [])),
			finished: false,
			differences: [],
			deleted: 0,
			rejected: 0,
			boundBy: 'nothing',
			resumeAt: null,
			busyUntil: null,
			...change,
		},
	};
}
