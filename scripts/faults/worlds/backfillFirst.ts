import { shippedWorkflow } from '../shipped/shippedWorkflows';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
const MOST_RUNS = 20;

/** What had been sent before a world begins. @param options other than in the ready-made workflow */
export async function backfillFirst(
	world: WorldView,
	options: Record<string, string[] | boolean | number | string>,
): Promise<void> {
	for (let run = 0; run < MOST_RUNS; run += 1) {
		const changes = { Backfill: { options } };
		const n8n = world.processOf(0);
		const end = await n8n.until(async () =>
			world.told(await n8n.execute(shippedWorkflow('03'), 'Every Minute', { changes }), 'Backfill'),
		);
		if (end === 'done') return;
		if (end === 'failed') throw new Error(world.errors.at(-1));
		world.sandbox.context.clock.advance(MINUTE_MS);
	}
	throw new Error('The backfill does not end');
}
