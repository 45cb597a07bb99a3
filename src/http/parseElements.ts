import { createHash } from 'node:crypto';
import { fieldsOf } from './fieldsOf';
import type { MalformedRecord } from './Page';
import type { Schema } from './Schema';
import { whyNoSegment } from './segment';

export interface ElementList<T> {
	/** What the elements are, for `MalformedRecord.kind`. */
	kind: string;
	schema: Schema<T>;
	/** Under which id odd elements are told where they have none of their own, as entries of a history. */
	ownerId?: string;
	/** Where an element is that has its id elsewhere than in `id`. */
	idOf?: (element: unknown) => string | undefined;
	/** Fields that had to be left out of a record that was read all the same. */
	unreadableIn?: (record: T) => readonly string[];
}

export interface Elements<T> {
	content: T[];
	malformed: MalformedRecord[];
	ids: string[];
	/** Set when there was an element without an id. */
	anonymous?: true;
}

/** Only a few names of fields are told; they are the vendor's, but not of any length. */
const LONGEST_FIELD = 100;

/**
 * Reads a list element by element: good ones are content, odd ones are told by id and field, and neither costs the other.
 * Of several elements with one id, the last counts.
 */
export function parseElements<T>(elements: readonly unknown[], list: ElementList<T>): Elements<T> {
	const read = new Map<string, { record?: T; malformed?: MalformedRecord }>();
	const ids: string[] = [];
	let anonymous = false;
	for (const [at, element] of elements.entries()) {
		const id = (list.idOf ?? ownId)(element);
		const name = id ?? digest(element);
		anonymous ||= id === undefined;
		ids.push(name);
		// Two entries without an id may look the same, and are two all the same.
		const key = id === undefined ? `${at} ${name}` : name;
		const parsed = list.schema.safeParse(element);
		const ref = { kind: list.kind, recordId: id ?? list.ownerId ?? name };
		// What comes again counts where it comes last.
		read.delete(key);
		if (!parsed.success) {
			const [field = '(root)'] = fieldsOf(parsed.error);
			read.set(key, { malformed: { ...ref, field: field.slice(0, LONGEST_FIELD) } });
			continue;
		}
		const [field] = list.unreadableIn?.(parsed.data) ?? [];
		read.set(key, {
			record: parsed.data,
			...(field !== undefined && {
				malformed: { ...ref, field: field.slice(0, LONGEST_FIELD), partial: true as const },
			}),
		});
	}
	const malformedById = new Map<string, MalformedRecord>();
	const content: T[] = [];
	for (const { record, malformed } of read.values()) {
		if (record !== undefined) content.push(record);
		if (malformed && !malformedById.has(malformed.recordId))
			malformedById.set(malformed.recordId, malformed);
	}
	return {
		content,
		malformed: [...malformedById.values()],
		ids,
		...(anonymous && { anonymous: true as const }),
	};
}

function ownId(element: unknown): string | undefined {
	if (typeof element !== 'object' || element === null || !('id' in element)) return undefined;
	const { id } = element;
	if (typeof id !== 'string' && !(typeof id === 'number' && Number.isFinite(id))) return undefined;
	return whyNoSegment(String(id)) === undefined ? String(id) : undefined;
}

/** Names an element without an id, the same in every run, and tells nothing of it. */
function digest(element: unknown): string {
	const text = JSON.stringify(element) ?? 'undefined';
	return `unknown-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
