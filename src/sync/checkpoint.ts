import { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';
import { QuotaSchema, untouchedQuota } from './quota';

/**
 * The two tracks of a backfill; each has its own cursor.
 * Jobs: all are sent, LinkedIn processes them, those that are over are closed, LinkedIn processes that.
 * People: the fast pass sends list pages, the deep pass sends everyone once more, complete.
 */
export const JOB_STATES = ['submit', 'await', 'close', 'awaitClose', 'done'] as const;
export const PEOPLE_STATES = ['fast', 'deep', 'done'] as const;
export type JobState = (typeof JOB_STATES)[number];
export type PeopleState = (typeof PEOPLE_STATES)[number];

/** What a run for changes does besides: applications of jobs with a new title, then what no list shows. */
export const EXTRA_STATES = ['titles', 'audit', 'done'] as const;
export type ExtraState = (typeof EXTRA_STATES)[number];

export const STREAMS = ['jobs', 'candidates', 'applications', 'details'] as const;
/** What progress is told of; `details` counts candidates of the deep pass. */
export type Stream = (typeof STREAMS)[number];

const CountSchema = z.object({
	done: z.number().int(),
	rejected: z.number().int(),
	/** Listed, but not ours to send: templates, and what vanished since. */
	leftOut: z.number().int(),
	/** Unknown until the first page, and for applications until the fast pass is over. */
	total: z.number().int().nullable(),
});

/** Counts and fingerprint of what a list held near its end, to see later whether it changed. */
const TailSchema = z.object({ count: z.number().int(), fingerprint: z.number().int() });
export type Tail = z.infer<typeof TailSchema>;

const CheckpointSchema = z.object({
	version: z.literal(1),
	organizationUrn: z.string(),
	/** `pageId` is the cursor of the list that the track reads; null at its beginning. */
	jobs: z.object({ state: z.enum(JOB_STATES), pageId: z.string().nullable() }),
	people: z.object({ state: z.enum(PEOPLE_STATES), pageId: z.string().nullable() }),
	/** `jobIds` are the jobs with a new title that are left, null until they were looked for; the first is at work. */
	extras: z
		.object({
			state: z.enum(EXTRA_STATES),
			jobIds: z.array(z.string()).nullable(),
			pageId: z.string().nullable(),
		})
		.default({ state: 'done', jobIds: null, pageId: null }),
	/** How often a list had to be read again from its beginning. */
	restarts: z.number().int(),
	/** When this run began: nothing that changes later can be missed by the next run. Epoch milliseconds. */
	startedAtMs: z.number(),
	/** The window that the user chose, or null for everything. */
	sinceMs: z.number().nullable(),
	/** Set when an earlier run had finished, to that run's `startedAtMs`: only what changed since is read. */
	previousStartedAtMs: z.number().nullable(),
	finishedAtMs: z.number().nullable(),
	/** Whether LinkedIn held candidates before this run: then the fast pass must not overwrite their details. */
	held: z.enum(['unknown', 'no', 'yes']),
	/** Submissions that LinkedIn has not finished, without their common prefix. */
	jobTasks: z.array(z.string()),
	/** Epoch milliseconds: the last submission, and the next look at the tasks that makes sense. */
	tasksSubmittedAtMs: z.number(),
	tasksDueAtMs: z.number(),
	counts: z.object({
		jobs: CountSchema,
		candidates: CountSchema,
		applications: CountSchema,
		details: CountSchema,
	}),
	tails: z.object({ jobs: TailSchema, candidates: TailSchema }),
	/** Time spent working, and requests made, over all chunks. */
	activeMs: z.number(),
	requests: z.object({ linkedIn: z.number().int(), smartRecruiters: z.number().int() }),
	/** What the limits still owe, so that chunks together keep them. */
	quota: QuotaSchema,
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

const emptyCount = () => ({ done: 0, rejected: 0, leftOut: 0, total: null });
const emptyTails = () => ({
	jobs: { count: 0, fingerprint: 0 },
	candidates: { count: 0, fingerprint: 0 },
});

/** A run from the beginning. */
export function startCheckpoint(
	organizationUrn: string,
	nowMs: number,
	sinceMs: number | null,
	first: { jobs: JobState; people: PeopleState },
): Checkpoint {
	return {
		version: 1,
		organizationUrn,
		jobs: { state: first.jobs, pageId: null },
		people: { state: first.people, pageId: null },
		extras: { state: 'done', jobIds: null, pageId: null },
		restarts: 0,
		startedAtMs: nowMs,
		sinceMs,
		previousStartedAtMs: null,
		finishedAtMs: null,
		held: 'unknown',
		jobTasks: [],
		tasksSubmittedAtMs: 0,
		tasksDueAtMs: 0,
		counts: {
			jobs: emptyCount(),
			candidates: emptyCount(),
			applications: emptyCount(),
			details: emptyCount(),
		},
		tails: emptyTails(),
		activeMs: 0,
		requests: { linkedIn: 0, smartRecruiters: 0 },
		quota: untouchedQuota(),
	};
}

/** A run after a finished one: reads what changed since that one began, and keeps its quotas. */
export function startAfter(
	finished: Checkpoint,
	nowMs: number,
	first: { jobs: JobState; people: PeopleState },
): Checkpoint {
	return {
		...startCheckpoint(finished.organizationUrn, nowMs, finished.sinceMs, first),
		previousStartedAtMs: finished.startedAtMs,
		held: 'yes',
		quota: finished.quota,
	};
}

export function isDone(checkpoint: Checkpoint): boolean {
	return listsAreDone(checkpoint) && checkpoint.extras.state === 'done';
}

export function listsAreDone({ jobs, people }: Checkpoint): boolean {
	return jobs.state === 'done' && people.state === 'done';
}

/**
 * Reads a checkpoint as a workflow hands it over: text, object, or nothing at all.
 *
 * @returns `undefined` when there is none yet
 * @throws ConfigurationError when it is damaged or belongs to another organization
 */
export function parseCheckpoint(value: unknown, organizationUrn: string): Checkpoint | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const parsed = CheckpointSchema.safeParse(typeof value === 'string' ? fromJson(value) : value);
	if (!parsed.success) {
		throw new ConfigurationError(
			'"Checkpoint" does not hold a checkpoint of this node',
			'Hand over the field "checkpoint" of the last progress item as it is, or leave the field empty to begin anew.',
		);
	}
	if (parsed.data.organizationUrn !== organizationUrn) {
		throw new ConfigurationError(
			'"Checkpoint" belongs to another LinkedIn organization than the credential',
			'Choose the credential that the run was started with, or leave "Checkpoint" empty to begin anew.',
		);
	}
	return parsed.data;
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
