import { CsvParser, type CsvRow } from '../../basics/CsvParser';
import { CsvRowSizeError } from '../../basics/CsvRowSizeError';
import { MINUTE_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { findColumns, missingColumns } from '../../mapping/reportColumns';
import { openReportData } from '../../smartrecruiters/reports';
import type { SyncContext } from '../SyncContext';
import { refuseIfIncomplete, unfit } from './checkReport';
import { JobDirectory } from './JobDirectory';
import type { ReportState } from './ReportState';

/** Rows of a file, and where the file goes on behind them. */
export interface ReportRows {
	rows: Array<{ cells: string[]; number: number }>;
	next: Pick<ReportState, 'offset' | 'rows' | 'places' | 'width'>;
	isLast: boolean;
}

const NOTHING: readonly Uint8Array[] = [];

interface OpenFile {
	fileId: string;
	/** Where the next row begins. */
	offset: number;
	rows: AsyncGenerator<CsvRow>;
}

/**
 * Reads the file of a report as it arrives, a few rows at a time. The chunks of a run share one reading; only another run
 * begins with another one, behind the rows that are done.
 */
export class ReportReader {
	private open: OpenFile | undefined;

	private directory: Promise<JobDirectory> | undefined;

	constructor(private readonly context: Pick<SyncContext, 'smartRecruiters' | 'effects'>) {}

	/** Read once a run. */
	async jobs(): Promise<JobDirectory> {
		this.directory ??= JobDirectory.read(this.context.smartRecruiters);
		return await this.directory;
	}

	/**
	 * The next rows behind those that are done.
	 *
	 * @returns `undefined` when SmartRecruiters does not have the file any more
	 * @throws ConfigurationError when it is no report that can be read; PauseSignal when the transfer broke off
	 */
	async next(report: ReportState, most: number): Promise<ReportRows | undefined> {
		const file = await this.fileAt(report);
		if (!file) return undefined;
		let { places, width, rows: number } = report;
		const rows: ReportRows['rows'] = [];
		let isLast = false;
		while (rows.length < most) {
			const row = await this.rowOf(file);
			if (!row) {
				isLast = true;
				break;
			}
			file.offset = row.endOffset;
			if (width === 0) {
				({ places, width } = readHeader(row.cells));
				continue;
			}
			number += 1;
			rows.push({ cells: row.cells, number });
		}
		if (width === 0) throw unfit('its file is empty', 'Open it in Report Builder and look at it.');
		return { rows, next: { offset: file.offset, rows: number, places, width }, isLast };
	}

	/** Lets go of the transfer. */
	async close(): Promise<void> {
		const { open } = this;
		this.open = undefined;
		await open?.rows.return(undefined);
	}

	private async fileAt({ reportId, fileId, offset }: ReportState): Promise<OpenFile | undefined> {
		if (fileId === null) return undefined;
		if (this.open?.fileId === fileId && this.open.offset === offset) return this.open;
		await this.close();
		const data = await openReportData(this.context.smartRecruiters, { reportId, fileId }, offset);
		if (!data) return undefined;
		const rows =
			data === 'end' ? parse(NOTHING, offset, offset) : parse(data.bytes, data.offset, offset);
		this.open = { fileId, offset, rows };
		return this.open;
	}

	private async rowOf(file: OpenFile): Promise<CsvRow | undefined> {
		try {
			const next = await file.rows.next();
			return next.done ? undefined : next.value;
		} catch (error) {
			this.open = undefined;
			if (error instanceof CsvRowSizeError)
				throw unfit(
					'one of its rows has no end',
					'Look for a cell with a single quotation mark, and correct it in SmartRecruiters.',
				);
			if (error instanceof ConnectorError) throw error;
			// Whatever breaks a transfer off, the next run goes on from here.
			throw new PauseSignal('smartRecruitersOutage', this.context.effects.now() + MINUTE_MS);
		}
	}
}

function readHeader(cells: readonly string[]): Pick<ReportState, 'places' | 'width'> {
	const places = findColumns(cells.map((name) => [name]));
	refuseIfIncomplete(missingColumns(places));
	return { places, width: cells.length };
}

/** @param begin where the bytes begin @param wanted where rows are wanted from: it is the beginning of one */
async function* parse(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	begin: number,
	wanted: number,
): AsyncGenerator<CsvRow> {
	const parser = new CsvParser(wanted);
	let at = begin;
	for await (const chunk of bytes) {
		const skipped = Math.min(chunk.length, Math.max(0, wanted - at));
		at += chunk.length;
		if (skipped < chunk.length) yield* parser.push(chunk.subarray(skipped));
	}
	yield* parser.end();
}
