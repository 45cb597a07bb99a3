import { z } from 'zod';
import { REPORT_COLUMNS } from '../../mapping/reportColumns';

/**
 * What of a report is sent, one after the other, each from the beginning of the file: candidates and applications, then the
 * stages of open jobs, then those of the others.
 */
export const REPORT_PARTS = ['records', 'openStages', 'otherStages'] as const;

const PlacesSchema = z
	.record(z.number().int().nonnegative())
	.transform((places) =>
		Object.fromEntries(Object.entries(places).filter(([name]) => name in REPORT_COLUMNS)),
	);

/** Where a pass that is fed by a report stands. */
export const ReportStateSchema = z.object({
	reportId: z.string(),
	/**
	 * How it is known who may leave: by the tags in the report; or by list pages that were read before, so that whom LinkedIn
	 * holds may.
	 */
	clearedBy: z.enum(['tags', 'lists']),
	/** Null until one was asked for. */
	fileId: z.string().nullable(),
	requestedAtMs: z.number(),
	/** When SmartRecruiters made the file; null as long as it has not. */
	generatedAtMs: z.number().nullable(),
	/** How many files were asked for and were of no use. */
	wasted: z.number().int().nonnegative(),
	part: z.enum(REPORT_PARTS),
	/** Everything before it is done, in bytes of the file. */
	offset: z.number().int().nonnegative(),
	/** Rows before it. */
	rows: z.number().int().nonnegative(),
	/** Where the columns stand, and how many there are; empty until the header was read. */
	places: PlacesSchema,
	width: z.number().int().nonnegative(),
});
export type ReportState = z.infer<typeof ReportStateSchema>;

/** A pass that begins. */
export function startReport(reportId: string, clearedBy: ReportState['clearedBy']): ReportState {
	return {
		reportId,
		clearedBy,
		...noFile(0),
	};
}

/** Nothing of a file counts any more: another one has to be made. */
export function noFile(wasted: number): Omit<ReportState, 'reportId' | 'clearedBy'> {
	return {
		fileId: null,
		requestedAtMs: 0,
		generatedAtMs: null,
		wasted,
		part: 'records',
		offset: 0,
		rows: 0,
		places: {},
		width: 0,
	};
}
