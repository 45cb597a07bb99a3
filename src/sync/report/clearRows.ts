import type { HeldRecords } from '../../linkedin/HeldRecords';
import { getWholeCandidates, type WholeCandidate } from '../../linkedin/wholeCandidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { type OddRow, reportRow, type ReportRow } from '../../mapping/reportRow';
import { REPORT_COLUMNS } from '../../mapping/reportColumns';
import { notAnswered } from '../people/sendPeople';
import type { Work } from '../Work';
import type { ListedJob } from './JobDirectory';
import type { ReportReader, ReportRows } from './ReportReader';
import type { ReportState } from './ReportState';

/** An application of a report that may leave. */
export interface ClearedRow {
	row: ReportRow;
	job: ListedJob;
	/** Our id of it. */
	id: string;
}

export interface ClearedRows {
	cleared: ClearedRow[];
	held: HeldRecords<WholeCandidate>;
	rejections: Rejection[];
	/** People of these rows who do not leave, by a rule. */
	leftOut: number;
	/** People whose tags say that they never leave, and whom LinkedIn holds. */
	confidential: string[];
	/** Applications to jobs that never leave, of people whom LinkedIn holds. */
	hidden: string[];
}

/** Rows of known jobs, and who of them does not leave. */
export interface JudgedRows {
	known: ClearedRow[];
	/** Ids of candidates, and of applications, that do not leave. */
	withheld: ReadonlySet<string>;
	/** Candidates whose tags say that they never leave. */
	confidential: ReadonlySet<string>;
	/** Each once. */
	candidateIds: string[];
	rejections: Rejection[];
}

/** Reads rows, and judges them by the sharing rules. */
export async function judgeRows(
	{ sharing }: Pick<Work, 'sharing'>,
	reader: ReportReader,
	report: ReportState,
	{ rows, next }: ReportRows,
): Promise<JudgedRows> {
	const directory = await reader.jobs();
	const rejections: Rejection[] = [];
	const known: ClearedRow[] = [];
	for (const { cells, number } of rows) {
		const row = reportRow(cells, next.places, next.width);
		if ('column' in row) {
			rejections.push(oddRow(row, number));
			continue;
		}
		const job = directory.find(row.job);
		if (job) known.push({ row, job, id: applicationId(row.candidateId, job.id) });
		else rejections.push(oddRow(unknownJob(row), number));
	}
	const candidateIds = [...new Set(known.map(({ row }) => row.candidateId))];
	return { known, candidateIds, rejections, ...(await judge(sharing, report, known)) };
}

/**
 * Which rows may leave. What a report does not tell counts against a person: without tags in it, only those may leave whom
 * LinkedIn holds, because list pages had cleared them before.
 */
export async function clearRows(
	{ linkedIn, sent }: Pick<Work, 'linkedIn' | 'sent'>,
	report: Pick<ReportState, 'clearedBy'>,
	{ known, withheld, confidential, candidateIds, rejections: odd }: JudgedRows,
): Promise<ClearedRows> {
	const rejections = [...odd];
	// Of whom nothing was ever sent, LinkedIn is not asked, either.
	const shown = known.filter(({ row, id }) => !withheld.has(row.candidateId) && !withheld.has(id));
	const people = new Set(shown.map(({ row }) => row.candidateId));
	const asksOnlyOfSent = (id: string): boolean => !people.has(id) || report.clearedBy === 'lists';
	const sentBefore = await sent.people(candidateIds.filter(asksOnlyOfSent));
	const wanted = candidateIds.filter((id) => {
		if (asksOnlyOfSent(id) && sentBefore && !sentBefore.has(id)) return false;
		return confidential.has(id) || !withheld.has(id);
	});
	const held = await getWholeCandidates(linkedIn, wanted);
	rejections.push(
		...notAnswered(
			[...people].map((id) => ({ id })),
			held,
		),
	);
	const cleared = shown.filter(
		({ row: { candidateId } }) =>
			!held.unknown.has(candidateId) && (report.clearedBy === 'tags' || held.has(candidateId)),
	);
	return {
		cleared,
		held,
		rejections,
		leftOut: candidateIds.filter((id) => withheld.has(id)).length,
		confidential: [...confidential].filter((id) => held.mayHold(id)),
		hidden: known
			.filter(({ row, id }) => withheld.has(id) && held.mayHold(row.candidateId))
			.map(({ id }) => id),
	};
}

/** Ids of candidates, and of applications, that do not leave. */
async function judge(
	sharing: Work['sharing'],
	{ clearedBy }: ReportState,
	known: readonly ClearedRow[],
): Promise<{ withheld: Set<string>; confidential: Set<string> }> {
	await sharing.lookUp(known.map(({ row }) => row.candidateId));
	const withheld = new Set<string>();
	const confidential = new Set<string>();
	for (const { row, job, id } of known) {
		const { candidateId, tags } = row;
		const isListed = clearedBy === 'lists';
		const why = await sharing.withheld({
			id: candidateId,
			tags: tags ?? [],
			// A list page has cleared them, or nobody asks for consent.
			consent: isListed ? 'ACQUIRED' : undefined,
			jobIds: [job.id],
		});
		if (why === 'confidential person') confidential.add(candidateId);
		if (why === 'confidential jobs only') withheld.add(id);
		else if (why) withheld.add(candidateId);
	}
	return { withheld, confidential };
}

const unknownJob = ({ candidateId, job }: ReportRow): OddRow =>
	'id' in job
		? { column: REPORT_COLUMNS.jobId.name, candidateId, jobId: job.id }
		: { column: REPORT_COLUMNS.jobRefId.name, candidateId };

/** Parked under our own id, or SmartRecruiters' one; where the row tells neither, under its number. */
function oddRow(
	{ column, applicationUuid, candidateId, jobId }: OddRow,
	number: number,
): Rejection {
	const own =
		candidateId !== undefined && jobId !== undefined
			? applicationId(candidateId, jobId)
			: applicationUuid;
	return {
		kind: 'application',
		recordId: own ?? `report row ${number}`,
		code: own === undefined ? 'REPORT_ROW_UNNAMED' : 'REPORT_ROW',
		detail: `column ${column}`,
	};
}
