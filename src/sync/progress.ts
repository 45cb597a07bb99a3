import { type Checkpoint, STREAMS, type Stream } from './checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Workload } from './estimate';

/** Which part of all applications may be to jobs that are open; where stages go in batches, all go with these. */
const ASSUMED_OPEN = 0.5;

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
		...reportLeft(checkpoint, everyone, choice.stagesOneByOne),
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

/** How much of what goes from a report is left, in people. */
function reportLeft(
	{ people, report, counts }: Checkpoint,
	everyone: number,
	stagesOneByOne: boolean,
): Pick<Workload, 'awaitsReport' | 'reportPeople' | 'reportStagesPeople'> {
	if (!report || people.state === 'deep' || people.state === 'done')
		return { awaitsReport: false, reportPeople: 0, reportStagesPeople: 0 };
	const awaitsReport = report.generatedAtMs === null;
	if (people.state === 'fast' || awaitsReport)
		return { awaitsReport, reportPeople: everyone, reportStagesPeople: everyone };
	if (report.part === 'records') {
		const { done, rejected, leftOut } = counts.candidates;
		// Of whom list pages have cleared, candidates are counted already: how many rows there are is not known.
		const sent = report.clearedBy === 'tags' ? done + rejected + leftOut : 0;
		return {
			awaitsReport,
			reportPeople: Math.max(0, everyone - sent),
			reportStagesPeople: everyone,
		};
	}
	const { done, rejected } = counts.applications;
	const read = Math.min(1, report.rows / Math.max(1, done + rejected));
	const open = stagesOneByOne ? ASSUMED_OPEN : 1;
	const left = report.part === 'openStages' ? 1 - read * open : (1 - open) * (1 - read);
	return { awaitsReport, reportPeople: 0, reportStagesPeople: everyone * left };
}
