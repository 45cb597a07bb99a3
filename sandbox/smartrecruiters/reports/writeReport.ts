import type { Company } from '../../company/Company';
import type { CompanyApplication, CompanyCandidate } from '../../company/entities';
import type { Switches } from '../../core/Switches';
import type { BuiltReport } from './ReportStore';
import { REPORT_FIELDS, type ReportSubject } from './reportFields';

/** So many people later come the other applications of somebody: rows of one person are spread over the file. */
const SPREAD = 40;

const LABELS: Readonly<Record<string, string>> = {
	OFFERED: 'Offer',
	IN_REVIEW: 'In Review',
};

/** How reports differ (SmartRecruiters reference §12.1.3), one switch each. */
export function defineReportSwitches(switches: Switches): void {
	switches.define('sr§12.1.3 looks until a report is made', 2);
	switches.define('sr§12.1.2 report fails with', '');
	switches.define('sr§12.1.1 report is older by ms', 0);
	switches.define('sr§12.1.1 report data by file answers 404', false);
	switches.define('sr§12.1.3 report creation dates at midnight', false);
	switches.define('sr§12.1.3 report dates with T and zone', false);
	/** `title`, `underscores`, `colons`. */
	switches.define('sr§12.1.3 report headers', 'title');
	/** `upper` writes OFFER, `labels` writes Offer and In Review, `api` writes OFFERED. */
	switches.define('sr§12.1.3 report states', 'upper');
	switches.define('sr§12.1.3 report has a byte order mark', false);
	switches.define('sr§12.1.3 report quotes every cell', false);
	switches.define('sr§12.1.3 report answers ranges', false);
	/** Rows that do not fit, at the beginning: a date, an id, a status, the number of cells. */
	switches.define('sr§16.15 odd report rows', false);
}

/** The CSV of a report, row by row: it costs no memory, however large the company is. */
export function* writeReport(
	company: Company,
	report: BuiltReport,
	switches: Switches,
): Generator<string> {
	const fields = report.columns.map((name) => REPORT_FIELDS.find((one) => one.name === name));
	const quotesAll = switches.boolean('sr§12.1.3 report quotes every cell');
	const line = (cells: ReadonlyArray<string | undefined>): string =>
		`${cells.map((cell) => written(cell ?? '', quotesAll)).join(',')}\r\n`;
	if (switches.boolean('sr§12.1.3 report has a byte order mark')) yield '\uFEFF';
	yield line(
		report.columns.map((name) => headerOf(name, switches.text('sr§12.1.3 report headers'))),
	);
	const writers = writersOf(switches);
	const rowOf = (candidate: CompanyCandidate, application: CompanyApplication): string[] => {
		const subject = {
			candidate,
			application,
			job: company.jobById(application.jobId),
			...writers,
		};
		return fields.map((field) => field?.cell(subject) ?? '');
	};
	let odd = switches.boolean('sr§16.15 odd report rows');
	const later: Array<Array<() => string>> = [];
	for (const candidate of company.candidates()) {
		const [first, ...others] = candidate.applications;
		if (first && odd) {
			odd = false;
			for (const row of oddRows(rowOf(candidate, first), report.columns)) yield line(row);
		}
		if (first) yield line(rowOf(candidate, first));
		later.push(others.map((one) => () => line(rowOf(candidate, one))));
		if (later.length > SPREAD) for (const row of later.shift() ?? []) yield row();
	}
	for (const row of later.flat()) yield row();
}

function writersOf(switches: Switches): Pick<ReportSubject, 'date' | 'status'> {
	const atMidnight = switches.boolean('sr§12.1.3 report creation dates at midnight');
	const zoned = switches.boolean('sr§12.1.3 report dates with T and zone');
	const states = switches.text('sr§12.1.3 report states');
	return {
		date: (ms, exact = true) => {
			const iso = new Date(ms).toISOString();
			const text = atMidnight && !exact ? `${iso.slice(0, 10)}T00:00:00` : iso.slice(0, 19);
			return zoned ? `${text}Z` : text.replace('T', ' ');
		},
		status: (status) => {
			if (states === 'api') return status;
			if (states === 'upper') return status === 'OFFERED' ? 'OFFER' : status;
			return LABELS[status] ?? `${status[0] ?? ''}${status.slice(1).toLowerCase()}`;
		},
	};
}

function headerOf(name: string, style: string): string {
	if (style === 'underscores') return name.toLowerCase().replaceAll(' ', '_');
	if (style === 'colons')
		return name.replace(/^Application State (.+) Date$/, 'Application State: $1 Date');
	return name;
}

/** Rows as they come when somebody has typed into a field, or a name holds a line break. */
function* oddRows(row: readonly string[], columns: readonly string[]): Generator<string[]> {
	const changed = (name: string, value: string): string[] =>
		row.map((cell, at) => (columns[at] === name ? value : cell));
	yield changed('Application Last Update Date', 'last week');
	yield changed('Candidate ID', '');
	yield changed('Application State', 'ON_THE_MOON');
	yield changed('Job ID', 'no-such-job');
	yield row.slice(0, 5);
}

function written(cell: string, always: boolean): string {
	return always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
