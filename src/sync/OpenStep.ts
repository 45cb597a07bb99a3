import type { Checkpoint } from './checkpoint';
import type { Step, StepResult, Work } from './Work';

/**
 * A step that outlives a chunk: what it reads and sends ahead goes on while the chunk is stored. It goes on only from where
 * it stands; from anywhere else, another one begins.
 */
export class OpenStep {
	private open: { step: Step; at: Checkpoint; results: AsyncIterator<StepResult> } | undefined;

	/** @param hasTime whether more is to be begun: what is under way is given in any case */
	async from(
		step: Step,
		work: Work,
		checkpoint: Checkpoint,
		hasTime: () => boolean,
	): Promise<AsyncIterator<StepResult>> {
		const { open } = this;
		this.open = undefined;
		if (open?.step === step && isSamePlace(open.at, checkpoint)) return open.results;
		await open?.results.return?.();
		return step(work, checkpoint, hasTime)[Symbol.asyncIterator]();
	}

	keep(step: Step, at: Checkpoint, results: AsyncIterator<StepResult>): void {
		this.open = { step, at, results };
	}

	/** Begins nothing more, and waits for what is under way. */
	async close(): Promise<void> {
		const { open } = this;
		this.open = undefined;
		await open?.results.return?.();
	}
}

/** Whether the work stands where it stood, whatever was counted meanwhile. */
function isSamePlace(a: Checkpoint, b: Checkpoint): boolean {
	return (
		a.people === b.people &&
		a.jobs === b.jobs &&
		a.counts === b.counts &&
		a.report === b.report &&
		a.jobTasks === b.jobTasks &&
		a.tasksDueAtMs === b.tasksDueAtMs
	);
}
