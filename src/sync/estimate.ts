import { DAY_MS, MINUTE_MS } from '../basics/durations';
import type { LimitName } from '../errors/limitTexts';
import { MAX_BATCH } from '../linkedin/batchWrite';
import { recordRate } from '../linkedin/limits';
import { LONGEST_LOOK_MS } from './report/awaitReportFile';

/** How much there is to do, or left to do. */
export interface Workload {
	jobs: number;
	/** People whom the fast pass has to send. */
	fastPeople: number;
	/** Whether SmartRecruiters has to make a report still. */
	awaitsReport: boolean;
	/** People who have to be sent from a report, and those whose stages have to be. */
	reportPeople: number;
	reportStagesPeople: number;
	/** People whom the deep pass has to read and send. */
	deepPeople: number;
	/** Known once the fast pass has seen everyone; before, an assumption. */
	applicationsPerPerson: number;
	/** Whether LinkedIn takes stages of one application a call only. */
	stagesOneByOne: boolean;
	candidates: boolean;
	applications: boolean;
}

export interface Limits {
	recordsPerMinute: number;
	/** What the run may call of a resource a day, and of all together. */
	linkedInCallsPerDay: { each: number; together: number };
	/** Batches of a resource go one after the other: so long does each take. */
	linkedInSecondsPerCall: number;
	smartRecruitersRequestsPerSecond: number;
	/** A request counts in its second until it is answered. */
	smartRecruitersSecondsPerAnswer: number;
	/** How long a run works, before the next one begins at a full minute; in seconds. */
	secondsPerRun: number;
	/** Epoch milliseconds. */
	nowMs: number;
}

export interface Estimate {
	/** Records that LinkedIn will be sent, stages included. */
	records: number;
	linkedInRequests: number;
	smartRecruitersRequests: number;
	seconds: number;
	/** The limit that takes the longest. */
	boundBy: LimitName;
}

/** Seen at companies of all sizes in the sandbox's data; used until the real ones are known. */
export const ASSUMED_APPLICATIONS_PER_PERSON = 1.3;
/** A report has one date for each status, however often it was reached: about as many. */
const ASSUMED_STAGES_PER_APPLICATION = 2.7;
/** Until the vendors have answered often enough in a run, this is how long they take; not documented. */
export const ASSUMED_ANSWER_S = { linkedIn: 0.7, smartRecruiters: 0.25 } as const;

const DAY_S = DAY_MS / 1_000;
const MINUTE_S = MINUTE_MS / 1_000;

/** SmartRecruiters needs a few minutes (SmartRecruiters reference §12.1.3), and is not asked all the time. */
const ASSUMED_REPORT_S = 180 + LONGEST_LOOK_MS / 1_000;

/** Details, ads and postings of a job. */
const REQUESTS_PER_JOB = 3;

/** What a part of the work comes to. */
interface Part {
	records: number;
	/** Calls to each of LinkedIn's resources: those of one go one after the other. */
	calls: { jobs?: number; candidates?: number; applications?: number; stages?: number };
	smartRecruiters: number;
}

const pages = (count: number): number => Math.ceil(count / MAX_BATCH);

/** What a backfill costs at least, from the counts and the documented limits; and from how long LinkedIn takes to answer. */
export function estimate(work: Workload, limits: Limits): Estimate {
	const fast = fastPart(work);
	const [records, stages] = reportParts(work);
	const deep = deepPart(work);
	const parts = [fast, records, stages, deep];
	const sum = (of: (part: Part) => number): number =>
		parts.reduce((total, part) => total + of(part), 0);

	const { msPerUnit } = recordRate(limits.recordsPerMinute);
	const writingS = (part: Part): number => (part.records * msPerUnit) / 1_000;
	// The slowest answers under way hold up the next second.
	const secondS = 1 + 2 * limits.smartRecruitersSecondsPerAnswer;
	const readingS = (part: Part): number =>
		(part.smartRecruiters / limits.smartRecruitersRequestsPerSecond) * secondS;
	const callingS = ({ calls }: Part): number =>
		Math.max(0, ...Object.values(calls)) * limits.linkedInSecondsPerCall;
	// The parts follow each other; within one, reading and writing overlap, and the slowest decides.
	const partS = (part: Part): number => Math.max(writingS(part), readingS(part), callingS(part));
	const workS =
		// The report is made while jobs and list pages are sent.
		Math.max(partS(fast), work.awaitsReport ? ASSUMED_REPORT_S : 0) +
		partS(records) +
		partS(stages) +
		partS(deep);
	const runsS = workS + Math.floor(workS / limits.secondsPerRun) * restS(limits.secondsPerRun);

	const callsOf = ({ calls }: Part): number =>
		Object.values(calls).reduce((total, one) => total + one, 0);
	const linkedInRequests = sum(callsOf);
	const { each, together } = limits.linkedInCallsPerDay;
	const most = Math.max(...RESOURCES.map((resource) => sum(({ calls }) => calls[resource] ?? 0)));
	const seconds = Math.max(
		withinDays(most, each, runsS, limits.nowMs),
		withinDays(linkedInRequests, together, runsS, limits.nowMs),
	);
	return {
		records: Math.round(sum((part) => part.records)),
		linkedInRequests: Math.round(linkedInRequests),
		smartRecruitersRequests: Math.round(sum((part) => part.smartRecruiters)),
		seconds: Math.ceil(seconds),
		boundBy:
			seconds > runsS
				? 'linkedInRequests'
				: sum(writingS) > sum(readingS)
					? 'linkedInRecords'
					: 'smartRecruitersRequests',
	};
}

