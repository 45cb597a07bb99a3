import { type Checkpoint, STREAMS, type Stream } from './checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Workload } from './estimate';

export interface StreamProgress {
	stream: Stream;
	done: number;
	/** Null until it is known. */
	total: number | null;
	rejected: number;
}

const ACTIVITIES: Record<string, string> = {
	submit: 'Sending jobs',
	fast: 'Sending candidates and their main applications',
	close: 'Closing jobs that have ended',
	awaitReport: 'Waiting for SmartRecruiters to make the report',
	records: 'Sending candidates and applications from the report',
	openStages: 'Sending stages from the report, those of open jobs first',
	otherStages: 'Sending the other stages from the report',
	deep: 'Completing candidates with details, all applications and stages',
	compare: 'Comparing with what LinkedIn holds, and sending what differs',
	search: 'Looking for jobs with a new title',
	titles: 'Sending applications of jobs with a new title',
	audit: 'Looking for what was deleted or merged',
	parked: 'Trying parked records again',
	await: 'Waiting for LinkedIn to process the jobs',
	awaitClose: 'Waiting for LinkedIn to process the jobs',
	done: 'Everything is at LinkedIn',
};

/** What is going on, in a person's words. */
export function activityOf({ jobs, people, extras, report }: Checkpoint): string {
	const [busy = 'done'] = [
		...(jobs.state === 'submit' || jobs.state === 'close' ? [jobs.state] : []),
		...(people.state === 'done' ? [] : [peopleActivity(people.state, report)]),
		...(extras.state === 'done' ? [] : [extras.state]),
		jobs.state,
	];
	return ACTIVITIES[busy] ?? busy;
}

function peopleActivity(
	state: Checkpoint['people']['state'],
	report: Checkpoint['report'],
): string {
	if (state !== 'report' || !report) return state;
	return report.generatedAtMs === null ? 'awaitReport' : report.part;
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
		reportPeople: reportLeft(checkpoint, everyone),
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

/** Everybody before it begins; later the share of its rows that is left is not known, so candidates stand for them. */
function reportLeft({ people, report, counts }: Checkpoint, everyone: number): number {
	if (!report || people.state === 'deep' || people.state === 'done') return 0;
	if (people.state === 'fast' || report.generatedAtMs === null || report.part !== 'records')
		return everyone;
	const { done, rejected, leftOut } = counts.candidates;
	return report.clearedBy === 'tags' ? Math.max(0, everyone - done - rejected - leftOut) : everyone;
}
