import type { LimitName } from '../errors/LimitName';
import { type Checkpoint, isDone, STREAMS, type Stream } from './checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Estimate, type Workload } from './estimate';

export interface StreamProgress {
	stream: Stream;
	done: number;
	/** Null until it is known. */
	total: number | null;
	rejected: number;
}

/** What one chunk tells: the progress item of Historical Sync. */
export interface Progress {
	organization: string;
	done: boolean;
	/** `running`: go on at once. `waiting`: go on at `resumeAt`. `done`: nothing is left. */
	state: 'running' | 'waiting' | 'done';
	/** What is being done, for people. */
	activity: string;
	streams: StreamProgress[];
	/** Records of this chunk. */
	records: number;
	recordsPerMinute: number;
	/** The limit that binds, or that nothing does. */
	boundBy: LimitName | 'nothing';
	/** Seconds that the rest takes at least; null when nothing is known yet. */
	etaSeconds: number | null;
	/** ISO 8601, or null when there is nothing to wait for. */
	resumeAt: string | null;
	rejected: number;
	startedAt: string;
	finishedAt: string | null;
	/** For the whole run so far. */
	requests: { linkedIn: number; smartRecruiters: number };
	/** What the whole run takes, told before anything is sent. */
	estimate?: Estimate;
	/** People of this chunk who were kept back by a sharing rule. */
	withheld: number;
	/** To hand over to the next chunk, as it is. */
	checkpoint: string;
}

const ACTIVITIES: Record<string, string> = {
	submit: 'Sending jobs',
	fast: 'Sending candidates and their main applications',
	close: 'Closing jobs that are over',
	deep: 'Completing candidates with details, all applications and stages',
	titles: 'Looking for jobs with a new title',
	audit: 'Looking for what was deleted or merged',
	await: 'Waiting for LinkedIn to process the jobs',
	awaitClose: 'Waiting for LinkedIn to process the jobs',
	done: 'Everything is at LinkedIn',
};

/** What is going on, in a person's words. */
export function activityOf({ jobs, people, extras }: Checkpoint): string {
	const [busy = 'done'] = [
		...(jobs.state === 'submit' || jobs.state === 'close' ? [jobs.state] : []),
		...(people.state === 'done' ? [] : [people.state]),
		...(extras.state === 'done' ? [] : [extras.state]),
		jobs.state,
	];
	return ACTIVITIES[busy] ?? busy;
}

export function streamsOf({ counts }: Checkpoint): StreamProgress[] {
	return STREAMS.map((stream) => {
		const { done, rejected, leftOut, total } = counts[stream];
		return { stream, done, total: total === null ? null : total - leftOut, rejected };
	});
}

/** What is left, as far as it is known; `undefined` before the first pages were read. */
export function workLeft(
	checkpoint: Checkpoint,
	choice: Pick<Workload, 'candidates' | 'applications' | 'stagesOneByOne'> & {
		jobs: boolean;
		details: boolean;
	},
): Workload | undefined {
	const { counts, people } = checkpoint;
	const peopleTotal = counts.candidates.total ?? counts.details.total;
	if (people.state !== 'done' && peopleTotal === null && counts.jobs.total === null)
		return undefined;
	const left = (stream: Stream): number => {
		const { done, rejected, leftOut, total } = counts[stream];
		return Math.max(0, (total ?? 0) - done - rejected - leftOut);
	};
	const seen = counts.candidates.done + counts.candidates.rejected;
	const everyone = peopleTotal ?? 0;
	return {
		jobs: choice.jobs && checkpoint.jobs.state === 'submit' ? left('jobs') : 0,
		fastPeople: people.state === 'fast' ? Math.max(0, everyone - seen) : 0,
		deepPeople:
			people.state === 'done' || !choice.details
				? 0
				: Math.max(
						0,
						everyone - counts.details.done - counts.details.rejected - counts.details.leftOut,
					),
		applicationsPerPerson:
			seen > 0 && counts.applications.total !== null
				? counts.applications.total / seen
				: ASSUMED_APPLICATIONS_PER_PERSON,
		candidates: choice.candidates,
		applications: choice.applications,
		stagesOneByOne: choice.stagesOneByOne,
	};
}

export function stateOf(checkpoint: Checkpoint, paused: boolean): Progress['state'] {
	if (isDone(checkpoint)) return 'done';
	return paused ? 'waiting' : 'running';
}
