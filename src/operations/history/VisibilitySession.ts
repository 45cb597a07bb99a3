import type { Rejection } from '../../mapping/Rejection';
import type { VisibilityEffect } from '../../state/VisibilityLedger';
import type { JobsSynced } from '../../sync/visibility/syncJobs';
import type { VisibilityState } from '../../sync/visibility/VisibilityState';
import type { Runtime } from '../Runtime';
import type { Repositories } from './openRepositories';
import type { VisibilityInput } from './VisibilityInput';
import { type VisibilityReport, type VisibilityResult, visibilityReport } from './VisibilityReport';

/** One run of Sync Visibility under its lock: where it stands, what it has done, and how that is stored and told. */
export class VisibilitySession {
	readonly rejections: Rejection[] = [];

	/** Whether users are active, as far as somebody has asked. */
	readonly users = new Map<string, Promise<boolean>>();

	readonly deadlineMs: number;

	written = 0;

	deleted = 0;

	/** Whether this very run has finished the comparison of all jobs, or the way back. */
	finished = false;

	/** How often a list was begun again whose cursor was lost. */
	restarts = 0;

	message = '';

	constructor(
		readonly runtime: Runtime,
		readonly repositories: Repositories,
		readonly input: VisibilityInput,
		public state: VisibilityState,
		/** Entries of jobs that wait and that this run has put back: it does not try them again. */
		readonly putBack: Set<string>,
	) {
		this.deadlineMs = runtime.effects.now() + input.timeLimitMs;
	}

	now(): number {
		return this.runtime.effects.now();
	}

	isOver(): boolean {
		return this.now() >= this.deadlineMs;
	}

	count({ written, deleted, rejections }: JobsSynced): void {
		this.written += written;
		this.deleted += deleted;
		this.rejections.push(...rejections);
	}

	async end(
		state: VisibilityReport['state'],
		effect: VisibilityEffect,
		resumeAtMs = 0,
	): Promise<VisibilityResult> {
		await this.save(state, resumeAtMs);
		const { organization } = this.repositories;
		return {
			rejections: this.rejections,
			report: visibilityReport(organization, effect, this.state.counts, {
				state,
				finished: this.finished,
				message: this.message,
				rowsWritten: this.written,
				rowsDeleted: this.deleted,
				rejected: this.rejections.length,
				resumeAt: resumeAtMs > 0 ? new Date(resumeAtMs).toISOString() : null,
			}),
		};
	}

	async save(state: VisibilityReport['state'] = 'running', resumeAtMs = 0): Promise<void> {
		const nowMs = this.now();
		const { counts, pass } = this.state;
		await this.repositories.progress.save(nowMs, [
			{
				stream: 'visibility',
				activity: state === 'done' && this.state.choice === '' ? EVERYBODY : ACTIVITY[state],
				done: pass?.jobs ?? counts.jobs,
				rejected: this.rejections.length,
				message: this.message,
				checkpoint: JSON.stringify(this.state),
				resumeAtMs,
				finishedAt: state === 'done' ? new Date(nowMs).toISOString() : '',
			},
		]);
	}
}

const EVERYBODY = 'Everybody with a Recruiter seat sees jobs and applications';
const ACTIVITY = {
	done: 'Recruiter shows what SmartRecruiters shows',
	running: 'Comparing who sees which job',
	waiting: 'Waiting',
	busy: '',
} as const;
