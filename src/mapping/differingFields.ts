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

const TIMES = ['atsCreatedAt', 'atsLastModifiedAt'];

/** A field as it is compared: a report has no fractions of a second, so they make no difference. */
export function comparable(name: string, value: unknown): string {
	const isTime = TIMES.includes(name) && typeof value === 'number';
	return canonical(isTime ? Math.floor(value / 1000) : value);
}

function hashOf(record: Readonly<Record<string, unknown>>, names: readonly string[]): string {
	const text = names.map((name) => `${name}=${comparable(name, record[name])}`).join('\n');
	return createHash('sha256').update(text).digest('hex');
}

/** Everything that we may send of a candidate and of an application; links made by hand are LinkedIn's own. */
export const CANDIDATE_FIELDS = [
	'addresses',
	'atsCreatedAt',
	'atsLastModifiedAt',
	'currentCompanyName',
	'currentJobTitle',
	'doNotContact',
	'emailAddresses',
	'externalProfileUrl',
	'firstName',
	'lastName',
	'linkedInProfileUrl',
	'phoneNumbers',
] as const;
export const APPLICATION_FIELDS = [
	'atsCandidateId',
	'atsCreatedAt',
	'atsJobPostingId',
	'atsJobPostingName',
	'atsLastModifiedAt',
	'candidateEmail',
	'dispositionReason',
	'firstName',
	'lastName',
	'source',
] as const;

/**
 * In which of some fields a record differs from what is held, by hash first.
 *
 * @returns names only: the contents are people's
 */
export function differingFields(
	ours: object,
	held: Readonly<Record<string, unknown>>,
	names: readonly string[],
): string[] {
	const record: Record<string, unknown> = { ...ours };
	if (hashOf(record, names) === hashOf(held, names)) return [];
	return names.filter((name) => comparable(name, record[name]) !== comparable(name, held[name]));
}
