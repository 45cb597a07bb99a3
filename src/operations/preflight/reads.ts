import { segment } from '../../http/segment';
import type { Query } from '../../smartrecruiters/SmartRecruitersApi';
import type { Check } from './PreflightLine';

/** Somebody whom the list of candidates shows. */
export interface Example {
	candidateId: string | undefined;
	jobId: string | undefined;
}

/** A read that the workflows will make. */
export interface Read {
	check: Check;
	/** With a capital letter, in the plural. */
	what: string;
	scope: string;
	/** What does not work without it. */
	without: string;
	/** Whether the connection makes no sense without it. */
	needed: boolean;
	/** `undefined` when there is nobody to try it on. */
	path: (example: Example) => string | undefined;
	/** The path with ids left out. */
	endpoint: string;
	query: (example: Example) => Query;
}

const ONE = (): Query => ({ limit: 1 });
const NOTHING = (): Query => ({});

/** In the order in which they are shown; scopes of SmartRecruiters reference §2.6. */
export const READS: readonly Read[] = [
	{
		check: 'jobs',
		what: 'Jobs',
		scope: 'jobs_read',
		without: 'nothing can be sent to LinkedIn',
		needed: true,
		path: () => '/jobs',
		endpoint: '/jobs',
		query: ONE,
	},
	{
		check: 'candidates',
		what: 'Candidates',
		scope: 'candidates_read',
		without: 'Recruiter recognises nobody',
		needed: true,
		path: () => '/candidates',
		endpoint: '/candidates',
		query: ONE,
	},
	{
		check: 'candidateDetails',
		what: 'Details of candidates',
		scope: 'candidates_read',
		without: 'phone, profile address, employer and further applications are missing in Recruiter',
		needed: true,
		path: ({ candidateId }) =>
			candidateId === undefined ? undefined : `/candidates/${segment(candidateId)}`,
		endpoint: '/candidates/{id}',
		query: NOTHING,
	},
	{
		check: 'statusHistory',
		what: 'Status histories of applications',
		scope: 'candidate_status_read',
		without: 'Recruiter does not show how an application came to its status',
		needed: true,
		path: ({ candidateId, jobId }) =>
			candidateId === undefined || jobId === undefined
				? undefined
				: `/candidates/${segment(candidateId)}/jobs/${segment(jobId)}/status/history`,
		endpoint: '/candidates/{id}/jobs/{jobId}/status/history',
		query: NOTHING,
	},
	{
		check: 'users',
		what: 'Users',
		scope: 'users_read',
		without: 'seat holders cannot be mapped, and no InMails and notes come',
		needed: true,
		path: () => '/user-api/v201804/users',
		endpoint: '/user-api/v201804/users',
		query: ONE,
	},
	{
		check: 'departments',
		what: 'Departments',
		scope: 'configuration_read',
		without: 'no department can be kept back from LinkedIn',
		needed: true,
		path: () => '/configuration/departments',
		endpoint: '/configuration/departments',
		query: NOTHING,
	},
	{
		check: 'notes',
		what: 'Notes on candidates',
		scope: 'messages_read and the administrator’s role',
		without: 'whether an InMail was written already cannot be checked, and notes cannot be sent',
		needed: false,
		path: ({ candidateId }) => (candidateId === undefined ? undefined : '/messages'),
		endpoint: '/messages',
		query: ({ candidateId }) => ({ candidateId, limit: 1 }),
	},
	{
		check: 'reviews',
		what: 'Reviews',
		scope: 'reviews_read',
		without: 'reviews cannot be sent as interview feedback, which is off by default',
		needed: false,
		path: ({ candidateId, jobId }) =>
			candidateId === undefined || jobId === undefined ? undefined : '/reviews-api/v201910/reviews',
		endpoint: '/reviews-api/v201910/reviews',
		query: ({ candidateId, jobId }) => ({ candidateId, jobId }),
	},
	{
		check: 'reports',
		what: 'Reports',
		scope: 'reporting_read',
		without: 'the history cannot be read from a report, and takes longer',
		needed: false,
		path: () => '/reporting-api/v201804/reports',
		endpoint: '/reporting-api/v201804/reports',
		query: ONE,
	},
];

/** For what is written: exported candidates, InMails and notes, webhooks. */
export const WRITE_SCOPES = [
	'candidates_create',
	'candidates_manage',
	'messages_write',
	'webhooks_write',
	'webhooks_delete',
] as const;
