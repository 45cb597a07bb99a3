import type { LimitName } from '../errors/limitTexts';
import { MAX_BATCH } from '../linkedin/batchWrite';

/** How much there is to do, or left to do. */
export interface Workload {
	jobs: number;
	/** People whom the fast pass has to send. */
	fastPeople: number;
	/** People of whom a report tells. */
	reportPeople: number;
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
	linkedInRequestsPerDay: number;
	/** Batches of a resource go one after the other: so long does each take. */
	linkedInSecondsPerCall: number;
	smartRecruitersRequestsPerSecond: number;
	/** A request counts in its second until it is answered. */
	smartRecruitersSecondsPerAnswer: number;
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
const ASSUMED_STAGES_PER_APPLICATION = 2.7;
/** A report has one date for each status, however often it was reached. */
const REPORTED_STAGES_PER_APPLICATION = 2.7;
/** Until the vendors have answered often enough in a run, this is how long they take; not documented. */
export const ASSUMED_ANSWER_S = { linkedIn: 0.7, smartRecruiters: 0.25 } as const;

const DAY_S = 86_400;

/** SmartRecruiters needs a few minutes (SmartRecruiters reference §12.1.3). */
const ASSUMED_REPORT_S = 180;

/** Details, ads and postings of a job. */
const REQUESTS_PER_JOB = 3;

/** What a backfill costs at least, from the counts and the documented limits; and from how long LinkedIn takes to answer. */
export function estimate(work: Workload, limits: Limits): Estimate {
	const pages = (count: number): number => Math.ceil(count / MAX_BATCH);
	const deepApplications = work.applications ? work.deepPeople * work.applicationsPerPerson : 0;
	const stages = deepApplications * ASSUMED_STAGES_PER_APPLICATION;
	const perPerson = Number(work.candidates) + Number(work.applications);

	const fast = {
		records: work.jobs + work.fastPeople * perPerson,
		linkedIn: pages(work.jobs) * 2 + pages(work.fastPeople) * perPerson,
		smartRecruiters: pages(work.jobs) + work.jobs * REQUESTS_PER_JOB + pages(work.fastPeople),
	};
	const deep = {
		records: (work.candidates ? work.deepPeople : 0) + deepApplications + stages,
		linkedIn:
			pages(work.deepPeople) * (1 + Number(work.candidates)) +
			pages(deepApplications) +
			(work.stagesOneByOne ? deepApplications : pages(stages)),
		smartRecruiters: pages(work.deepPeople) + work.deepPeople + deepApplications,
	};
	const reported = work.applications ? work.reportPeople * work.applicationsPerPerson : 0;
	const reportedStages = reported * REPORTED_STAGES_PER_APPLICATION;
	// Rows are read three times: for records, for stages of open jobs, for those of others.
	const report = {
		records: (work.candidates ? work.reportPeople : 0) + reported + reportedStages,
		linkedIn:
			pages(reported) * (2 + Number(work.candidates)) +
			(work.stagesOneByOne ? reported : pages(reportedStages)) +
			pages(reported) * 2,
		smartRecruiters: pages(work.jobs),
	};
	const records = fast.records + report.records + deep.records;
	const linkedInRequests = fast.linkedIn + report.linkedIn + deep.linkedIn;
	const smartRecruitersRequests =
		fast.smartRecruiters + report.smartRecruiters + deep.smartRecruiters;
	const writingS = (count: number): number => (count / limits.recordsPerMinute) * 60;
	// The slowest answers under way hold up the next second.
	const secondS = 1 + 2 * limits.smartRecruitersSecondsPerAnswer;
	const readingS = (count: number): number =>
		(count / limits.smartRecruitersRequestsPerSecond) * secondS;
	const callingS = (calls: number): number => calls * limits.linkedInSecondsPerCall;
	const stageCalls = (applications: number, all: number): number =>
		work.stagesOneByOne ? applications : pages(all);
	// The passes follow each other; within one, reading and writing overlap, and the slowest decides.
	const passesS =
		Math.max(
			writingS(fast.records),
			readingS(fast.smartRecruiters),
			callingS(pages(work.fastPeople)),
		) +
		(work.reportPeople > 0 ? ASSUMED_REPORT_S : 0) +
		Math.max(writingS(report.records - reportedStages), callingS(pages(reported))) +
		Math.max(writingS(reportedStages), callingS(stageCalls(reported, reportedStages))) +
		Math.max(writingS(deep.records), readingS(deep.smartRecruiters), callingS(deep.linkedIn));
	const daysS =
		linkedInRequests > limits.linkedInRequestsPerDay
			? (linkedInRequests / limits.linkedInRequestsPerDay) * DAY_S
			: 0;
	return {
		records: Math.round(records),
		linkedInRequests: Math.round(linkedInRequests),
		smartRecruitersRequests: Math.round(smartRecruitersRequests),
		seconds: Math.ceil(Math.max(passesS, daysS)),
		boundBy:
			daysS > passesS
				? 'linkedInRequests'
				: writingS(records) > readingS(smartRecruitersRequests)
					? 'linkedInRecords'
					: 'smartRecruitersRequests',
	};
}
