import { ConnectorError } from '../../errors/ConnectorError';
import { LockLostError } from '../../errors/LockLostError';
import type { Progress } from '../../state/Progress';
import type { StreamName } from '../../state/tables';

/** When it makes sense to try again by itself what a person has to mend. */
const TRY_AGAIN_MS = 600_000;

/**
 * Tells people of a failure, in the row of the stream.
 *
 * @throws always: the failure
 */
export async function noteFailure(
	progress: Progress,
	stream: StreamName,
	error: unknown,
	nowMs: number,
): Promise<never> {
	if (error instanceof ConnectorError && !(error instanceof LockLostError)) {
		await progress.save(nowMs, [
			{
				stream,
				activity: 'Stopped',
				message: `${error.message}. ${error.advice}`,
				resumeAtMs: nowMs + TRY_AGAIN_MS,
			},
		]);
	}
	throw error;
}
