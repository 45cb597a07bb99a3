import type { CompanyApplication, CompanyCandidate, CompanyJob } from '../../company/entities';

/** What a row is made of. */
export interface ReportSubject {
	candidate: CompanyCandidate;
	application: CompanyApplication;
	job: CompanyJob | undefined;
	/** Writes a date, epoch milliseconds. */
	date: (ms: number, exact?: boolean) => string;
	/** Writes a status. */
	status: (status: string) => string;
}

export interface ReportField {
	/** As Report Builder shows it (SmartRecruiters reference §12.1.4). */
	name: string;
	type: 'ID' | 'TEXT' | 'DATE' | 'ENUM';
	cell: (subject: ReportSubject) => string | undefined;
}

const STATES: ReadonlyArray<readonly [string, string]> = [
	['LEAD', 'Lead'],
	['NEW', 'New'],
	['IN_REVIEW', 'In Review'],
	['INTERVIEW', 'Interview'],
	['OFFERED', 'Offer'],
	['HIRED', 'Hired'],
	['REJECTED', 'Rejected'],
	['WITHDRAWN', 'Withdrawn'],
	['TRANSFERRED', 'Transferred'],
];

const last = ({ application }: ReportSubject) => application.history.at(-1);
const lastOf = ({ application }: ReportSubject, status: string): number | undefined =>
	application.history.filter((one) => one.status === status).at(-1)?.changedOn;

/** The columns of the default report, and what stands in them. */
export const REPORT_FIELDS: readonly ReportField[] = [
	{
		name: 'Application ID',
		type: 'ID',
		cell: ({ application }) => application.applicationId,
	},
	{ name: 'Candidate ID', type: 'ID', cell: ({ candidate }) => candidate.id },
	{ name: 'Job ID', type: 'ID', cell: ({ application }) => application.jobId },
	{ name: 'Job Ref ID', type: 'TEXT', cell: ({ job }) => job?.refNumber },
	{ name: 'Job Title', type: 'TEXT', cell: ({ job }) => job?.title },
	{ name: 'Candidate First Name', type: 'TEXT', cell: ({ candidate }) => candidate.firstName },
	{ name: 'Candidate Last Name', type: 'TEXT', cell: ({ candidate }) => candidate.lastName },
	{ name: 'Candidate Email', type: 'TEXT', cell: ({ candidate }) => candidate.email },
	{
		name: 'Candidate LinkedIn Profile URL',
		type: 'TEXT',
		cell: ({ candidate }) => candidate.linkedin,
	},
	{
		name: 'Candidate Tags Values',
		type: 'TEXT',
		cell: ({ candidate }) => candidate.tags.join(', '),
	},
	{
		name: 'Current Employer',
		type: 'TEXT',
		cell: ({ candidate }) => candidate.experience.find(({ current }) => current)?.company,
	},
	{
		name: 'Application Creation Date',
		type: 'DATE',
		cell: ({ application, date }) => {
			const [first] = application.history;
			return first && date(first.changedOn, false);
		},
	},
	{
		name: 'Application Last Update Date',
		type: 'DATE',
		cell: ({ application, date }) =>
			date(Math.max(...application.history.map(({ changedOn }) => changedOn))),
	},
	{
		name: 'Application State',
		type: 'ENUM',
		cell: (subject) => subject.status(last(subject)?.status ?? ''),
	},
	{
		name: 'Application Status',
		type: 'TEXT',
		cell: (subject) => last(subject)?.subStatus ?? subject.status(last(subject)?.status ?? ''),
	},
	...STATES.map(
		([status, label]): ReportField => ({
			name: `Application State ${label} Date`,
			type: 'DATE',
			cell: (subject) => {
				const at = lastOf(subject, status);
				return at === undefined ? undefined : subject.date(at);
			},
		}),
	),
	{
		name: 'Application Reason for Rejection',
		type: 'TEXT',
		cell: (subject) =>
			last(subject)?.status === 'REJECTED' ? subject.application.reason?.label : undefined,
	},
	{
		name: 'Application Reason for Withdrawal',
		type: 'TEXT',
		cell: (subject) =>
			last(subject)?.status === 'WITHDRAWN' ? subject.application.reason?.label : undefined,
	},
	{ name: 'Source', type: 'TEXT', cell: ({ application }) => application.source },
];
