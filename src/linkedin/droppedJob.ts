import { refusedField } from './refusedField';

/** What LinkedIn's texts about dropped jobs are about, as far as they are known (LinkedIn reference §4.4). */
const TOPICS = [
	[/\bdescription\b/i, 'description'],
	[/\blocation\b/i, 'location'],
	[/\balready exists\b/i, 'LinkedIn knows the job already'],
	[/\bnon-existing job\b/i, 'LinkedIn does not know the job'],
] as const;
const LOOKED_AT = 200;

/** Why LinkedIn dropped a job, in our words: its text quotes what stands in the job, and is not kept. */
export function droppedJob(errorMessage: string | undefined): string {
	if (errorMessage === undefined) return 'no reason given';
	const field = refusedField(errorMessage);
	if (field !== undefined) return `field ${field}`;
	const text = errorMessage.slice(0, LOOKED_AT);
	return TOPICS.find(([pattern]) => pattern.test(text))?.[1] ?? 'for another reason';
}
