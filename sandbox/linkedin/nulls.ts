import type { Switches } from '../core/Switches';

/**
 * How LinkedIn's answers hold nulls; the reference shows none, and answers of other people's integrations did.
 * `none`; `fields`: where a map is empty or an optional field is not set; `verdicts`: that, and what is said of the first
 * record of each answer.
 */
const SWITCH = 'li§14.2 nulls';

export function defineNulls(switches: Switches): void {
	switches.define(SWITCH, 'none');
	switches.define('li§14.6 null elements', false);
	switches.define('li§14.6 next links name a foreign host', false);
}

/** A batch's answer, with the nulls that the switch asks for. */
export function withNulls<M extends Record<string, unknown>>(
	switches: Switches,
	maps: M,
): Record<keyof M, unknown> | M {
	const mode = switches.text(SWITCH);
	if (mode === 'none') return maps;
	return Object.fromEntries(
		Object.entries(maps).map(([name, map]) => [name, nulledMap(map, mode === 'verdicts')]),
	) as Record<keyof M, unknown>;
}

function nulledMap(map: unknown, first: boolean): unknown {
	if (typeof map !== 'object' || map === null) return map;
	if (Array.isArray(map))
		return map.map((element: unknown, at) => (first && at === 0 ? null : element));
	const entries = Object.entries(map);
	if (entries.length === 0) return null;
	return Object.fromEntries(
		entries.map(([key, value], at) => [key, first && at === 0 ? null : value]),
	);
}

/** An optional field that is not set. */
export function unset(switches: Switches): null | undefined {
	return switches.text(SWITCH) === 'none' ? undefined : null;
}

/** The elements of a finder's answer; a null stands second where the switch says so. */
export function withNullElements<T>(switches: Switches, elements: readonly T[]): Array<T | null> {
	return switches.boolean('li§14.6 null elements') && elements.length > 0
		? [...elements.slice(0, 1), null, ...elements.slice(1)]
		: [...elements];
}
