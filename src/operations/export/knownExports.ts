import type { ExportQueue } from '../../state/ExportQueue';
import type { ExportRow } from '../../state/tables';
import { exportKeyOf } from './exportKey';

/** What the queue has of these requests, each person in the order of the keys. */
export async function knownExports(
	queue: ExportQueue,
	requestIds: readonly string[],
): Promise<Map<string, ExportRow[]>> {
	const known = new Map<string, ExportRow[]>();
	let asked = [...new Set(requestIds)];
	for (let index = 0; asked.length > 0; index += 1) {
		const rows = await queue.byKeys(asked.map((requestId) => exportKeyOf(requestId, index)));
		const found = new Map(rows.map((row) => [row.exportKey, row] as const));
		asked = asked.filter((requestId) => {
			const row = found.get(exportKeyOf(requestId, index));
			if (row) known.set(requestId, [...(known.get(requestId) ?? []), row]);
			return row !== undefined;
		});
	}
	return known;
}
