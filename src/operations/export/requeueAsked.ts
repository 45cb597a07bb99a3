import { recordIdOf } from '../../state/ParkedRecords';
import type { ExportState } from './ExportWork';

/** Exports that a person asked to try again, on the status page: back into the queue, each once. */
export async function requeueAsked({ queue, parked }: ExportState): Promise<void> {
	for (const asked of await parked.asked()) {
		const exportKey = recordIdOf(asked);
		const askedAtMs = Date.parse(asked.retryAskedAt) || 0;
		const row = await queue.get(exportKey);
		if (!row) {
			// Its row was deleted by hand: LinkedIn may still know the request.
			await queue.add([{ exportKey, payload: '', receivedAtMs: askedAtMs }]);
		} else if (row.state === 'exported' || row.state === 'ignored') {
			await parked.remove([{ kind: 'export', recordId: exportKey }]);
		} else if (row.state === 'review') {
			const decision = JSON.stringify({ kind: 'again', decidedAtMs: askedAtMs });
			await queue.change(row, { state: 'waiting', decision, nextTryAtMs: 0 });
		} else if (row.state === 'waiting' && row.startedAtMs < askedAtMs && row.nextTryAtMs > 0) {
			await queue.change(row, { nextTryAtMs: 0 });
		}
	}
}
