import { CONTRACTS } from '../../src/state/tables';
import { ORGANIZATION } from './contractSandbox';
import { type Broken } from './PreflightWorld';

/** What can be broken at LinkedIn and SmartRecruiters. */
export const BROKEN_AT_VENDORS: Broken[] = [
	[
		'LinkedIn’s client secret is wrong',
		(one) => {
			one.choice.clientSecret = 'wrong';
		},
		'linkedInCredential',
		'linkedInSignInRefused',
		'LinkedIn does not accept the client ID and client secret.',
	],
	[
		'the organization is another company’s',
		(one) => {
			one.choice.linkedIn = { organizationUrn: 'urn:li:organization:1001' };
		},
		'linkedInCredential',
		'linkedInForeignOrganization',
		'LinkedIn does not let this application act for organization 1001.',
	],
	[
		'the API version is retired',
		(one) => {
			one.choice.linkedIn = { generation: 'rest', version: '202301' };
		},
		'linkedInCredential',
		'linkedInVersionRetired',
		'LinkedIn has retired API version 202301.',
	],
	[
		'LinkedIn’s base URL leads elsewhere',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 404);
		},
		'linkedInCredential',
		'linkedInNotFound',
		'LinkedIn does not know the address that was asked (404).',
	],
	[
		'LinkedIn does not like the request',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 400);
		},
		'linkedInCredential',
		'linkedInRefused',
		'LinkedIn refuses to show how the organization is integrated (status 400).',
	],
	[
		'LinkedIn is out of order',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 503);
		},
		'linkedInCredential',
		'linkedInSilent',
		'LinkedIn cannot be reached from n8n (no complete answer).',
	],
	[
		'LinkedIn’s limit is used up',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 429);
		},
		'linkedInCredential',
		'linkedInLimit',
		'LinkedIn accepts no more requests at the moment (LinkedIn throttling).',
	],
	[
		'SmartRecruiters’ secret is wrong',
		(one) => {
			one.choice.smartRecruitersSecret = 'wrong';
		},
		'smartRecruitersCredential',
		'smartRecruitersSignInRefused',
		'SmartRecruiters does not accept the credential.',
	],
	[
		'SmartRecruiters does not tell the company',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 403);
		},
		'smartRecruitersCredential',
		'smartRecruitersCompanyHidden',
		'SmartRecruiters accepts the credential, but does not say to which company it belongs.',
	],
	[
		'SmartRecruiters is out of order',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 503);
		},
		'smartRecruitersCredential',
		'smartRecruitersSilent',
		'SmartRecruiters cannot be reached from n8n (no complete answer).',
	],
	[
		'SmartRecruiters’ limit is used up',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 429);
		},
		'smartRecruitersCredential',
		'smartRecruitersLimit',
		'SmartRecruiters accepts no more requests at the moment (SmartRecruiters throttling).',
	],
	...(
		[
			['jobs', '/jobs', 'readRefused', 'Jobs'],
			[
				'candidateDetails',
				'/^\\/smartrecruiters\\/candidates\\/[^/]+$/',
				'readRefused',
				'Details of candidates',
			],
			['statusHistory', '/status/history', 'readRefused', 'Status histories of applications'],
			['users', '/users', 'readRefused', 'Users'],
			['departments', '/configuration/departments', 'readRefused', 'Departments'],
			['webhooks', '/webhooks-api/', 'readRefused', 'Webhooks'],
			['auditEvents', '/audit-api/', 'readRefusedOptional', 'Audit events'],
			['notes', '/messages', 'readRefusedOptional', 'Notes on candidates'],
			['reviews', '/reviews-api/', 'readRefusedOptional', 'Reviews'],
		] as const
	).map(
		([check, path, finding, what]): Broken => [
			`the right to read ${what} is missing`,
			(one) => {
				one.fail('smartrecruiters', path, 403);
			},
			check,
			finding,
			`${what} cannot be read (status 403).`,
		],
	),
	[
		'the right to read reports is missing',
		(one) => {
			one.sandbox.context.faults.reset();
			one.fail('smartrecruiters', '/reporting-api/', 403);
		},
		'reports',
		'readRefusedOptional',
		'Reports cannot be read (status 403).',
	],
	[
		'candidates cannot be read',
		(one) => {
			one.fail('smartrecruiters', '/^\\/smartrecruiters\\/candidates$/', 403);
		},
		'candidates',
		'readRefused',
		'Candidates cannot be read (status 403).',
	],
	[
		'there is no candidate yet',
		(one) => {
			one.answer('smartrecruiters', '/^\\/smartrecruiters\\/candidates$/', {
				totalFound: 0,
				content: [],
			});
		},
		'statusHistory',
		'readUntried',
		'Status histories of applications: there is nothing in SmartRecruiters to try it on.',
	],
	[
		'a read gets no usable answer',
		(one) => {
			one.fail('smartrecruiters', '/users', 500);
		},
		'users',
		'readUnanswered',
		'Users: SmartRecruiters gave no usable answer (no complete answer).',
	],
	[
		'SmartRecruiters’ own integration is on',
		(one) => {
			one.ownIntegration();
		},
		'ownIntegration',
		'ownIntegrationOn',
		'SmartRecruiters’ own LinkedIn integration was switched on on 2026-06-12.',
	],
	[
		'SmartRecruiters’ own integration was on, and somebody has looked',
		(one) => {
			one.ownIntegration();
			one.ownIntegrationOff = true;
		},
		'ownIntegration',
		'ownIntegrationSaidOff',
		'SmartRecruiters’ own LinkedIn integration was switched on on 2026-06-12; you say that it is off now.',
	],
	[
		'whether SmartRecruiters’ own integration is on is hidden',
		(one) => {
			one.fail('smartrecruiters', '/audit-api/', 403);
		},
		'ownIntegration',
		'ownIntegrationHidden',
		'Whether SmartRecruiters’ own LinkedIn integration is on is not known: audit events cannot be read.',
	],
	[
		'no contract was added yet',
		async (one) => {
			await one.store.remove(CONTRACTS, { organization: ORGANIZATION });
		},
		'contracts',
		'contractNone',
		'No contract has been added yet, so its type is not known.',
	],
	[
		'a contract is Recruiter Lite',
		async (one) => {
			await one.contract({ contract: 'urn:li:contract:2001', product: 'recruiterLite' });
		},
		'contracts',
		'contractLite',
		'Contract 2001 is Recruiter Lite, which has no Recruiter System Connect.',
	],
	[
		'a contract is another customer’s',
		async (one) => {
			await one.contract({ contract: 'urn:li:contract:2101', name: 'Globex' });
		},
		'contracts',
		'contractNotGranted',
		'LinkedIn does not give this application access to contract 2101 (Globex).',
	],
	[
		'nobody said what a contract is',
		async (one) => {
			await one.contract({ product: 'unknown' });
		},
		'contracts',
		'contractUnsaid',
		'LinkedIn does not refuse contract 2001, but does not show its type.',
	],
	[
		'a connected contract is switched off in Recruiter',
		async (one) => {
			await one.contract({ state: 'connected' });
		},
		'seats',
		'seatsRefused',
		'Seat holders of contract 2001 cannot be read (status 403).',
	],
];
