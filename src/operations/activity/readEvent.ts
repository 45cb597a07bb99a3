import { type ActivityEvent, ActivityEventSchema } from '../../linkedin/activityEvent';

/** The last moment that a date can name. */
const END_OF_TIME_MS = 8.64e15;

export type ReadEvent =
	| { ok: true; event: ActivityEvent }
	/** The first field that cannot be used; the id, where at least that can. */
	| { ok: false; field: string; activityId: string };

/** An event as an item or a table holds it; what is null counts as not given. */
export function readEvent(value: unknown): ReadEvent {
	const parsed = ActivityEventSchema.safeParse(withoutNulls(value));
	if (!parsed.success) {
		const field = parsed.error.issues[0]?.path.join('.') ?? '';
		return { ok: false, field, activityId: idOf(value) };
	}
	const { happenedAtMs, editedAtMs = 0 } = parsed.data;
	const odd = [happenedAtMs, editedAtMs].find((ms) => !(Math.abs(ms) <= END_OF_TIME_MS));
	if (odd === undefined) return { ok: true, event: parsed.data };
	const field = odd === happenedAtMs ? 'happenedAtMs' : 'editedAtMs';
	return { ok: false, field, activityId: idOf(value) };
}

/** @returns `undefined` when it holds no event */
export function readEventJson(json: string): ActivityEvent | undefined {
	try {
		const read = readEvent(JSON.parse(json));
		return read.ok ? read.event : undefined;
	} catch {
		return undefined;
	}
}

function idOf(value: unknown): string {
	const parsed = ActivityEventSchema.pick({ activityId: true }).safeParse(value);
	return parsed.success ? parsed.data.activityId : '';
}

function withoutNulls(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(
			([name, inner]): Array<[string, unknown]> =>
				inner === null || inner === undefined ? [] : [[name, withoutNulls(inner)]],
		),
	);
}
