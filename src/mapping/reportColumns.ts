/** Statuses of an application that have a date of their own in a report, in the order of a path. */
export const REPORT_STATES = [
	'LEAD',
	'NEW',
	'IN_REVIEW',
	'INTERVIEW',
	'OFFERED',
	'HIRED',
	'REJECTED',
	'WITHDRAWN',
	'TRANSFERRED',
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** A column that a report may have. */
interface Column {
	/** As Report Builder shows it. */
	name: string;
	/** What it is for, for people. */
	use: string;
	needed: boolean;
	/** Other spellings, in normal form. */
	aliases: readonly string[];
}

const column = (name: string, use: string, ...aliases: string[]): Column => ({
	name,
	use,
	needed: true,
	aliases,
});
const optional = (name: string, use: string, ...aliases: string[]): Column => ({
	...column(name, use, ...aliases),
	needed: false,
});

const stateDate = (label: string, ...aliases: string[]): Column => {
	const state = headerForm(label);
	return column(
		`Application State ${label} Date`,
		`the stage *${label}*`,
		`application_state_date_${state}`,
		`application_status_${state}_date`,
		...aliases,
	);
};

/** What the pass reads of a report whose rows are applications (SmartRecruiters reference §12.1.4). */
export const REPORT_COLUMNS = {
	applicationId: optional('Application ID', 'names a row that cannot be read', 'applicationid'),
	candidateId: column(
		'Candidate ID',
		'whose application it is',
		'candidateprofileid',
		'candidate_profile_id',
	),
	jobId: optional('Job ID', 'to which job; this one or *Job Ref ID* has to be there', 'jobid'),
	jobRefId: optional(
		'Job Ref ID',
		'to which job, where there is no *Job ID*',
		'job_ref_number',
		'job_reference_id',
	),
	firstName: column('Candidate First Name', 'name'),
	lastName: column('Candidate Last Name', 'name'),
	email: column(
		'Candidate Email',
		'LinkedIn recognises people by it',
		'candidateemail',
		'candidate_e_mail',
	),
	linkedIn: column(
		'Candidate LinkedIn Profile URL',
		'LinkedIn recognises people by it',
		'candidate_linkedin_url',
	),
	createdAt: column('Application Creation Date', 'when they applied', 'applicationcreationdate'),
	updatedAt: column('Application Last Update Date', 'the last change', 'applicationlastupdate'),
	state: column('Application State', 'the current stage', 'applicationstage'),
	step: column(
		'Application Status',
		'the step of the current stage; *Application Custom Step* will do',
		'application_custom_step',
		'application_status_or_custom_step',
		'applicationstep',
	),
	LEAD: stateDate('Lead'),
	NEW: stateDate('New'),
	IN_REVIEW: stateDate('In Review'),
	INTERVIEW: stateDate('Interview'),
	OFFERED: stateDate(
		'Offer',
		'application_state_offered_date',
		'application_state_date_offered',
		'application_status_offered_date',
	),
	HIRED: stateDate('Hired', 'application_hire_date'),
	REJECTED: stateDate('Rejected', 'application_rejection_date'),
	WITHDRAWN: stateDate('Withdrawn', 'application_withdrawal_date'),
	TRANSFERRED: stateDate('Transferred'),
	rejection: optional(
		'Application Reason for Rejection',
		'why, in Recruiter',
		'reason_for_rejection',
	),
	withdrawal: optional(
		'Application Reason for Withdrawal',
		'why, in Recruiter',
		'reason_for_withdrawal',
	),
	source: optional(
		'Source',
		'the source of the application',
		'application_source',
		'candidate_source',
	),
	employer: optional(
		'Current Employer',
		'helps LinkedIn to recognise people',
		'candidate_current_employer',
	),
	tags: optional(
		'Candidate Tags Values',
		'who is confidential; without it, list pages are read first, which takes about twice as long',
		'candidate_tags',
	),
} as const satisfies Record<string, Column> & Record<ReportState, Column>;
export type ReportColumn = keyof typeof REPORT_COLUMNS;

/** The columns in the order of the table in the docs. */
export const REPORT_COLUMN_NAMES: readonly ReportColumn[] =
	Object.keys(REPORT_COLUMNS).filter(isReportColumn);

export function isReportColumn(name: string): name is ReportColumn {
	return name in REPORT_COLUMNS;
}

/** Headers differ in case and punctuation between customers and times (§12.1.3): lower case, all else becomes `_`. */
export function headerForm(header: string): string {
	return header
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_|_$/g, '');
}

/** At which place which column stands. */
export type ColumnPlaces = Partial<Record<ReportColumn, number>>;

/** @param headers for each place, the names that it may go by */
export function findColumns(headers: ReadonlyArray<readonly string[]>): ColumnPlaces {
	const places = new Map<string, number>();
	for (const [at, names] of headers.entries())
		for (const name of names) {
			const form = headerForm(name);
			if (form !== '' && !places.has(form)) places.set(form, at);
		}
	const found: ColumnPlaces = {};
	for (const key of REPORT_COLUMN_NAMES) {
		const { name, aliases } = REPORT_COLUMNS[key];
		const at = [headerForm(name), ...aliases].flatMap((form) => places.get(form) ?? [])[0];
		if (at !== undefined) found[key] = at;
	}
	return found;
}

/** Names of the columns that the pass cannot do without. */
export function missingColumns(found: ColumnPlaces): string[] {
	const missing = REPORT_COLUMN_NAMES.filter(
		(key) => REPORT_COLUMNS[key].needed && found[key] === undefined,
	).map((key) => REPORT_COLUMNS[key].name);
	const namesJob = found.jobId !== undefined || found.jobRefId !== undefined;
	return namesJob ? missing : [...missing, REPORT_COLUMNS.jobId.name];
}
