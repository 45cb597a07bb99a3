import type { NewExport } from '../../state/ExportQueue';
import type { ExportRow } from '../../state/tables';
import { exportKeyOf } from './exportKey';
import { readStoredExport } from './readStoredExport';

/** What reached us of an export. */
export interface ExportPush {
	requestId: string;
	/** What LinkedIn told of the person, as RSC Trigger or this package has it; anything else is fetched again. */
	data?: unknown;
	/** Epoch milliseconds. */
	receivedAtMs: number;
}

/**
 * Pushes as rows of the queue. Several people of one request get keys of their own, whether they come together or one
 * by one; the same person twice is one row.
 *
 * @param known rows that the queue has of these requests, in the order of their keys
 * @returns the key of each push, in order, and what is to be queued
 */
export function pushesToQueue(
	pushes: readonly ExportPush[],
	known: ReadonlyMap<string, readonly ExportRow[]> = new Map(),
): {
	keys: string[];
	exports: NewExport[];
} {
	const payloadsOf = new Map<string, string[]>();
	const exports = new Map<string, NewExport>();
	const keys = pushes.map(({ requestId, data, receivedAtMs }) => {
		const exported = readStoredExport(data);
		const payload = exported ? JSON.stringify(exported) : '';
		const rows = known.get(requestId) ?? [];
		const payloads = payloadsOf.get(requestId) ?? rows.map((row) => row.payload);
		payloadsOf.set(requestId, payloads);
		const index = indexOf(rows, payloads, payload, exported?.person);
		const exportKey = exportKeyOf(requestId, index);
		const before = exports.get(exportKey);
		if (!before || before.payload === '') {
			exports.set(exportKey, {
				exportKey,
				payload,
				person: exported?.person ?? '',
				seat: exported?.seat ?? '',
				jobId: exported?.jobId ?? '',
				receivedAtMs: before?.receivedAtMs ?? receivedAtMs,
			});
		}
		return exportKey;
	});
	return { keys, exports: [...exports.values()] };
}

/** Which of a request's people this is; whom nothing names is new. */
function indexOf(
	rows: readonly ExportRow[],
	payloads: string[],
	payload: string,
	person: string | undefined,
): number {
	// What is not fetched yet brings everybody.
	if (payload === '' || rows.some(isUnfetched)) return 0;
	const same = payloads.indexOf(payload);
	if (same >= 0) return same;
	const before = person ? rows.findIndex((row) => row.person === person) : -1;
	return before >= 0 ? before : payloads.push(payload) - 1;
}

const isUnfetched = ({ state, payload, person }: ExportRow): boolean =>
	payload === '' && person === '' && (state === 'waiting' || state === 'working');
