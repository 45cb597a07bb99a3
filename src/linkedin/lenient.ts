import { createHash } from 'node:crypto';

/** A JSON object whose fields are not known for certain. */
export type Loose = Readonly<Record<string, unknown>>;

export function isLoose(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of these fields that holds anything. */
export function firstOf(element: Loose, names: readonly string[]): unknown {
	for (const name of names) {
		const value = element[name];
		if (value !== undefined && value !== null && value !== '') return value;
	}
	return undefined;
}

/** Foreign data: nothing honest nests deeper. */
const DEEPEST = 8;
/** Longer than any way to write a time. */
const LONGEST_TIME = 64;
/** The end of the year 9999: beyond it, a time can be neither written nor stored. */
const LATEST_MS = 253_402_300_799_999;
/** LinkedIn's are at most 255 (LinkedIn reference §5.1). */
const LONGEST_URN = 512;

/** Text as text, as `{text}`, as `{value}`, or the first of a list; empty when there is none. */
export function looseText(value: unknown, depth = DEEPEST): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	if (depth === 0) return '';
	if (Array.isArray(value)) return looseText(value[0], depth - 1);
	if (!isLoose(value)) return '';
	const { text, number, name, localized } = value;
	return looseText(text ?? value.value ?? number ?? name ?? localized, depth - 1);
}

/** Epoch milliseconds as number, digits, ISO text, or `{time}`. */
export function looseTime(value: unknown, depth = DEEPEST): number | undefined {
	if (typeof value === 'number') return isTime(value) ? value : undefined;
	if (typeof value === 'string') {
		if (value.length > LONGEST_TIME) return undefined;
		const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
		return isTime(ms) ? ms : undefined;
	}
	return isLoose(value) && depth > 0 ? looseTime(value.time, depth - 1) : undefined;
}

export function isTime(ms: number): boolean {
	return Math.abs(ms) <= LATEST_MS;
}

/** Every URN of a kind that stands in a field of the element, in a list or one level deeper, without repetition. */
export function urnsIn(element: Loose, kind: 'person' | 'seat'): string[] {
	const found = new Set<string>();
	const pattern = new RegExp(`^urn:li:${kind}:[^\\s,()]+$`);
	const look = (value: unknown, depth: number, nesting: number): void => {
		if (typeof value === 'string') {
			if (value.length <= LONGEST_URN && pattern.test(value)) found.add(value);
		} else if (Array.isArray(value) && nesting > 0) {
			for (const one of value) look(one, depth, nesting - 1);
		} else if (isLoose(value) && depth > 0) {
			for (const one of Object.values(value)) look(one, depth - 1, nesting);
		}
	};
	for (const value of Object.values(element)) look(value, 1, DEEPEST);
	return [...found];
}

/** The one URN that is meant: the only one there, or the one in a field that says so. */
export function urnOf(
	element: Loose,
	kind: 'person' | 'seat',
	names: readonly string[],
): string | undefined {
	const all = urnsIn(element, kind);
	if (all.length <= 1) return all[0];
	for (const name of names) {
		const [one, second] = urnsIn({ [name]: element[name] }, kind);
		if (one && !second) return one;
	}
	return undefined;
}

/** An id for an element that brings none: the same for the same parts. */
export function madeUpId(...parts: ReadonlyArray<string | number | undefined>): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
