/** Half of a character: where text is cut by UTF-16 units, the other half is lost. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** `JSON.stringify` writes half characters, and only these, as escapes beginning with this. */
const PERHAPS_LONE = /\\ud[89a-f]/;

/** The text with U+FFFD in place of each half of a character; all other text unchanged. */
export function wellFormed(text: string): string {
	return text.replace(LONE_SURROGATE, '\uFFFD');
}

/** A value as JSON in which every text, names included, is well-formed Unicode: what a vendor would refuse never leaves. */
export function wellFormedJson(value: unknown): string {
	const json = JSON.stringify(value);
	return PERHAPS_LONE.test(json) ? JSON.stringify(mended(value)) : json;
}

function mended(value: unknown): unknown {
	if (typeof value === 'string') return wellFormed(value);
	if (Array.isArray(value)) return value.map(mended);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [wellFormed(name), mended(one)]),
	);
}
