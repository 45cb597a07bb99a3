import type { Rejection } from '../../mapping/Rejection';
import type { Withholding } from '../../mapping/SharingRules';

export interface RecordsReport {
	organization: string;
	/** `waiting`: a limit, or the contract, has to be waited for; `queued`: another run is at work, and sends these, too. */
	state: 'done' | 'waiting' | 'queued';
	message: string;
	/** Ids that LinkedIn took; of records that other runs have put into the queue, too. */
	sentCandidates: string[];
	sentJobs: string[];
	withheld: Array<{ candidateId: string; why: Withholding }>;
	/** Candidates whom SmartRecruiters does not show at the moment; they are looked for again. */
	absent: string[];
	deleted: Array<{ kind: string; recordId: string; reason: string; proof: string }>;
	rejected: number;
	resumeAt: string | null;
}

export interface RecordsResult {
	report: RecordsReport;
	rejections: Rejection[];
}

/** More than this, and more than half, are absent only when rights have changed. */
const MOST_ABSENT = 5;

/** Of a run in which nothing was done yet. */
export function emptyReport(organization: string): RecordsReport {
	return {
		organization,
		state: 'done',
		message: '',
		sentCandidates: [],
		sentJobs: [],
		withheld: [],
		absent: [],
		deleted: [],
		rejected: 0,
		resumeAt: null,
	};
}

/** The parts of a run as one. @param asked how many candidates were named */
export function together(
	organization: string,
	parts: readonly RecordsResult[],
	asked: number,
): RecordsResult {
	const reports = parts.map(({ report }) => report);
	const rejections = parts.flatMap((part) => part.rejections);
	const absent = reports.flatMap((one) => one.absent);
	const rights =
		absent.length > MOST_ABSENT && absent.length * 2 > asked
			? `SmartRecruiters does not show ${absent.length} of ${asked} candidates. Nothing was deleted: check the system role and the access group of the API credential.`
			: '';
	const paused = reports.find(({ state }) => state === 'waiting');
	return {
		rejections,
		report: {
			organization,
			state: paused?.state ?? 'done',
			message: paused?.message ?? rights,
			sentCandidates: reports.flatMap((one) => one.sentCandidates),
			sentJobs: reports.flatMap((one) => one.sentJobs),
			withheld: reports.flatMap((one) => one.withheld),
			absent,
			deleted: reports.flatMap((one) => one.deleted),
			rejected: rejections.length,
			resumeAt: paused?.resumeAt ?? null,
		},
	};
}
