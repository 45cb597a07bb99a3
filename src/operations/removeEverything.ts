import { z } from 'zod';
import { PauseSignal } from '../errors/PauseSignal';
import { getCandidates } from '../linkedin/candidates';
import { getJobStatus, submitJobs } from '../linkedin/jobPostings';
import type { Rejection } from '../mapping/Rejection';
import { DEFAULT_SHARING } from '../mapping/SharingRules';
import { withdrawnJob } from '../mapping/withdrawnJob';
import { listCandidates } from '../smartrecruiters/candidates';
import { listJobs } from '../smartrecruiters/jobs';
import { type Deletion, REASONS } from '../sync/Deletion';
import { parseState } from '../sync/parseState';
import { removePeople, type ToRemove } from '../sync/people/removePeople';
import { Sharing } from '../sync/Sharing';
import type { SyncContext } from '../sync/SyncContext';
import { connect, type Connection } from './connect';

const PHASES = ['known', 'people', 'jobs', 'checkPeople', 'checkJobs', 'done'] as const;

const StateSchema = z.object({
	version: z.literal(1),
	organizationUrn: z.string(),
	phase: z.enum(PHASES),
	pageId: z.string().nullable(),
	candidates: z.number().int(),
	applications: z.number().int(),
	jobs: z.number().int(),
	/** Looked up again afterwards, and what LinkedIn still held then. */
	checkedCandidates: z.number().int(),
	checkedJobs: z.number().int(),
	remainingCandidates: z.number().int(),
	remainingJobs: z.number().int(),
	/** Epoch milliseconds before which asking about jobs makes no sense. */
	jobsDueAtMs: z.number(),
	quota: z.object({
		linkedInRecordsPaidUntilMs: z.number(),
		smartRecruitersPaidUntilMs: z.number(),
		linkedInDay: z.object({ day: z.number().int(), used: z.number().int() }),
	}),
});
type RemovalState = z.infer<typeof StateSchema>;

export interface RemoveInput {
	/** Candidates that may be at LinkedIn although SmartRecruiters lists them no more: from `rsc_people`. */
	knownCandidateIds: readonly string[];
	checkpoint: unknown;
	timeLimitMs: number;
	/** How long LinkedIn is given to close jobs before it is asked about them. */
	jobCheckDelayMs: number;
}

export interface RemoveResult {
	organization: string;
	state: 'running' | 'waiting' | 'done';
	activity: string;
	/** Removed so far, and what a second look found: the proof. */
	removed: { candidates: number; applications: number; jobs: number };
	checked: { candidates: number; jobs: number };
	/** Zero when all is gone. */
	remaining: { candidates: number; jobs: number };
	deletions: Deletion[];
	rejections: Rejection[];
	resumeAt: string | null;
	checkpoint: string;
}

const ACTIVITIES: Record<RemovalState['phase'], string> = {
	known: 'Deleting candidates that were known once',
	people: 'Deleting candidates with their applications',
	jobs: 'Closing jobs',
	checkPeople: 'Looking whether LinkedIn holds anybody still',
	checkJobs: 'Looking whether a job is open still',
	done: 'Nothing is left at LinkedIn',
};

/**
 * One bounded chunk of taking back everything that was synced; resumable. Candidates and applications are deleted; jobs
 * are closed, because they cannot be deleted (LinkedIn reference §12), and those that were open say nothing any more.
 * Afterwards every record is looked up again.
 */
export async function removeEverything(
	connection: Connection,
	input: RemoveInput,
): Promise<RemoveResult> {
	const { effects } = connection;
	const deadlineMs = effects.now() + input.timeLimitMs;
	const { organizationUrn } = connection.linkedIn.settings;
	const run = new RemovalRun(
		connection,
		deadlineMs,
		input,
		parseState(input.checkpoint, StateSchema, organizationUrn) ?? start(organizationUrn),
	);
	let pause: PauseSignal | undefined;
	try {
		while (run.state.phase !== 'done' && effects.now() < deadlineMs) await run.step();
	} catch (error) {
		if (!(error instanceof PauseSignal)) throw error;
		pause = error;
	}
	const { state } = run;
	return {
		organization: organizationUrn,
		state: state.phase === 'done' ? 'done' : pause ? 'waiting' : 'running',
		activity:
			state.phase === 'done' && state.remainingCandidates + state.remainingJobs > 0
				? 'LinkedIn still holds something: start again'
				: ACTIVITIES[state.phase],
		removed: {
			candidates: state.candidates,
			applications: state.applications,
			jobs: state.jobs,
		},
		checked: { candidates: state.checkedCandidates, jobs: state.checkedJobs },
		remaining: { candidates: state.remainingCandidates, jobs: state.remainingJobs },
		deletions: run.deletions,
		rejections: run.rejections,
		resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
		checkpoint: JSON.stringify({ ...state, quota: run.quota() }),
	};
}

function start(organizationUrn: string): RemovalState {
	return {
		version: 1,
		organizationUrn,
		phase: 'known',
		pageId: null,
		candidates: 0,
		applications: 0,
		jobs: 0,
		checkedCandidates: 0,
		checkedJobs: 0,
		remainingCandidates: 0,
		remainingJobs: 0,
		jobsDueAtMs: 0,
		quota: {
			linkedInRecordsPaidUntilMs: 0,
			smartRecruitersPaidUntilMs: 0,
			linkedInDay: { day: 0, used: 0 },
		},
	};
}

class RemovalRun {
	readonly deletions: Deletion[] = [];

	readonly rejections: Rejection[] = [];

	readonly quota: () => RemovalState['quota'];

	private readonly context: SyncContext;

	constructor(
		connection: Connection,
		deadlineMs: number,
		private readonly input: RemoveInput,
		public state: RemovalState,
	) {
		const { linkedIn, smartRecruiters, quota } = connect(connection, deadlineMs, state.quota);
		this.quota = quota;
		this.context = {
			linkedIn,
			smartRecruiters,
			effects: connection.effects,
			sharing: new Sharing(DEFAULT_SHARING, new Set(), smartRecruiters),
		};
	}

	async step(): Promise<void> {
		const { phase } = this.state;
		if (phase === 'known') await this.removeKnown();
		else if (phase === 'people' || phase === 'checkPeople') await this.peoplePage(phase);
		else await this.jobPage(phase === 'jobs');
	}

	private async removeKnown(): Promise<void> {
		const from = Number(this.state.pageId ?? 0);
		const ids = this.input.knownCandidateIds.slice(from, from + 100);
		const held = await getCandidates(this.context.linkedIn, ids);
		await this.remove(ids.filter((id) => held.has(id)).map((candidateId) => ({ candidateId })));
		const more = from + 100 < this.input.knownCandidateIds.length;
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
			this.state.jobsDueAtMs = nowMs + this.input.jobCheckDelayMs;
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
