import { z } from 'zod';
import {
	type ColumnPlaces,
	headerForm,
	REPORT_COLUMNS,
	REPORT_STATES,
	type ReportColumn,
	type ReportState,
} from './reportColumns';
import { reportDate } from './reportDate';

/** One application as a report tells it. Times are epoch milliseconds. */
export interface ReportRow {
	candidateId: string;
	/** SmartRecruiters' id of the job, or its reference number. */
	job: { id: string } | { refNumber: string };
	firstName?: string | undefined;
	lastName?: string | undefined;
	email?: string | undefined;
	linkedIn?: string | undefined;
	employer?: string | undefined;
	source?: string | undefined;
	rejection?: string | undefined;
	withdrawal?: string | undefined;
	/** Absent when the report has no column of tags: then nobody knows them. */
	tags?: string[];
	createdAtMs: number;
	updatedAtMs: number;
	state: ReportState;
	/** Of the current status. */
	step?: string | undefined;
	/** The latest time at which each status was reached. */
	reached: ReadonlyMap<ReportState, number>;
}

/** A row that cannot be used. */
export interface OddRow {
	/** As Report Builder shows it. */
	column: string;
	/** Of the application, as far as the row tells it. */
	applicationUuid?: string | undefined;
	candidateId?: string | undefined;
	jobId?: string | undefined;
}

const StateSchema = z.enum(REPORT_STATES);

/** `Offer` and `OFFERED`, `In Review` and `IN_REVIEW` are the same (SmartRecruiters reference §12.1.3). */
function stateOf(text: string | undefined): ReportState | undefined {
	const word = headerForm(text ?? '').toUpperCase();
	const parsed = StateSchema.safeParse(word === 'OFFER' ? 'OFFERED' : word);
	return parsed.success ? parsed.data : undefined;
}

/** Our ids at LinkedIn are made of two of them, with `_` between. */
const isId = (text: string): boolean => /^[A-Za-z0-9-]{1,100}$/.test(text);

/** Reads a row, or says which column does not fit. @param width how many columns the file has */
export function reportRow(
	cells: readonly string[],
	places: ColumnPlaces,
	width: number,
): ReportRow | OddRow {
	const read = (key: ReportColumn): string | undefined => {
		const at = places[key];
		const text = at === undefined ? undefined : cells[at]?.trim();
		return text === '' ? undefined : text;
	};
	const candidateId = read('candidateId');
	const jobId = read('jobId');
	const refNumber = read('jobRefId');
	const odd = (key: ReportColumn): OddRow => ({
		column: REPORT_COLUMNS[key].name,
		applicationUuid: read('applicationId'),
		candidateId,
		jobId,
	});
	// A cell too many or too few: nothing stands where it should.
	if (cells.length !== width) return { column: `number ${Math.min(cells.length, width) + 1}` };
	if (candidateId === undefined || !isId(candidateId)) return odd('candidateId');
	if (jobId !== undefined && !isId(jobId)) return odd('jobId');
	const job =
		jobId !== undefined ? { id: jobId } : refNumber !== undefined ? { refNumber } : undefined;
	if (!job) return odd(places.jobId === undefined ? 'jobRefId' : 'jobId');
	const state = stateOf(read('state'));
	if (!state) return odd('state');
	const reached = new Map<ReportState, number>();
	for (const one of REPORT_STATES) {
		const text = read(one);
		if (text === undefined) continue;
		const ms = reportDate(text);
		if (ms === undefined) return odd(one);
		reached.set(one, ms);
	}
	const createdAtMs = reportDate(read('createdAt') ?? '');
	if (createdAtMs === undefined) return odd('createdAt');
	const updated = read('updatedAt');
	const updatedAtMs = updated === undefined ? createdAtMs : reportDate(updated);
	if (updatedAtMs === undefined) return odd('updatedAt');
	const step = read('step');
	return {
		candidateId,
		job,
		firstName: read('firstName'),
		lastName: read('lastName'),
		email: read('email'),
		linkedIn: read('linkedIn'),
		employer: read('employer'),
		source: read('source'),
		rejection: state === 'REJECTED' ? read('rejection') : undefined,
		withdrawal: state === 'WITHDRAWN' ? read('withdrawal') : undefined,
		...(places.tags !== undefined && { tags: tagsOf(read('tags')) }),
		createdAtMs,
		updatedAtMs,
		state,
		step: stateOf(step) === undefined ? step : undefined,
		reached,
	};
}

/**
 * Tags stand in one cell, separated by commas, and may hold commas themselves: every run of parts may be one. Too many are
 * read rather than too few, so that nobody leaves whose tag says otherwise.
 */
function tagsOf(cell: string | undefined): string[] {
	if (cell === undefined) return [];
	const parts = cell.split(/[,;\n]/).map((part) => part.trim());
	return [
		cell,
		...parts.flatMap((_, from) =>
			[1, 2, 3].map((count) => parts.slice(from, from + count).join(', ')),
		),
	];
}
