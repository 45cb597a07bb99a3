import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import { isByteStream } from '../http/isByteStream';
import { segment } from '../http/segment';
import {
	ReportFilePageSchema,
	ReportFileSchema,
	ReportPageSchema,
	ReportSchema,
	type SrReport,
	type SrReportFile,
} from './reportSchemas';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** SmartRecruiters reference §12.1. */
const BASE = '/reporting-api/v201804';
const MOST_REPORTS = 1000;

const pathOf = (reportId: string): string => `${BASE}/reports/${segment(reportId)}`;
const filePathOf = (fileId: string): string => `${BASE}/files/${segment(fileId)}`;

/** Reports that this credential may see, the one that was changed last first; one page of at most 1,000. */
export async function listReports(
	api: SmartRecruitersApi,
	page?: string,
): Promise<{ reports: SrReport[]; next: string | undefined }> {
	const path = `${BASE}/reports`;
	const query = { limit: MOST_REPORTS, page };
	const found = await api.get(path, path, ReportPageSchema, query);
	return { reports: found?.content ?? [], next: found?.nextPage };
}

/** @returns `undefined` when SmartRecruiters does not show it */
export async function getReport(
	api: SmartRecruitersApi,
	reportId: string,
): Promise<SrReport | undefined> {
	return await api.get(pathOf(reportId), `${BASE}/reports/{id}`, ReportSchema, {}, [403, 404]);
}

/**
 * Has a file made. While one of this report is being made, SmartRecruiters refuses another (§12.1.1): then that one is
 * taken over.
 *
 * @returns `undefined` when the report was changed at that very moment: ask again
 * @throws HttpStatusError when it is refused for another reason
 */
export async function startReportFile(
	api: SmartRecruitersApi,
	reportId: string,
): Promise<SrReportFile | undefined> {
	const path = `${pathOf(reportId)}/files`;
	const endpoint = `${BASE}/reports/{id}/files`;
	try {
		return await api.send({
			method: 'POST',
			path,
			endpoint,
			schema: ReportFileSchema,
			absentOn: [409],
		});
	} catch (error) {
		if (!(error instanceof HttpStatusError) || error.status !== 400) throw error;
		const files = await api.get(path, endpoint, ReportFilePageSchema, { limit: MOST_REPORTS });
		const pending = files?.content.find(({ reportFileStatus }) => isBeingMade(reportFileStatus));
		if (!pending) throw new HttpStatusError('SmartRecruiters', 400, `POST ${endpoint}`, error.code);
		return pending;
	}
}

const isBeingMade = (status: string | undefined): boolean =>
	status === 'PENDING' || status === 'RUNNING';

/** How a file stands; `undefined` when SmartRecruiters does not know it any more. */
export async function getReportFile(
	api: SmartRecruitersApi,
	fileId: string,
): Promise<SrReportFile | undefined> {
	return await api.get(filePathOf(fileId), `${BASE}/files/{id}`, ReportFileSchema, {}, [404]);
}

/** The newest file that is finished; not always the one that was asked for last (§12.1.1). */
async function getRecentFile(
	api: SmartRecruitersApi,
	reportId: string,
): Promise<SrReportFile | undefined> {
	const path = `${pathOf(reportId)}/files/recent`;
	return await api.get(path, `${BASE}/reports/{id}/files/recent`, ReportFileSchema, {}, [404]);
}

const BytesSchema = z.custom<AsyncIterable<Uint8Array>>(isByteStream);

/** Bytes of a file. */
export interface ReportData {
	bytes: AsyncIterable<Uint8Array>;
	/** Where in the file the first of them lies: not every server begins where it was asked to. */
	offset: number;
}

/**
 * The CSV of a file, as it arrives.
 *
 * @param from bytes that are not wanted any more
 * @returns `undefined` when SmartRecruiters does not have it any more; `end` when nothing lies behind `from`
 */
export async function openReportData(
	api: SmartRecruitersApi,
	{ reportId, fileId }: { reportId: string; fileId: string },
	from: number,
): Promise<ReportData | 'end' | undefined> {
	const own = await download(api, `${filePathOf(fileId)}/data`, `${BASE}/files/{id}/data`, from);
	if (own) return own;
	const recent = await getRecentFile(api, reportId);
	if (recent?.reportFileId !== fileId) return undefined;
	const path = `${pathOf(reportId)}/files/recent/data`;
	return await download(api, path, `${BASE}/reports/{id}/files/recent/data`, from);
}

async function download(
	api: SmartRecruitersApi,
	path: string,
	endpoint: string,
	from: number,
): Promise<ReportData | 'end' | undefined> {
	let offset = 0;
	try {
		const bytes = await api.send({
			method: 'GET',
			path,
			endpoint,
			schema: BytesSchema,
			stream: true,
			// Places in the file are counted in its own bytes.
			headers: {
				accept: 'text/csv',
				'accept-encoding': 'identity',
				...(from > 0 && { range: `bytes=${from}-` }),
			},
			absentOn: [404],
			onHeaders: (headers) => {
				offset = Number(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1] ?? 0);
			},
		});
		return bytes && { bytes, offset };
	} catch (error) {
		if (error instanceof HttpStatusError && error.status === 416) return 'end';
		throw error;
	}
}
