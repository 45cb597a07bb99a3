import { createHash } from 'node:crypto';

/** Absent, null, false, empty text and empty list say the same. */
function canonical(value: unknown): string {
	if (value === undefined || value === null || value === '' || value === false) return '';
	if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(canonical).join()}]`;
	if (typeof value === 'object') {
		const entries = Object.entries(value)
			.map(([name, one]) => [name, canonical(one)])
			.filter(([, one]) => one !== '')
			.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
		return entries.length === 0 ? '' : JSON.stringify(entries);
	}
	return JSON.stringify(value);
}

function hashOf(record: Readonly<Record<string, unknown>>, names: readonly string[]): string {
	const text = names.map((name) => `${name}=${canonical(record[name])}`).join('\n');
	return createHash('sha256').update(text).digest('hex');
}

/**
 * In which of our fields a record differs from what is held, by hash first. Fields that only LinkedIn has do not count.
 *
 * @returns names only: the contents are people's
 */
export function differingFields(ours: object, held: Readonly<Record<string, unknown>>): string[] {
	const wanted = { ...ours };
	const names = Object.keys(wanted).sort();
	const record: Record<string, unknown> = wanted;
	if (hashOf(record, names) === hashOf(held, names)) return [];
	return names.filter((name) => canonical(record[name]) !== canonical(held[name]));
}
