import type { Counts } from './Counts';
import { fitGrowth, type Growth } from './fitGrowth';
import type { GrowthJob } from './GrowthJob';

export interface Measured {
	job: GrowthJob;
	counts: readonly [Counts, Counts, Counts];
	linkedIn: Growth;
	smartRecruiters: Growth;
	/** Of both vendors. */
	calls: Growth;
	rows: Growth;
	/** Whether both exponents are within what is promised. */
	kept: boolean;
}

/** Runs a job at its three sizes. */
export async function measureGrowth(job: GrowthJob): Promise<Measured> {
	const [small, middle, large] = job.sizes;
	const counts = [
		await job.measure(small),
		await job.measure(middle),
		await job.measure(large),
	] as const;
	const fit = (of: (one: Counts) => number): Growth =>
		fitGrowth(job.sizes, [of(counts[0]), of(counts[1]), of(counts[2])]);
	const calls = fit((one) => one.linkedIn + one.smartRecruiters);
	const rows = fit((one) => one.rows);
	return {
		job,
		counts,
		linkedIn: fit((one) => one.linkedIn),
		smartRecruiters: fit((one) => one.smartRecruiters),
		calls,
		rows,
		kept: calls.exponent <= job.promised.calls && rows.exponent <= job.promised.rows,
	};
}

const LINKEDIN_A_DAY = 100_000;
const SMARTRECRUITERS_A_DAY = 10 * 86_400;
const number = (value: number): string => Math.ceil(Math.max(0, value)).toLocaleString('en');
const share = (calls: number, quota: number): string =>
	`${((Math.max(0, calls) / quota) * 100).toFixed(1)} %`;

/** docs/growth.md, from what was measured. */
export function growthTable(measured: readonly Measured[]): string {
	const lines = measured.map(({ job, counts, linkedIn, smartRecruiters, calls, rows }) => {
		const runs = job.runsPerDay ?? 1;
		const atLinkedIn = linkedIn.at(job.at) * runs;
		const atSmartRecruiters = smartRecruiters.at(job.at) * runs;
		const shares = job.rowsAlone
			? 'none'
			: job.runsPerDay === undefined
				? 'a record each'
				: `${share(atLinkedIn, LINKEDIN_A_DAY)} / ${share(atSmartRecruiters, SMARTRECRUITERS_A_DAY)}`;
		return [
			job.name,
			job.by,
			job.sizes.map((size, at) => `${number(size)}: ${costOf(counts[at], job)}`).join('; '),
			`${calls.exponent.toFixed(2)} (≤ ${job.promised.calls})`,
			`${rows.exponent.toFixed(2)} (≤ ${job.promised.rows})`,
			`${number(job.at)}: ${job.rowsAlone ? rowsOf(rows.at(job.at)) : `${number(atLinkedIn)} / ${number(atSmartRecruiters)}`}`,
			shares,
		].join(' | ');
	});
	return [
		'# How costs grow',
		'',
		'Each job that comes again and again, run by the shipped operations against the sandbox at three sizes, and what it comes to at a large one. Calls are counted, not seconds. An exponent of 0 means that the size does not matter, 1 that the cost grows with it in proportion. `npm run growth` measures it again, and fails where an exponent is larger than promised; `npm run growth -- --write` renews this page.',
		'',
		'| Job | Grows with | Calls measured (LinkedIn / SmartRecruiters) | Exponent of calls | Exponent of rows read and written | Calls a day at size | Share of a day’s quota |',
		'|---|---|---|---|---|---|---|',
		...lines.map((line) => `| ${line} |`),
		'',
		'Of a large company, up to 400 rows of `rsc_sent` wait until they are moved into its 1,024 others, and each look reads them: that many rows more a page at most, whatever the size. What a row holds grows with the company.',
		'',
		'LinkedIn allows 100,000 requests a day and application, SmartRecruiters 10 a second and credential.',
		'',
	].join('\n');
}

const rowsOf = (rows: number): string => `${number(rows)} rows`;

function costOf(one: Counts | undefined, { rowsAlone }: GrowthJob): string {
	if (!one) return '';
	return rowsAlone ? rowsOf(one.rows) : `${number(one.linkedIn)} / ${number(one.smartRecruiters)}`;
}
