import { cutText } from './cutText';
import { cleanText } from './presentText';

/** LinkedIn's bound of a job's title (LinkedIn reference §4.1). */
const LONGEST_TITLE = 200;

/** A job's title as LinkedIn gets it, with the job and with its applications; `undefined` when there is none. */
export function jobTitle(title: string | undefined): string | undefined {
	const clean = cleanText(title);
	return clean === undefined ? undefined : cutText(clean, LONGEST_TITLE).trimEnd();
}
