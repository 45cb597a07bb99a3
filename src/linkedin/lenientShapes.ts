import { z } from 'zod';
import type { Schema } from '../http/Schema';
import { isLoose, type Loose } from './lenient';

/** An element of a list that is not as it should be, with what is known of it; never its content. */
export interface UnreadableElement {
	/** In the page, from 0. */
	position: number;
	/** The element's own id, where it has one. */
	id?: string;
	/** Where it differs, as names of fields; `(root)` when it is no object. */
	fields: string[];
}

export interface ReadList<T> {
	read: T[];
	unreadable: UnreadableElement[];
	/** How many elements came, readable or not. */
	count: number;
}

const ID_NAMES = ['id', 'seatId', 'key', 'requestId'] as const;
const LONGEST_ID = 255;

/** An answer of LinkedIn as an object; anything else in its place counts as an empty one (LinkedIn reference §14.1). */
export function answerOf<S extends z.ZodRawShape>(shape: S) {
	return z.preprocess((value) => (isLoose(value) ? value : {}), z.object(shape));
}

/** A map of which each value is read for itself; what `read` gives `undefined` for is left out. */
export function mapOf<T>(read: (value: unknown) => T | undefined) {
	return z.unknown().transform((value): Map<string, T> => {
		const map = new Map<string, T>();
		for (const [key, one] of isLoose(value) ? Object.entries(value) : []) {
			const known = read(one);
			if (known !== undefined) map.set(key, known);
		}
		return map;
	});
}

/** The elements of a list; none where it is no list. */
export const Elements = z.unknown().transform((value) => elementsOf(value));

function elementsOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A list of which each element is parsed for itself; no list counts as an empty one. */
export function listOf<T>(schema: Schema<T>) {
	return z.unknown().transform((value): ReadList<T> => {
		const elements = elementsOf(value);
		const list: ReadList<T> = { read: [], unreadable: [], count: elements.length };
		elements.forEach((element, position) => {
			const parsed = schema.safeParse(element);
			if (parsed.success) list.read.push(parsed.data);
			else
				list.unreadable.push({
					position,
					...known(element),
					fields: [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '(root)')))],
				});
		});
		return list;
	});
}

function known(element: unknown): { id?: string } {
	if (!isLoose(element)) return {};
	const id = ID_NAMES.map((name) => idText(element[name])).find((text) => text !== undefined);
	return id === undefined ? {} : { id };
}

function idText(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text !== '' && text.length <= LONGEST_ID ? text : undefined;
}

/** A text, where it is one. */
export const OptionalText = z.string().optional().catch(undefined);

/** The texts of a list; anything else in it or in its place is left out. */
export const LooseTexts = z
	.unknown()
	.transform((value) =>
		Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [],
	);

/** A number, or digits in its place. */
export const LooseNumber = z.unknown().transform((value) => numberOf(value));

export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** The value as an object; empty when it is none. */
export function fieldsOf(value: unknown): Loose {
	return isLoose(value) ? value : {};
}
