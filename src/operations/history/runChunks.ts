import { areStagesBatched } from '../../linkedin/applications';
import type { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { addSample } from '../../state/Progress';
import type { StreamName } from '../../state/tables';
import { type Checkpoint, isDone } from '../../sync/checkpoint';
import { type Estimate, estimate, type Limits } from '../../sync/estimate';
import type { Outcome } from '../../sync/Outcome';
import { activityOf, streamsOf, workLeft } from '../../sync/progress';
import { type Chunk, type Pause, runChunk } from '../../sync/runChunk';
import type { SyncContext } from '../../sync/SyncContext';
import type { RunOptions, Work } from '../../sync/Work';
import { type Clients, connect } from '../connect';
import type { Runtime } from '../Runtime';
import { gateMessage } from './gateMessage';
import type { Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import { restingReport, type RunReport, type RunResult } from './RunReport';
import { storeOutcome } from './storeOutcome';

export interface RunPlan {
	stream: StreamName;
	options: RunOptions;
	begin: Checkpoint;
	/** How long the run may take, in milliseconds; a page at work is finished. */
	timeLimitMs: number;
	/** Which part of LinkedIn's requests a day this may take, from 0 to 1. */
	dayShare?: number;
	/** Before the first chunk, with both clients. */
	prepare?: (clients: Clients) => Promise<{ begin: Checkpoint; whole?: Estimate }>;
	retryParked?: (context: SyncContext) => Promise<Partial<Outcome>>;
	/** Whether the parts have rows of their own. */
	tellsParts: boolean;
}

/**
 * Chunk after chunk until the time is over or everything is done. After each, everything is stored: what was parked,
 * deleted and recognised, and the checkpoint last. A crash repeats at most one chunk, which does no harm.
 *
 * @throws ConnectorError when a person has to act; what was done before is stored
 */
export async function runChunks(
	runtime: Runtime,
	repositories: Repositories,
	plan: RunPlan,
): Promise<RunResult> {
	const { effects } = runtime;
	const beganAtMs = effects.now();
	const deadlineMs = beganAtMs + plan.timeLimitMs;
	const clients = connect(runtime, deadlineMs, plan.begin.quota, plan.dayShare);
	const context: SyncContext = {
		linkedIn: clients.linkedIn,
		smartRecruiters: clients.smartRecruiters,
		effects,
		sharing: await openSharing(repositories, clients.smartRecruiters),
	};
	const { begin, whole = null } = (await plan.prepare?.(clients)) ?? { begin: plan.begin };
	const { retryParked } = plan;
	const work: Work = {
		...context,
		options: plan.options,
		...(retryParked && { retryParked: async () => await retryParked(context) }),
	};
	const tally = new Tally(runtime, plan, clients, begin, beganAtMs, whole);
	let checkpoint = begin;
	do {
		const closed = plan.options.dryRun ? '' : gateMessage(await repositories.contracts.gate());
		if (closed !== '') {
			const { report } = await restingReport(repositories, plan.stream, {
				state: 'waiting',
				message: closed,
			});
			return { report, rejections: tally.rejections };
		}
		const chunk = await runChunk(work, checkpoint, deadlineMs);
		checkpoint = tally.add(chunk);
		if (!plan.options.dryRun) await storeChunk(repositories, plan, chunk, checkpoint, tally);
		context.sharing.renew();
		if (chunk.failure) throw chunk.failure;
		if (chunk.pause) break;
	} while (!isDone(checkpoint) && effects.now() < deadlineMs);
	return { report: tally.report(repositories.organization), rejections: tally.rejections };
}

async function storeChunk(
	repositories: Repositories,
	{ stream, tellsParts }: RunPlan,
	{ outcome }: Chunk,
	checkpoint: Checkpoint,
	tally: Tally,
): Promise<void> {
	const { progress, organization } = repositories;
	const nowMs = tally.nowMs;
	await storeOutcome(repositories, outcome, nowMs);
	const report = tally.report(organization);
	const done = report.streams.reduce((sum, one) => sum + one.done, 0);
	const before = await progress.read(stream);
	const fresh = before?.startedAt !== report.startedAt;
	const samples =
		!before || fresh ? `[[${Math.round(checkpoint.startedAtMs / 1000)},0]]` : before.samples;
	await progress.save(nowMs, [
		...(tellsParts
			? report.streams.map((one) => ({
					stream: one.stream,
					done: one.done,
					total: one.total ?? 0,
					rejected: one.rejected,
				}))
			: []),
		{
			stream,
			done: tellsParts ? done : report.records,
			rejected: report.rejected,
			activity: report.activity,
			recordsPerMinute: report.recordsPerMinute,
			boundBy: report.boundBy,
			etaSeconds: report.etaSeconds ?? 0,
			requests: JSON.stringify(report.requests),
			checkpoint: JSON.stringify(checkpoint),
			startedAt: report.startedAt ?? '',
			finishedAt: report.finishedAt ?? '',
			message: report.message,
			samples: tellsParts ? addSample(samples, nowMs, done) : '',
			resumeAtMs: report.resumeAt ? Date.parse(report.resumeAt) : 0,
		},
	]);
}

/** What the chunks of one run come to. */
class Tally {
	readonly rejections: Rejection[] = [];

	private records = 0;

	private deleted = 0;

	private withheld = 0;

	private seesAudit: boolean | undefined;

	private pause: Pause | undefined;

	private failure: ConnectorError | undefined;

	private checkpoint: Checkpoint;

	constructor(
		private readonly runtime: Runtime,
		private readonly plan: RunPlan,
		private readonly clients: Clients,
		private readonly begin: Checkpoint,
		private readonly beganAtMs: number,
		private readonly whole: Estimate | null,
	) {
		this.checkpoint = begin;
	}

	get nowMs(): number {
		return this.runtime.effects.now();
	}

	/** @returns the checkpoint to store */
	add(chunk: Chunk): Checkpoint {
		const { outcome } = chunk;
		const requests = this.clients.requests();
		const { begin, nowMs } = this;
		this.records += chunk.records;
		this.deleted += outcome.deletions.length;
		this.withheld += outcome.withheld;
		this.rejections.push(...outcome.rejections);
		this.seesAudit = chunk.seesAudit ?? this.seesAudit;
		this.pause = chunk.pause;
		this.failure = chunk.failure;
		this.checkpoint = {
			...chunk.checkpoint,
			finishedAtMs: isDone(chunk.checkpoint) ? nowMs : null,
			activeMs: begin.activeMs + nowMs - this.beganAtMs,
			requests: {
				linkedIn: begin.requests.linkedIn + requests.linkedIn,
				smartRecruiters: begin.requests.smartRecruiters + requests.smartRecruiters,
			},
			quota: this.clients.quota(),
		};
		return this.checkpoint;
	}

	report(organization: string): RunReport {
		const { checkpoint, pause, failure, plan, clients } = this;
		const elapsedMs = Math.max(1, this.nowMs - this.beganAtMs);
		const done = isDone(checkpoint);
		const left = workLeft(checkpoint, { ...plan.options, stagesOneByOne: stagesOneByOne(clients) });
		const iso = (ms: number | null): string | null =>
			ms === null ? null : new Date(ms).toISOString();
		const { dryRun } = plan.options;
		return {
			organization,
			state: dryRun ? 'estimated' : done ? 'done' : pause ? 'waiting' : 'running',
			finished: done && !dryRun,
			activity: activityOf(checkpoint),
			message: failure ? `${failure.message}. ${failure.advice}` : this.auditMessage(),
			streams: streamsOf(checkpoint),
			records: this.records,
			recordsPerMinute: Math.round((this.records * 60_000) / elapsedMs),
			boundBy: pause?.limit ?? clients.ledger.binding(elapsedMs) ?? 'nothing',
			etaSeconds: done ? 0 : left ? estimate(left, limitsOf(this.runtime)).seconds : null,
			resumeAt: iso(pause?.resumeAtMs ?? null),
			busyUntil: null,
			rejected: new Set(this.rejections.map(({ kind, recordId }) => `${kind}:${recordId}`)).size,
			deleted: this.deleted,
			withheld: this.withheld,
			startedAt: iso(checkpoint.startedAtMs),
			finishedAt: iso(checkpoint.finishedAtMs),
			requests: checkpoint.requests,
			estimate: this.whole,
			seesAudit: this.seesAudit ?? null,
		};
	}

	private auditMessage(): string {
		return this.seesAudit === false
			? 'The SmartRecruiters credential may not see audit events: merges and deletions are found by Reconcile only. Give it the administrator role and the scope audit_events_read.'
			: '';
	}
}

/** Whether LinkedIn takes the stages of one application a call only. */
export function stagesOneByOne({ linkedIn }: Clients): boolean {
	return !areStagesBatched(linkedIn);
}

export function limitsOf({ linkedIn, smartRecruiters }: Runtime): Limits {
	return {
		recordsPerMinute: linkedIn.settings.recordsPerMinute,
		linkedInRequestsPerDay: linkedIn.settings.requestsPerDay,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
	};
}

/** A limit that binds before anything could be done. */
export async function pausedReport(
	repositories: Repositories,
	stream: StreamName,
	error: unknown,
): Promise<RunResult> {
	if (!(error instanceof PauseSignal)) throw error;
	return await restingReport(repositories, stream, {
		state: 'waiting',
		message: `Waiting for ${error.limit}`,
		boundBy: error.limit,
		resumeAt: new Date(error.resumeAtMs).toISOString(),
	});
}
