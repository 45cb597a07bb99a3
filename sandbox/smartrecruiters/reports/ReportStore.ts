import type { SandboxContext } from '../../core/SandboxContext';
import { DAY_MS } from '../../core/durations';
import { REPORT_FIELDS } from './reportFields';

/** A report as a person has built it (SmartRecruiters reference §12.1.2). */
export interface BuiltReport {
	reportId: string;
	name: string;
	rowEntityTypeId: string;
	/** Names of columns, as Report Builder shows them. */
	columns: string[];
	filters: unknown[];
	accessGroupId?: string | undefined;
	reportFormats: string[];
}

/** One generation of a report. */
export interface MadeFile {
	reportFileId: string;
	reportId: string;
	/** How often somebody has looked since it was asked for. */
	looks: number;
	status: 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED';
	generatedAtMs?: number;
	errorReason?: string;
}

export const DEFAULT_REPORT_ID = 'report-applications';

/** Reports and their files; who wants another report builds it through the control endpoint. */
export class ReportStore {
	private reports: BuiltReport[] = [];

	private files: MadeFile[] = [];

	private made = 0;

	/** When the old file of each report was made; epoch milliseconds. */
	private oldAtMs: number | undefined;

	constructor(private readonly context: () => SandboxContext) {
		this.reset();
	}

	reset(): void {
		this.made = 0;
		this.oldAtMs = undefined;
		this.files = [];
		this.reports = [
			{
				reportId: DEFAULT_REPORT_ID,
				name: 'Applications for LinkedIn',
				rowEntityTypeId: 'APPLICATION',
				columns: REPORT_FIELDS.map(({ name }) => name),
				filters: [],
				reportFormats: ['CSV', 'EXCEL'],
			},
			{
				reportId: 'report-jobs',
				name: 'Open jobs',
				rowEntityTypeId: 'JOB',
				columns: ['Job Title', 'Job Status'],
				filters: [],
				reportFormats: ['CSV'],
			},
		];
	}

	build(report: BuiltReport): void {
		this.reports = [report, ...this.reports.filter((one) => one.reportId !== report.reportId)];
	}

	list(): readonly BuiltReport[] {
		return this.reports;
	}

	report(reportId: string | undefined): BuiltReport | undefined {
		return this.reports.find((one) => one.reportId === reportId);
	}

	/** Newest first. Of every report, one file is two days old: `recent` shows it as long as no newer one is finished. */
	filesOf(reportId: string): MadeFile[] {
		this.oldAtMs ??= this.context().clock.now() - 2 * DAY_MS;
		const old: MadeFile = {
			reportFileId: `${reportId}-old`,
			reportId,
			looks: 0,
			status: 'COMPLETED',
			generatedAtMs: this.oldAtMs,
		};
		return [...this.files.filter((one) => one.reportId === reportId).reverse(), old];
	}

	file(fileId: string | undefined): MadeFile | undefined {
		return this.files.find((one) => one.reportFileId === fileId);
	}

	/** @returns `undefined` while another generation of this report is under way */
	start(reportId: string): MadeFile | undefined {
		if (this.files.some((one) => one.reportId === reportId && isUnderWay(one))) return undefined;
		this.made += 1;
		const file: MadeFile = {
			reportFileId: `file-${this.made}`,
			reportId,
			looks: 0,
			status: 'PENDING',
		};
		this.files.push(file);
		return file;
	}

	/** A look at a file moves it on: pending, running, and then what the switches say. */
	look(file: MadeFile): void {
		const { switches, clock } = this.context();
		if (!isUnderWay(file)) return;
		file.looks += 1;
		const needed = switches.number('sr§12.1.3 looks until a report is made');
		if (file.looks <= needed) {
			file.status = file.looks > needed / 2 ? 'RUNNING' : 'PENDING';
			return;
		}
		const reason = switches.text('sr§12.1.2 report fails with');
		file.status = reason === '' ? 'COMPLETED' : 'FAILED';
		if (reason !== '') file.errorReason = reason;
		else file.generatedAtMs = clock.now() - switches.number('sr§12.1.1 report is older by ms');
	}

	/** Files do not stay for ever; how long is not known. */
	forgetFiles(): void {
		this.files = [];
	}
}

export const isUnderWay = ({ status }: MadeFile): boolean =>
	status === 'PENDING' || status === 'RUNNING';
