import { z } from 'zod';
import { id, optionalParts, optionalTime, text } from './fields';

const list = z.unknown().transform((value) => (Array.isArray(value) ? value.length : 0));

const ColumnSchema = z.object({ dataPointName: text, dataPointInstanceName: text });

/** A report as Report Builder holds it (SmartRecruiters reference §12.1.2). Only its id is certain. */
export const ReportSchema = z.object({
	reportId: id,
	name: text,
	rowEntityTypeId: text,
	columns: optionalParts(ColumnSchema),
	/** How many there are. */
	filters: list,
	accessGroupId: text,
	reportFormats: optionalParts(z.string()),
});
export type SrReport = z.infer<typeof ReportSchema>;

/** One file of a report (§12.1.2). */
export const ReportFileSchema = z.object({
	reportFileId: id,
	reportFileStatus: text,
	generationDate: optionalTime,
	errorReason: text,
});
export type SrReportFile = z.infer<typeof ReportFileSchema>;

export const ReportPageSchema = z.object({
	nextPage: text,
	content: optionalParts(ReportSchema),
});

export const ReportFilePageSchema = z.object({ content: optionalParts(ReportFileSchema) });
