import { z } from 'zod';
import { HISTORY_STREAMS } from '../../src/pages/historySection';
import { type N8nInstance } from '../n8n/N8nInstance';
import { pause } from '../n8n/pause';

const LOOK_EVERY_MS = 2_000;
const GIVE_UP_AFTER_MS = 30 * 60_000;

const RowSchema = z.object({
	stream: z.string(),
	done: z.number().nullish(),
	total: z.number().nullish(),
	activity: z.string().nullish(),
	boundBy: z.string().nullish(),
	etaSeconds: z.number().nullish(),
	message: z.string().nullish(),
	finishedAt: z.string().nullish(),
});

/**
 * Tells how a backfill goes on, from the Data Table that workflow 03 keeps, until it has finished or stopped.
 *
 * @returns whether it finished
 */
export async function followBackfill(
	n8n: N8nInstance,
	say: (line: string) => void,
): Promise<boolean> {
	const deadline = Date.now() + GIVE_UP_AFTER_MS;
	let last = '';
	while (Date.now() < deadline) {
		const rows = z.array(RowSchema).parse(await n8n.table('rsc_sync'));
		const run = rows.find(({ stream }) => stream === 'backfill');
		const counts = rows
			.filter(({ stream, total }) => HISTORY_STREAMS.includes(stream) && (total ?? 0) > 0)
			.map(({ stream, done, total }) => `${stream} ${done ?? 0}/${total ?? 0}`)
			.join('  ');
		const limit = run?.boundBy && run.boundBy !== 'nothing' ? `  (bound by ${run.boundBy})` : '';
		const eta = run?.etaSeconds ? `  ${run.etaSeconds} s to go` : '';
		const line = `  ${run?.activity ?? 'Waiting for the first chunk'}${counts && `: ${counts}`}${limit}${eta}`;
		if (line !== last) say(line);
		last = line;
		if (run?.finishedAt) return true;
		if (run?.message) {
			say(`  Stopped: ${run.message}`);
			return false;
		}
		await pause(LOOK_EVERY_MS);
	}
	return false;
}
