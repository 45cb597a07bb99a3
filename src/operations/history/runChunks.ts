import { PauseSignal } from '../../errors/PauseSignal';
import { addSample } from '../../state/Progress';
import { recordIdOf, recordKey } from '../../state/ParkedRecords';
import type { StreamName } from '../../state/tables';
import { fromPayload } from '../../sync/AbsencePayload';
import { type Checkpoint, isDone } from '../../sync/checkpoint';
import type { Estimate } from '../../sync/estimate';
import type { Outcome } from '../../sync/Outcome';
import { OpenStep } from '../../sync/OpenStep';
import { ReportReader } from '../../sync/report/ReportReader';
import { type Chunk, runChunk } from '../../sync/runChunk';
import type { SyncContext } from '../../sync/SyncContext';
import type { RunOptions, Work } from '../../sync/Work';
import { type Clients, connect } from '../connect';
import type { Runtime } from '../Runtime';
import { gateMessage } from './gateMessage';
import type { Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import { restingReport, type RunResult } from './RunReport';
import { storeOutcome } from './storeOutcome';
import { Tally } from './Tally';

export interface RunPlan {
	stream: StreamName;
	options: RunOptions;
	begin: Checkpoint;
	/** How long the run may take, in milliseconds; a page at work is finished. */
	timeLimitMs: number;
	/** Which part of LinkedIn's requests a day has to be free still, from 0 to 1. */
	dayCeiling?: number;
	/** Before the first chunk, with both clients. */
	prepare?: (clients: Clients) => Promise<{ begin: Checkpoint; whole?: Estimate }>;
	retryParked?: (context: SyncContext, beganAtMs: number) => AsyncIterable<Outcome>;
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
	const clients = connect(runtime, deadlineMs, plan.begin.quota, plan.dayCeiling);
	const context: SyncContext = {
		linkedIn: clients.linkedIn,
		smartRecruiters: clients.smartRecruiters,
		effects,
		sharing: await openSharing(repositories, clients.smartRecruiters, effects),
		sent: repositories.sent,
	};
	const { begin, whole = null } = (await plan.prepare?.(clients)) ?? { begin: plan.begin };
	const { retryParked } = plan;
	const reportReader = new ReportReader(context);
	const work: Work = {
		...context,
		options: plan.options,
		reportReader,
		parkedPayloads: async (ids) => {
			const rows = await repositories.parked.byKeys(ids.map((id) => recordKey('candidate', id)));
			return new Map(rows.map((row) => [recordIdOf(row), fromPayload(row.payload)]));
		},
		...(retryParked && { retryParked: (sinceMs: number) => retryParked(context, sinceMs) }),
	};
	const tally = new Tally(runtime, plan, clients, begin, beganAtMs, whole);
	let checkpoint = begin;
	let samples: string | undefined;
	const lasting = new OpenStep();
	try {
		do {
			const closed = plan.options.dryRun ? '' : gateMessage(await repositories.contracts.gate());
			if (closed !== '') {
				const { report } = await restingReport(repositories, plan.stream, {
					state: 'waiting',
					message: closed,
				});
				return { report, rejections: tally.rejections };
			}
			const chunk = await runChunk(work, checkpoint, deadlineMs, lasting);
			checkpoint = tally.add(chunk);
			if (!plan.options.dryRun)
				samples = await storeChunk(repositories, plan, { ...chunk, checkpoint, samples }, tally);
			context.sharing.renew(chunk.outcome.seenAgain);
			if (chunk.failure) throw chunk.failure;
			if (chunk.pause) break;
		} while (!isDone(checkpoint) && effects.now() < deadlineMs);
	} finally {
		await lasting.close();
		await reportReader.close();
	}
	return { report: tally.report(repositories.organization), rejections: tally.rejections };
}

/**
 * @param samples the points of the plot, if this run has stored some
 * @returns the points as they are stored now
 */
async function storeChunk(
	repositories: Repositories,
	{ stream, tellsParts }: RunPlan,
	{ outcome, checkpoint, samples }: Chunk & { samples: string | undefined },
	tally: Tally,
): Promise<string> {
	const { progress, organization } = repositories;
	const nowMs = tally.nowMs;
	await storeOutcome(repositories, outcome, nowMs);
	const report = tally.report(organization);
	const done = report.streams.reduce((sum, one) => sum + one.done, 0);
	const before = async (): Promise<string> => {
		const row = await progress.read(stream);
		const goesOn = row?.startedAt === report.startedAt;
		return goesOn ? row.samples : `[[${Math.round(checkpoint.startedAtMs / 1000)},0]]`;
	};
	const plot = tellsParts ? addSample(samples ?? (await before()), nowMs, done) : '';
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
			samples: plot,
			resumeAtMs: report.resumeAt ? Date.parse(report.resumeAt) : 0,
		},
	]);
	return plot;
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
		message: `Paused: ${error.limitText}`,
		boundBy: error.limitText,
		resumeAt: new Date(error.resumeAtMs).toISOString(),
	});
}
