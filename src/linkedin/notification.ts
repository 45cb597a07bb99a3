import { z } from 'zod';

/** What LinkedIn pushes about (LinkedIn reference §3.4). */
export type PushEvent = 'candidateExported' | 'integrationStatusChanged';

const EVENTS: ReadonlyMap<string, PushEvent> = new Map([
	['EXPORT_CANDIDATE_PROFILE', 'candidateExported'],
	['INTEGRATION_STATUS_CHANGE', 'integrationStatusChanged'],
]);

/** A notification holds an identifier only; the data are fetched with it. */
export interface Notification {
	/** What the second call asks for. */
	requestId: string;
	/** LinkedIn's own word for what happened. */
	type: string;
	/** `undefined` for a type that is no event of ours. */
	event: PushEvent | undefined;
	/** Epoch milliseconds; `null` when it does not say. */
	expiresAtMs: number | null;
}

/** Names and types of these fields are UNCERTAIN (§3.4), so every spelling that was ever seen is read. */
const ID_NAMES = ['id', 'requestId', 'request_id'] as const;
const TYPE_NAMES = ['type', 'eventType', 'notificationType'] as const;
const LONGEST_ID = 255;
/** Epoch seconds stay below this for millennia, epoch milliseconds have been above since 1973. */
const FIRST_MILLISECONDS = 100_000_000_000;
/** The end of the year 9999: what is later is no time, and could not be written as one. */
const LATEST_MS = 253_402_300_799_999;

/** Reads a notification from the bytes of a verified push; `undefined` when they are none. */
export function readNotification(body: Uint8Array): Notification | undefined {
	const text = Buffer.from(body).toString('utf8');
	const fields = z.record(z.unknown()).safeParse(parseJson(text));
	if (!fields.success) return undefined;
	const requestId = readId(fields.data, text);
	const type = TYPE_NAMES.map((name) => fields.data[name]).find(
		(value) => typeof value === 'string',
	);
	if (requestId === undefined || typeof type !== 'string') return undefined;
	return {
		requestId,
		type,
		event: EVENTS.get(type.toUpperCase()),
		expiresAtMs: readTime(fields.data.expiresAt),
	};
}

function readId(fields: Record<string, unknown>, text: string): string | undefined {
	for (const name of ID_NAMES) {
		const value = fields[name];
		if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_ID) {
			return value.trim();
		}
		if (typeof value !== 'number') continue;
		if (Number.isSafeInteger(value)) return String(value);
		// A longer number has lost digits in parsing: the text still has them.
		return new RegExp(`"${name}"\\s*:\\s*(\\d+)`).exec(text)?.[1];
	}
	return undefined;
}

/** Milliseconds or seconds, as a number or as text, or an ISO time. */
function readTime(value: unknown): number | null {
	if (typeof value === 'string' && !/^\s*\d+\s*$/.test(value)) {
		const ms = Date.parse(value);
		return Number.isNaN(ms) ? null : ms;
	}
	const number =
		typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : NaN;
	if (!Number.isFinite(number) || number <= 0) return null;
	const ms = number < FIRST_MILLISECONDS ? number * 1000 : number;
	return ms <= LATEST_MS ? ms : null;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