const RESOURCES = ['jobs', 'candidates', 'applications', 'stages'] as const;

function fastPart({ jobs, fastPeople, candidates, applications }: Workload): Part {
	return {
		records: jobs + fastPeople * (Number(candidates) + Number(applications)),
		calls: {
			jobs: pages(jobs) * 2,
			candidates: candidates ? pages(fastPeople) : 0,
			applications: applications ? pages(fastPeople) : 0,
		},
		smartRecruiters: pages(jobs) + jobs * REQUESTS_PER_JOB + pages(fastPeople),
	};
}

/** Candidates and applications of a report, then their stages. */
function reportParts(work: Workload): [records: Part, stages: Part] {
	const { candidates, applications, applicationsPerPerson, reportPeople } = work;
	const rows = reportPeople * applicationsPerPerson;
	const stageRows = applications ? work.reportStagesPeople * applicationsPerPerson : 0;
	const stages = stageRows * ASSUMED_STAGES_PER_APPLICATION;
	return [
		{
			records: (candidates ? reportPeople : 0) + (applications ? rows : 0),
			calls: {
				// To look, and to write.
				candidates: pages(rows) * (1 + Number(candidates)),
				applications: applications ? pages(rows) : 0,
			},
			smartRecruiters: 0,
		},
		{
			records: stages,
			calls: {
				stages: work.stagesOneByOne ? stageRows : pages(stages),
			},
			smartRecruiters: 0,
		},
	];
}

function deepPart(work: Workload): Part {
	const { candidates, applications, applicationsPerPerson, deepPeople } = work;
	const perPerson = applications ? applicationsPerPerson : 0;
	const rows = deepPeople * perPerson;
	const stages = perPerson * ASSUMED_STAGES_PER_APPLICATION;
	const ofPage = (recordsPerPerson: number): number =>
		pages(Math.min(MAX_BATCH, deepPeople) * recordsPerPerson) * pages(deepPeople);
	return {
		records: (candidates ? deepPeople : 0) + rows * (1 + ASSUMED_STAGES_PER_APPLICATION),
		calls: {
			candidates: pages(deepPeople) * (1 + Number(candidates)),
			applications: ofPage(perPerson),
			stages: work.stagesOneByOne ? rows : ofPage(stages),
		},
		smartRecruiters: pages(deepPeople) + deepPeople + rows,
	};
}

/** From the end of a run to the next full minute. */
function restS(secondsPerRun: number): number {
	return (Math.floor(secondsPerRun / MINUTE_S) + 1) * MINUTE_S - secondsPerRun;
}

/**
 * How long calls take that go evenly through `seconds` of work, where no day (UTC) may have more than `perDay` of them.
 */
function withinDays(calls: number, perDay: number, seconds: number, nowMs: number): number {
	if (calls === 0) return seconds;
	const perSecond = calls / seconds;
	const inDay = Math.min(perDay, DAY_S * perSecond);
	const firstS = DAY_S - (nowMs % DAY_MS) / 1_000;
	const onFirst = Math.min(perDay, firstS * perSecond);
	if (calls <= onFirst) return seconds;
	const left = calls - onFirst;
	const fullDays = Math.ceil(left / inDay) - 1;
	return firstS + fullDays * DAY_S + (left - fullDays * inDay) / perSecond;
}
