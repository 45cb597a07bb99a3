import { VirtualBackfill, type VirtualCompany } from './VirtualBackfill';

const RECORDS_PER_MINUTE = 10_000;
const LARGE = 100_000;

interface BackfillFigures {
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
async function measureBackfill(
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

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** So many requests a day that stages of 500 people take four days, one application a call. */
const FEW_A_DAY = 230;

export interface ReportFedFigures {
	reportShare: number;
	stageShare: number;
	deepCallsPerCandidate: number;
	/** How far the worst estimate was off. */
	estimateError: number;
	throttled: number;
}

/** Backfills from a report, and candidate by candidate, of several sizes. */
export async function measureReportFed(
	quick: boolean,
	say: (line: string) => void,
): Promise<ReportFedFigures> {
	const size = (full: number, small: number): number => (quick ? small : full);
	const fed = { fromReport: true, details: false };
	const small: number[] = [];
	for (const people of quick ? [300, 1_000] : [300, 1_000, 3_000]) {
		const { estimateRatio } = await measureBackfill({ people, stagesInBatches: true }, fed);
		say(`from a report, ${people} people: estimate ${percent(estimateRatio)} of what it took`);
		small.push(estimateRatio);
	}
	const batched = await measureBackfill(
		{ people: size(20_000, 5_000), stagesInBatches: true },
		fed,
	);
	say(
		`from a report: candidates and applications at ${percent(batched.recordShare)} of 10,000 a minute, 100,000 people in ${batched.recordMinutesAt100k.toFixed(0)} min; with stages in batches ${percent(batched.stageShare)}, ${batched.allMinutesAt100k.toFixed(0)} min; estimate ${percent(batched.estimateRatio)} of what it took`,
	);
	const single = await measureBackfill({ people: size(2_000, 500), stagesInBatches: false }, fed);
	say(
		`from a report, stages one application a call: ${single.stageCallsAt100k.toFixed(0)} calls for 100,000 people; estimate ${percent(single.estimateRatio)} of what it took`,
	);
	const overDays = await measureBackfill(
		{ people: 500, stagesInBatches: false, linkedIn: { requestsPerDay: FEW_A_DAY } },
		fed,
	);
	say(`the same over four days: estimate ${percent(overDays.estimateRatio)} of what it took`);
	const deep = await measureBackfill(
		{ people: size(2_000, 500), stagesInBatches: true },
		{ fromReport: false, details: true },
	);
	say(
		`candidate by candidate: ${deep.callsPerCandidate.toFixed(3)} LinkedIn calls each with stages in batches; estimate ${percent(deep.estimateRatio)} of what it took`,
	);
	const all = [batched, single, overDays, deep];
	const ratios = [...small, ...all.map(({ estimateRatio }) => estimateRatio)];
	return {
		reportShare: batched.recordShare,
		stageShare: batched.stageShare,
		deepCallsPerCandidate: deep.callsPerCandidate,
		estimateError: Math.max(...ratios.map((ratio) => Math.abs(ratio - 1))),
		throttled: all.reduce((sum, { throttled }) => sum + throttled, 0),
	};
}
