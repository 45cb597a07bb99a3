import type { StreamName, SyncRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, type Repositories } from './openRepositories';
import { type Resting, restingOf, restingReport, type RunResult } from './RunReport';
import { pausedReport, runChunks, type RunPlan } from './runChunks';

export interface StreamChoice {
	stream: StreamName;
	/** Whether a time that the last run set for going on is ignored: a person asks. */
	atOnce: boolean;
	/** Why nothing is to be done, as far as the stream's row tells. */
	rest?: (row: SyncRow | undefined) => Resting | undefined;
}

/**
 * Runs a stream: the gate, the lock, its state, its work, in this order. Where its row says that nothing is to be done,
 * which is so in most minutes, the lock is not taken.
 *
 * @param plan what is to be done, from the stream's row; or why nothing is
 */
export async function runStream(
	runtime: Runtime,
	{ stream, atOnce, rest }: StreamChoice,
	plan: (
		repositories: Repositories,
		row: SyncRow | undefined,
		nowMs: number,
	) => Promise<RunPlan | Resting>,
): Promise<RunResult> {
	const repositories = openRepositories(runtime);
	const closed = gateMessage(await repositories.contracts.gate());
	if (closed !== '')
		return await restingReport(repositories, stream, { state: 'waiting', message: closed });
	const restOf = (row: SyncRow | undefined, nowMs: number): Resting | undefined => {
		if (!row || row.resumeAtMs <= nowMs || atOnce) return rest?.(row);
		return {
			state: 'waiting',
			message: row.message || `Paused: ${row.boundBy}`,
			resumeAt: new Date(row.resumeAtMs).toISOString(),
		};
	};
	const { progress } = repositories;
	const early = async (): Promise<RunResult | undefined> => {
		const rows = await progress.list();
		const row = rows.find((one) => one.stream === stream);
		const resting = restOf(row, runtime.effects.now());
		return resting && restingOf(repositories, stream, rows, resting);
	};
	// What is damaged is told where it can be kept.
	const rests = await early().catch(() => undefined);
	if (rests) return rests;
	const locked = await lockStream(runtime, stream, async (guarded) => {
		try {
			const row = await progress.read(stream);
			const nowMs = runtime.effects.now();
			const planned = restOf(row, nowMs) ?? (await plan(repositories, row, nowMs));
			if ('state' in planned) return await restingReport(repositories, stream, planned);
			return await runChunks(guarded, repositories, planned);
		} catch (error) {
			return await pausedReport(repositories, stream, error).catch(
				async () => await noteFailure(progress, stream, error, runtime.effects.now()),
			);
		}
	});
	if (locked.held) return locked.value;
	return await restingReport(repositories, stream, {
		state: 'busy',
		message: 'Another run of this operation is in progress.',
		busyUntil: new Date(locked.busyUntilMs).toISOString(),
	});
}
