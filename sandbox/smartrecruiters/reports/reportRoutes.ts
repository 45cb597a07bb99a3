import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { SandboxContext } from '../../core/SandboxContext';
import { iso } from '../paging';
import { badRequest, problem } from '../problems';
import type { SrCall, SrRoute } from '../SrRoute';
import { REPORT_FIELDS } from './reportFields';
import { type BuiltReport, isUnderWay, type MadeFile, type ReportStore } from './ReportStore';
import { defineReportSwitches, writeReport } from './writeReport';

const BASE = '/reporting-api/v201804';
const MOST = 1000;
/** Rows are sent together: one packet each would be slow. */
const BLOCK_CHARACTERS = 65_536;

const notFound = () => problem(404, 'NOT_FOUND', 'Not found');

/** The Reporting API (SmartRecruiters reference §12.1). */
export function reportRoutes(context: SandboxContext, store: ReportStore): SrRoute[] {
	defineReportSwitches(context.switches);
	const read = (path: string, handle: SrRoute['handle']): SrRoute => ({
		method: 'GET',
		path: BASE + path,
		scope: 'reporting_read',
		handle,
	});
	const reportOf = ({ params }: SrCall): BuiltReport => {
		const report = store.report(params.reportId);
		if (!report) throw notFound();
		return report;
	};
	const fileOf = ({ params }: SrCall): MadeFile => {
		const file = store.file(params.fileId);
		if (!file) throw notFound();
		store.look(file);
		return file;
	};
	const recentOf = (call: SrCall): MadeFile => {
		const { reportId } = reportOf(call);
		const file = store.filesOf(reportId).find(({ status }) => status === 'COMPLETED');
		if (!file) throw notFound();
		return file;
	};
	return [
		read('/reports', (call) => {
			const { start, limit } = pageOf(call);
			const reports = store.list();
			const next = start + limit < reports.length ? String(start + limit) : undefined;
			return {
				content: reports.slice(start, start + limit).map(toReport),
				...(next && { nextPage: next }),
			};
		}),
		read('/reports/:reportId', (call) => toReport(reportOf(call))),
		read('/reports/:reportId/files', (call) => ({
			content: store.filesOf(reportOf(call).reportId).map(toFile),
		})),
		{
			method: 'POST',
			path: `${BASE}/reports/:reportId/files`,
			scope: 'reporting_write',
			handle: (call) => {
				const file = store.start(reportOf(call).reportId);
				if (!file) throw badRequest('A generation of this report is already pending');
				return toFile(file);
			},
		},
		read('/reports/:reportId/files/recent', (call) => tagged(call, toFile(recentOf(call)))),
		read('/reports/:reportId/files/recent/data', (call) =>
			dataOf(call, store.report(recentOf(call).reportId)),
		),
		read('/files/:fileId', (call) => toFile(fileOf(call))),
		read('/files/:fileId/data', (call) => {
			const file = fileOf(call);
			const hidden = context.switches.boolean('sr§12.1.1 report data by file answers 404');
			if (isUnderWay(file) || file.status === 'FAILED' || hidden) throw notFound();
			return dataOf(call, store.report(file.reportId));
		}),
	];
}

function pageOf({ query }: SrCall): { start: number; limit: number } {
	const limit = Number(query.get('limit') ?? 10);
	if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
		throw badRequest('limit must be from 1 to 1000');
	return { start: Number(query.get('page') ?? 0), limit };
}

function toReport(report: BuiltReport): object {
	const { columns, ...rest } = report;
	return {
		...rest,
		creationDate: '2026-05-01T08:00:00.000Z',
		modificationDate: '2026-05-01T08:00:00.000Z',
		columns: columns.map((name) => ({
			dataPointName: name,
			dataPointInstanceName: null,
			dataPointType: REPORT_FIELDS.find((one) => one.name === name)?.type ?? 'TEXT',
		})),
	};
}

function toFile({ reportFileId, reportId, status, generatedAtMs, errorReason }: MadeFile): object {
	return {
		reportFileId,
		reportId,
		reportFileStatus: status,
		scheduleType: 'AD_HOC',
		...(generatedAtMs !== undefined && { generationDate: iso(generatedAtMs) }),
		...(errorReason && { errorReason }),
	};
}

/** An answer with its `ETag`; 304 where the caller has it already. */
function tagged(call: SrCall, body: object): object {
	const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)}"`;
	call.header('etag', tag);
	if (call.headers['if-none-match'] === tag) throw problem(304, 'NOT_MODIFIED', '');
	return body;
}

function dataOf(call: SrCall, report: BuiltReport | undefined): Readable {
	if (!report) throw notFound();
	const { company, switches } = call.context;
	call.header('content-type', 'text/csv; charset=utf-8');
	const range = /^bytes=(\d+)-$/.exec(call.headers.range ?? '');
	const from = switches.boolean('sr§12.1.3 report answers ranges') ? Number(range?.[1] ?? 0) : 0;
	if (from > 0) {
		call.header('content-range', `bytes ${from}-/*`);
		call.status(206);
	}
	return Readable.from(blocks(writeReport(company, report, switches), from), { objectMode: false });
}

function* blocks(rows: Generator<string>, from: number): Generator<Buffer> {
	let block = '';
	let left = from;
	const take = (): Buffer => {
		const bytes = Buffer.from(block);
		block = '';
		const skipped = Math.min(left, bytes.length);
		left -= skipped;
		return bytes.subarray(skipped);
	};
	for (const row of rows) {
		block += row;
		if (block.length < BLOCK_CHARACTERS) continue;
		const bytes = take();
		if (bytes.length > 0) yield bytes;
	}
	yield take();
}
