import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { type BackfillOptions, BackfillRun } from '../../sync/BackfillRun';
import { type Checkpoint, isDone } from '../../sync/checkpoint';
import type { Deletion } from '../../sync/Deletion';
import { type Estimate, estimate, type Limits } from '../../sync/estimate';
import { activityOf, type Progress, stateOf, streamsOf, workLeft } from '../../sync/progress';
import { type Pause, runBackfillChunk } from '../../sync/runBackfillChunk';
import type { Clients, Connection } from '../connect';

export interface ChunkInput {
	clients: Clients;
	options: BackfillOptions;
	/** Where the chunk begins. */
	begin: Checkpoint;
	beganAtMs: number;
	deadlineMs: number;
	/** What the whole run takes, at its beginning. */
	whole?: Estimate | undefined;
	/** Work before the chunk. */
	before?: (run: BackfillRun) => Promise<void>;
}

export interface ChunkResult {
	progress: Progress;
	rejections: Rejection[];
	/** What was deleted at LinkedIn: rows of `rsc_deletions`. */
	deletions: Deletion[];
	/** Whether the audit trail could be read; undefined where it was not tried. */
	seesAudit: boolean | undefined;
}

/** One bounded chunk from a checkpoint on, and what there is to tell about it. */
export async function runChunk(connection: Connection, input: ChunkInput): Promise<ChunkResult> {
	const { effects } = connection;
	const { clients, options, begin, beganAtMs, deadlineMs, whole } = input;
	const run = new BackfillRun(
		clients.smartRecruiters,
		clients.linkedIn,
		effects,
		options,
		deadlineMs,
		begin,
	);
	const pause = (await prepare(input, run)) ?? (await runBackfillChunk(run));

	const endedAtMs = effects.now();
	const requests = clients.requests();
	const checkpoint: Checkpoint = {
		...run.checkpoint,
		finishedAtMs: isDone(run.checkpoint) ? endedAtMs : null,
		activeMs: begin.activeMs + endedAtMs - beganAtMs,
		requests: {
			linkedIn: begin.requests.linkedIn + requests.linkedIn,
			smartRecruiters: begin.requests.smartRecruiters + requests.smartRecruiters,
		},
		quota: clients.quota(),
	};
	const elapsedMs = Math.max(1, endedAtMs - beganAtMs);
	const left = workLeft(checkpoint, { ...options, stagesOneByOne: stagesOneByOne(clients) });
	const state = stateOf(checkpoint, pause !== undefined);
	return {
		rejections: run.rejections,
		deletions: run.deletions,
		seesAudit: run.seesAudit,
		progress: {
			organization: checkpoint.organizationUrn,
			done: state === 'done',
			state,
			activity: activityOf(checkpoint),
			streams: streamsOf(checkpoint),
			records: run.sent,
			recordsPerMinute: Math.round((run.sent * 60_000) / elapsedMs),
			boundBy: pause?.limit ?? clients.ledger.binding(elapsedMs) ?? 'nothing',
			etaSeconds: state === 'done' ? 0 : left ? estimate(left, limitsOf(connection)).seconds : null,
			resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
			rejected: run.rejections.length,
			startedAt: new Date(checkpoint.startedAtMs).toISOString(),
			finishedAt: checkpoint.finishedAtMs ? new Date(checkpoint.finishedAtMs).toISOString() : null,
			requests: checkpoint.requests,
			...(whole && { estimate: whole }),
			withheld: run.withheld,
			checkpoint: JSON.stringify(checkpoint),
		},
	};
}

/** A limit may bind before the chunk has begun. */
async function prepare(input: ChunkInput, run: BackfillRun): Promise<Pause | undefined> {
	try {
		await input.before?.(run);
		return undefined;
	} catch (error) {
		if (error instanceof PauseSignal) return { limit: error.limit, resumeAtMs: error.resumeAtMs };
		throw error;
	}
}

export function stagesOneByOne({ linkedIn }: Clients): boolean {
	return linkedIn.form('applicationStages').below !== undefined;
}

export function limitsOf({ linkedIn, smartRecruiters }: Connection): Limits {
	return {
		recordsPerMinute: linkedIn.settings.recordsPerMinute,
		linkedInRequestsPerDay: linkedIn.settings.requestsPerDay,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
	};
}
