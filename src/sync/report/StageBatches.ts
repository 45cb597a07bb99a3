import type { StageSet } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';

/**
 * Fills LinkedIn's calls over neighbouring pages: what would leave the last call of a page half empty goes with the page
 * behind it.
 */
export class StageBatches<D extends { set: StageSet }> {
	private left: readonly D[] = [];

	/** Whether everything that was due has been handed out. */
	get isEmpty(): boolean {
		return this.left.length === 0;
	}

	/** What fills whole calls. All that an earlier page has left is among it, so that each page waits for the next one only. */
	fill(due: readonly D[]): readonly D[] {
		const all = [...this.left, ...due];
		const stages = all.reduce((sum, { set }) => sum + set.stages.length, 0);
		let room = stages - (stages % MAX_BATCH);
		let count = 0;
		for (const { set } of all) {
			room -= set.stages.length;
			if (room < 0) break;
			count += 1;
		}
		if (count < this.left.length) count = all.length;
		this.left = all.slice(count);
		return all.slice(0, count);
	}

	/** Everything, where no page follows. */
	finish(due: readonly D[] = []): readonly D[] {
		const all = [...this.left, ...due];
		this.left = [];
		return all;
	}
}
