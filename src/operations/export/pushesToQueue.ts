import type { NewExport } from '../../state/ExportQueue';
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
 * Pushes as rows of the queue. Several people of one request get keys of their own; the same person twice is one row.
 *
 * @returns the key of each push, in order, and what is to be queued
 */
export function pushesToQueue(pushes: readonly ExportPush[]): {
	keys: string[];
	exports: NewExport[];
} {
	const payloadsOf = new Map<string, string[]>();
	const exports = new Map<string, NewExport>();
	const keys = pushes.map(({ requestId, data, receivedAtMs }) => {
		const exported = readStoredExport(data);
		const payload = exported ? JSON.stringify(exported) : '';
		const payloads = payloadsOf.get(requestId) ?? [];
		payloadsOf.set(requestId, payloads);
		let index = payload === '' ? 0 : payloads.indexOf(payload);
		if (index < 0) index = payloads.push(payload) - 1;
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
