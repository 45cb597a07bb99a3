import { z } from 'zod';
import { LIST_START, ListCursorSchema } from './ListCursor';
import { parseState } from './parseState';
import { QuotaSchema, untouchedQuota } from './quota';
import { type ReportState, ReportStateSchema } from './report/ReportState';

/**
 * The two tracks of a backfill; each has its own cursor.
 * Jobs: all are sent, LinkedIn processes them, those that are over are closed, LinkedIn processes that.
 * People: the fast pass sends list pages, a report gives what list pages lack, the deep pass sends everyone once more,
 * complete. Each may be left out. After a move to another contract or company page, people are compared with what LinkedIn
 * holds instead, and only who differs is sent.
 */
export const JOB_STATES = ['submit', 'await', 'close', 'awaitClose', 'done'] as const;
export const PEOPLE_STATES = ['fast', 'report', 'deep', 'compare', 'done'] as const;
export type JobState = (typeof JOB_STATES)[number];
export type PeopleState = (typeof PEOPLE_STATES)[number];

/**
 * What a run for changes does besides: looking for jobs with a new title, sending their applications, what no list shows,
 * what is parked.
 */
export const EXTRA_STATES = ['search', 'titles', 'audit', 'parked', 'done'] as const;

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

export const CheckpointSchema = z.object({
	version: z.literal(1),
	/** With the cursor of the list that the track reads. */
	jobs: ListCursorSchema.extend({ state: z.enum(JOB_STATES) }),
	people: ListCursorSchema.extend({ state: z.enum(PEOPLE_STATES) }),
	/** `jobIds` are the jobs with a new title that were found and are left; the first is at work. */
	extras: ListCursorSchema.extend({
		state: z.enum(EXTRA_STATES),
		jobIds: z.array(z.string()),
	}),
	/** Null when no report was chosen. */
	report: ReportStateSchema.nullable(),
	/** How often a list had to be read again from its beginning. */
	restarts: z.number().int(),
	/** When this run began: nothing that changes later can be missed by the next run. Epoch milliseconds. */
	startedAtMs: z.number(),
	/** When this run really began; `startedAtMs` stays that of an earlier run as long as its lists do not change. */
	beganAtMs: z.number(),
	/** The window that the user chose, or null for everything. */
	sinceMs: z.number().nullable(),
	/** Set when an earlier run had finished, to that run's `startedAtMs`: only what changed since is read. */
	previousStartedAtMs: z.number().nullable(),
	finishedAtMs: z.number().nullable(),
	/** Whether LinkedIn held candidates before this run: then the fast pass must not overwrite their details. */
	held: z.enum(['unknown', 'no', 'yes']),
	/** What comparing has come to; null in a run that compares nothing. */
	compared: z.object({ unchanged: z.number().int(), differing: z.number().int() }).nullable(),
	/** Submissions that LinkedIn has not finished, as `toKeptTask` writes them. */
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
	nowMs: number,
	sinceMs: number | null,
	first: { jobs: JobState; people: PeopleState },
	report: ReportState | null = null,
): Checkpoint {
	return {
		version: 1,
		jobs: { state: first.jobs, ...LIST_START },
		people: { state: first.people, ...LIST_START },
		extras: { state: 'done', jobIds: [], ...LIST_START },
		report,
		restarts: 0,
		startedAtMs: nowMs,
		beganAtMs: nowMs,
		sinceMs,
		previousStartedAtMs: null,
		finishedAtMs: null,
		held: 'unknown',
		compared: first.people === 'compare' ? { unchanged: 0, differing: 0 } : null,
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
		...startCheckpoint(nowMs, finished.sinceMs, first),
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

/** @throws StateError when it is damaged */
export function parseCheckpoint(text: string): Checkpoint | undefined {
	return parseState(text, CheckpointSchema);
}
