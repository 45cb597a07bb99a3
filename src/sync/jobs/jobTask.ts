/** All task URNs begin with it; checkpoints leave it out. */
const PREFIX = 'urn:li:simpleJobPostingTask:';

/** A task as a checkpoint keeps it, with the job that it is for. */
export const toKeptTask = (urn: string, jobId: string): string =>
	`${urn.replace(PREFIX, '')} ${jobId}`;

export function fromKeptTask(kept: string): { urn: string; jobId: string } {
	const [task = '', jobId = task] = kept.split(' ');
	return { urn: PREFIX + task, jobId };
}
