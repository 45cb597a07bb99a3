import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';

/**
 * The last thing of a run for changes: what is parked and may settle by itself is looked at again, a few at a time. What is
 * tried by then is not tried again when the run goes on after a rest.
 */
export async function* lookAtParked(
	work: Work,
	checkpoint: Checkpoint,
): AsyncGenerator<StepResult> {
	for await (const outcome of work.retryParked?.(checkpoint.beganAtMs) ?? [])
		yield { checkpoint, records: outcome.settled.length, outcome };
	yield {
		checkpoint: advanced(checkpoint, { extras: { state: 'done', jobIds: [], ...LIST_START } }),
		records: 0,
		outcome: {},
	};
}
