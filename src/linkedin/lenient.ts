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

/** Text as text, as `{text}`, as `{value}`, or the first of a list; empty when there is none. */
export function looseText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return looseText(value[0]);
	if (!isLoose(value)) return '';
	return looseText(value.text ?? value.value ?? value.number ?? value.name ?? value.localized);
}

/** Epoch milliseconds as number, digits, ISO text, or `{time}`. */
export function looseTime(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value === 'string') {
		const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
		return Number.isNaN(ms) ? undefined : ms;
	}
	return isLoose(value) ? looseTime(value.time) : undefined;
}

/** Every URN of a kind that stands in a field of the element or one level deeper, without repetition. */
export function urnsIn(element: Loose, kind: 'person' | 'seat'): string[] {
	const found = new Set<string>();
	const pattern = new RegExp(`^urn:li:${kind}:[^\\s,()]+$`);
	const look = (value: unknown, depth: number): void => {
		if (typeof value === 'string') {
			if (pattern.test(value)) found.add(value);
		} else if (Array.isArray(value)) {
			for (const one of value) look(one, depth);
		} else if (isLoose(value) && depth > 0) {
			for (const one of Object.values(value)) look(one, depth - 1);
		}
	};
	for (const value of Object.values(element)) look(value, 1);
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
