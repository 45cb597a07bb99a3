import { createHash } from 'node:crypto';

/** So many that a bucket of a company of 100,000 people holds a hundred of them. */
const BUCKETS = 1_024;
const CANDIDATE = 'c:';

/** How `rsc_sent` calls its records, and the rows in which they are. */
export const sentKeys = {
	candidate: (candidateId: string): string => CANDIDATE + candidateId,
	job: (jobId: string): string => `j:${jobId}`,
	/** `undefined` for a job's key. */
	candidateOf: (key: string): string | undefined =>
		key.startsWith(CANDIDATE) ? key.slice(CANDIDATE.length) : undefined,
	/** In which bucket a record is: the same for ever. */
	bucketOf: (organization: string, key: string): string =>
		bucketName(organization, createHash('sha256').update(key).digest().readUInt16BE(0) % BUCKETS),
	buckets: (organization: string): string[] =>
		Array.from({ length: BUCKETS }, (_, bucket) => bucketName(organization, bucket)),
} as const;

const bucketName = (organization: string, bucket: number): string =>
	`${organization}:bucket:${bucket}`;
