import { InvalidIdError } from '../errors/InvalidIdError';

/** No id of either vendor comes near this. */
const LONGEST_ID = 512;

/** Why a text cannot stand in a path; `undefined` when it can. */
export function whyNoSegment(id: string): string | undefined {
	if (id.trim() === '') return 'it is empty';
	if (id === '.' || id === '..') return 'it is a dot, which would lead out of its path';
	if (id.length > LONGEST_ID) return `it is longer than ${LONGEST_ID} characters`;
	if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(id))
		return 'it contains a broken character';
	return undefined;
}

/**
 * A foreign id as one part of a path: encoded, and never anything that leaves its place.
 *
 * @throws InvalidIdError for '', '.', '..', half characters and what is far too long
 */
export function segment(id: string): string {
	const why = whyNoSegment(id);
	if (why !== undefined) throw new InvalidIdError(why);
	return encodeURIComponent(id);
}
