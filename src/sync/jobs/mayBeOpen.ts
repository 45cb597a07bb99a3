import type { HeldRecords } from '../../linkedin/HeldRecords';

/** Whether LinkedIn holds a job open, or does not tell. One that it says it does not know is not named to it. */
export function mayBeOpen(
	known: HeldRecords<'open' | 'closed'> | undefined,
	jobId: string,
): boolean {
	return !known || known.unknown.has(jobId) || known.get(jobId) === 'open';
}
