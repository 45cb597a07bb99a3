import { VirtualBackfill, type VirtualCompany } from './VirtualBackfill';

const RECORDS_PER_MINUTE = 10_000;
const LARGE = 100_000;

export interface BackfillFigures {
	/** Candidates and all their applications, as a share of LinkedIn's 10,000 records a minute. */
	recordShare: number;
	/** The same, with stages. */
	stageShare: number;
	/** What 100,000 people come to at this pace, in minutes, without the time that SmartRecruiters needs for the report. */
	recordMinutesAt100k: number;
	allMinutesAt100k: number;
	/** Of 100,000 people: calls for stages. */
	stageCallsAt100k: number;
	/** LinkedIn's calls about people, by candidate. */
	callsPerCandidate: number;
	/** What was estimated before the run, by what it took; 1 is right. */
	estimateRatio: number;
	throttled: number;
}

/** One backfill at the documented limits, on the sandbox's clock, LinkedIn answering in 0.4 to 1 s. */
export async function measureBackfill(
	company: VirtualCompany,
	how: { fromReport: boolean; details: boolean },
): Promise<BackfillFigures> {
	const backfill = await VirtualBackfill.open(company);
	try {
		await backfill.run(how);
		const { held, throttled } = backfill;
		const records = held.candidates + held.applications;
		const minutesOf = ({ fromMs, toMs }: { fromMs: number; toMs: number }): number =>
			(toMs - fromMs) / 60_000;
		const recordMinutes = minutesOf(backfill.span('candidates', 'applications'));
		const allMinutes = minutesOf(backfill.span('candidates', 'applications', 'stages'));
		const at100k = LARGE / held.candidates;
		const estimated = backfill.reports[0]?.estimate?.seconds ?? Number.NaN;
		return {
			recordShare: records / recordMinutes / RECORDS_PER_MINUTE,
			stageShare: (records + held.stages) / allMinutes / RECORDS_PER_MINUTE,
			recordMinutesAt100k: recordMinutes * at100k,
			allMinutesAt100k: allMinutes * at100k,
			stageCallsAt100k: backfill.span('stages').calls * at100k,
			callsPerCandidate:
				backfill.span('read', 'candidates', 'applications', 'stages').calls / held.candidates,
			estimateRatio: estimated / backfill.seconds,
			throttled,
		};
	} finally {
		await backfill.close();
	}
}
