/** All task URNs begin with it; checkpoints leave it out. */
const PREFIX = 'urn:li:simpleJobPostingTask:';

/** A task as a checkpoint keeps it, with the job that it is for. */
export const toKeptTask = (urn: string, jobId: string): string =>
	`${urn.replace(PREFIX, '')} ${jobId}`;

/** @returns `jobId`: none for a task that an older version of this package has kept */
export function fromKeptTask(kept: string): { urn: string; jobId: string | undefined } {
	const [task = '', jobId] = kept.split(' ');
	return { urn: PREFIX + task, jobId };
}
