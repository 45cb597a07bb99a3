import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';

/** The last thing of a run for changes: what is parked and may settle by itself is looked at again. */
export async function* lookAtParked(
	work: Work,
	checkpoint: Checkpoint,
): AsyncGenerator<StepResult> {
	const outcome = (await work.retryParked?.()) ?? {};
	yield {
		checkpoint: advanced(checkpoint, { extras: { state: 'done', jobIds: null, ...LIST_START } }),
		records: outcome.settled?.length ?? 0,
		outcome,
	};
}
