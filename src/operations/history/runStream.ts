import type { StreamName, SyncRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, type Repositories } from './openRepositories';
import { restingReport, type RunReport, type RunResult } from './RunReport';
import { pausedReport, runChunks, type RunPlan } from './runChunks';

/** Why there is nothing to do now. */
export type Resting = Pick<RunReport, 'state' | 'message'> & Partial<RunReport>;

/**
 * Runs a stream: the gate, the lock, its state, its work, in this order.
 *
 * @param atOnce whether a time that the last run set for going on is ignored: a person asks
 * @param plan what is to be done, from the stream's row; or why nothing is
 */
export async function runStream(
	runtime: Runtime,
	stream: StreamName,
	atOnce: boolean,
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
	const locked = await lockStream(runtime, stream, async (guarded) => {
		const { progress } = repositories;
		try {
			const row = await progress.read(stream);
			const nowMs = runtime.effects.now();
			if (row && row.resumeAtMs > nowMs && !atOnce) {
				return await restingReport(repositories, stream, {
					state: 'waiting',
					message: row.message || `Paused: ${row.boundBy}`,
					resumeAt: new Date(row.resumeAtMs).toISOString(),
				});
			}
			const planned = await plan(repositories, row, nowMs);
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
