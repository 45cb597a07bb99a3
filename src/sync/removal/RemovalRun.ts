import { PauseSignal } from '../../errors/PauseSignal';
import { getCandidates } from '../../linkedin/candidates';
import { getJobStatus, submitJobs } from '../../linkedin/jobPostings';
import type { Rejection } from '../../mapping/Rejection';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import { type Deletion, REASONS } from '../Deletion';
import { removePeople, type ToRemove } from '../people/removePeople';
import type { SyncContext } from '../SyncContext';
import type { RemovalState } from './RemovalState';

/** One removal of everything at work. */
export class RemovalRun {
	readonly deletions: Deletion[] = [];

	readonly rejections: Rejection[] = [];

	/** @param choice ids that SmartRecruiters may list no more, and how long LinkedIn is given to close jobs */
	constructor(
		private readonly context: SyncContext,
		private readonly choice: { knownCandidateIds: readonly string[]; jobCheckDelayMs: number },
		public state: RemovalState,
	) {}

	async step(): Promise<void> {
		const { phase } = this.state;
		if (phase === 'known') await this.removeKnown();
		else if (phase === 'people' || phase === 'checkPeople') await this.peoplePage(phase);
		else await this.jobPage(phase === 'jobs');
	}

	private async removeKnown(): Promise<void> {
		const from = Number(this.state.pageId ?? 0);
		const ids = this.choice.knownCandidateIds.slice(from, from + 100);
		const held = await getCandidates(this.context.linkedIn, ids);
		await this.remove(ids.filter((id) => held.has(id)).map((candidateId) => ({ candidateId })));
		const more = from + 100 < this.choice.knownCandidateIds.length;
		this.go(more ? String(from + 100) : undefined, 'people');
	}

	private async peoplePage(phase: 'people' | 'checkPeople'): Promise<void> {
		const { smartRecruiters, linkedIn } = this.context;
		const page = await listCandidates(smartRecruiters, { pageId: this.state.pageId ?? undefined });
		if (phase === 'people') {
			await this.remove(
				page.content.map((item) => ({
					candidateId: item.id,
					jobIds: [item.primaryAssignment, ...item.secondaryAssignments].flatMap((one) =>
						one ? one.job.id : [],
					),
				})),
			);
			this.go(page.nextPageId, 'jobs');
			return;
		}
		const held = await getCandidates(
			linkedIn,
			page.content.map(({ id }) => id),
		);
		this.state.checkedCandidates += page.content.length;
		this.state.remainingCandidates += held.size;
		this.go(page.nextPageId, 'checkJobs');
	}

	private async jobPage(closes: boolean): Promise<void> {
		const { smartRecruiters, linkedIn, effects } = this.context;
		if (!closes && effects.now() < this.state.jobsDueAtMs)
			throw new PauseSignal('LinkedIn job processing', this.state.jobsDueAtMs);
		const page = await listJobs(smartRecruiters, { pageId: this.state.pageId ?? undefined });
		const ids = page.content.map(({ id }) => id);
		const known = await getJobStatus(linkedIn, ids);
		const open = ids.filter((id) => known?.get(id) === 'open');
		if (!closes) {
			this.state.checkedJobs += ids.length;
			this.state.remainingJobs += open.length;
			this.go(page.nextPageId, 'done');
			return;
		}
		const nowMs = effects.now();
		const outcomes = await submitJobs(
			linkedIn,
			open.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' })),
		);
		for (const outcome of outcomes) {
			if (!('taskUrn' in outcome)) continue;
			this.state.jobs += 1;
			this.state.jobsDueAtMs = nowMs + this.choice.jobCheckDelayMs;
			this.deletions.push({
				kind: 'job',
				recordId: outcome.externalJobPostingId,
				reason: REASONS.disconnected,
				proof: `LinkedIn took the closing: ${outcome.taskUrn}`,
				deletedAtMs: nowMs,
			});
		}
		this.go(page.nextPageId, 'checkPeople');
	}

	private async remove(people: readonly ToRemove[]): Promise<void> {
		const { deletions, rejections } = await removePeople(
			this.context,
			people,
			REASONS.disconnected,
		);
		const gone = deletions.filter(({ proof }) => !proof.includes('404'));
		this.deletions.push(...gone);
		this.rejections.push(...rejections);
		this.state.candidates += gone.filter(({ kind }) => kind === 'candidate').length;
		this.state.applications += gone.filter(({ kind }) => kind === 'application').length;
	}

	private go(nextPageId: string | undefined, then: RemovalState['phase']): void {
		this.state = nextPageId
			? { ...this.state, pageId: nextPageId }
			: { ...this.state, phase: then, pageId: null };
	}
}
