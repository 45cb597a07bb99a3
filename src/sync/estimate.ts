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
	smartRecruitersRequestsPerSecond: number;
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
const ASSUMED_STAGES_PER_APPLICATION = 3;
/** A report has one date for each status, however often it was reached. */
const REPORTED_STAGES_PER_APPLICATION = 3;

const DAY_S = 86_400;

/** SmartRecruiters needs a few minutes (SmartRecruiters reference §12.1.3). */
const ASSUMED_REPORT_S = 180;

/** Details, ads and postings of a job. */
const REQUESTS_PER_JOB = 3;

/** What a backfill costs at least, from the counts and the documented limits; waiting for slow answers is not in it. */
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
	const told = work.applications ? work.reportPeople * work.applicationsPerPerson : 0;
	const toldStages = told * REPORTED_STAGES_PER_APPLICATION;
	// Rows are read three times: for records, for stages of open jobs, for those of others.
	const report = {
		records: (work.candidates ? work.reportPeople : 0) + told + toldStages,
		linkedIn:
			pages(told) * (2 + Number(work.candidates)) +
			(work.stagesOneByOne ? told : pages(toldStages)) +
			pages(told) * 2,
		smartRecruiters: pages(work.jobs),
	};
	const records = fast.records + report.records + deep.records;
	const linkedInRequests = fast.linkedIn + report.linkedIn + deep.linkedIn;
	const smartRecruitersRequests =
		fast.smartRecruiters + report.smartRecruiters + deep.smartRecruiters;
	const writingS = (count: number): number => (count / limits.recordsPerMinute) * 60;
	const readingS = (count: number): number => count / limits.smartRecruitersRequestsPerSecond;
	// The passes follow each other; within one, reading and writing overlap, and the slower of the two decides.
	const passesS =
		Math.max(writingS(fast.records), readingS(fast.smartRecruiters)) +
		(work.reportPeople > 0 ? ASSUMED_REPORT_S : 0) +
		writingS(report.records) +
		Math.max(writingS(deep.records), readingS(deep.smartRecruiters));
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
