import type { Sandbox } from '../../sandbox/createSandbox';

export const NOW = Date.UTC(2026, 10, 12, 12);
export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT = 'urn:li:contract:2001';
export const POSTMAN = 'https://app.getpostman.com/oauth2/callback';
const APPLICATION_KEY = `dataProvider=ATS&integrationContext=${ORGANIZATION}`;
const CANDIDATE = `atsCandidateId=C1&${APPLICATION_KEY}`;
const APPLICATION = `atsJobApplicationId=A1&${APPLICATION_KEY}`;
const PRIVATE_JOB = 'JOB-1';
export const PUBLIC_JOB = 'JOB-2';

/** Where the requests go, and what later ones take from earlier answers. */
export const scene: { sandbox: Sandbox | undefined; seen: Record<string, string> } = {
	sandbox: undefined,
	seen: {},
};
const { seen } = scene;
export function sandboxOfCollection(): Sandbox {
	if (!scene.sandbox) throw new Error('No sandbox is open');
	return scene.sandbox;
}

export interface Row {
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string | (() => string);
	/** Default: the customer's application. */
	as?: 'parent' | 'member';
	restli?: 'batch_update' | 'batch_partial_update' | 'batch_create';
	body?: () => object;
	form?: Record<string, string>;
	/** Default 200. */
	status?: number;
	/** What the answer must hold. */
	holds?: () => object;
	learn?: (body: Record<string, unknown>) => void;
}

const idsOf = (...keys: string[]) =>
	keys
		.map((key, at) =>
			key
				.split('&')
				.map((part) => `ids[${at}].${part}`)
				.join('&'),
		)
		.join('&');
/** Keys come back with their parts in alphabetical order. */
const written = (key: string) => key.split('&').sort().join('&');
export const done = (...keys: string[]) => ({
	errors: {},
	results: Object.fromEntries(keys.map((key) => [written(key), { status: 204 }])),
});
const gone = (...keys: string[]) => ({
	errors: Object.fromEntries(keys.map((key) => [written(key), { status: 404 }])),
	results: {},
});

const integration = (type: string, context = ORGANIZATION) =>
	`integrationContext=${context}&integrationType=${type}&tenantType=RECRUITER&dataProvider=ATS`;
const naming = (type: string, context = ORGANIZATION): Row => ({
	name: `Update ATSIntegration ${type}`,
	method: 'POST',
	path: `/v2/atsIntegrations?${idsOf(integration(type, context))}`,
	restli: 'batch_partial_update',
	body: () => ({
		entities: {
			[integration(type, context)]: { patch: { $set: { integrationName: `Acme ${type}` } } },
		},
	}),
	holds: () => done(integration(type, context)),
});
const configurations = (type: string) => `/v2/atsIntegrations/${integration(type)}/configurations`;
const configuring = (type: string, id: string, value: string): Row => ({
	name: `Sync configuration ${id}`,
	method: 'PUT',
	path: `${configurations(type)}?ids=${id}`,
	restli: 'batch_update',
	body: () => ({ entities: { [id]: { configurationValue: { string: value } } } }),
	holds: () => done(id),
});
const unconfiguring = (type: string, id: string): Row => ({
	name: `Delete configuration ${id}`,
	method: 'DELETE',
	path: `${configurations(type)}?ids=${id}`,
	holds: () => done(id),
});
export const jobElement = (id: string, availability: string, state: string | undefined) => ({
	integrationContext: ORGANIZATION,
	externalJobPostingId: id,
	title: 'Senior Software Engineer',
	description: 'We build what others only promise, and we ask for care. '.repeat(4),
	location: 'San Francisco, CA',
	availability,
	state,
	companyApplyUrl: 'http://localhost:5000/jobs',
	listedAt: NOW - 1000,
});
export const job = (id: string, availability: string): Row => ({
	name: `Create job, ${availability}`,
	method: 'POST',
	path: '/v2/simpleJobPostings',
	restli: 'batch_create',
	body: () => ({
		elements: [jobElement(id, availability, 'LISTED')],
	}),
	holds: () => ({ elements: [{ status: 202, id: expect.stringContaining('Task:') }] }),
	learn: ({ elements }) => {
		const [first] = Array.isArray(elements) ? elements : [];
		seen[id] = String(first?.id);
		sandboxOfCollection().context.clock.advance(60_000);
	},
});
export const task = (id: string): Row => ({
	name: `Get job creation task ${id}`,
	method: 'GET',
	path: () => `/v2/simpleJobPostingTasks?ids=${seen[id] ?? ''}`,
	holds: () => ({
		results: { [seen[id] ?? '']: { status: 'SUCCEEDED', externalJobPostingId: id } },
	}),
});
const note = () => ({
	atsCreatedAt: NOW,
	note: 'A note.',
	author: { firstName: 'Rita', lastName: 'Book' },
});
const below = (name: string, path: string, ids: string[], entity: () => object): Row => ({
	name: `Sync ${name}`,
	method: 'PUT',
	path: `${path}?${ids.map((id) => `ids=${id}`).join('&')}`,
	restli: 'batch_update',
	body: () => ({ entities: Object.fromEntries(ids.map((id) => [id, entity()])) }),
	holds: () => done(...ids),
});
export const deleting = (name: string, path: string, holds: () => object): Row => ({
	name: `Delete ${name}`,
	method: 'DELETE',
	path,
	holds,
});
export const seat = () => sandboxOfCollection().seats.list(CONTRACT)[0];
export const notes = `/v2/atsApplications/${APPLICATION}`;
const STAGES = ['STAGE001', 'STAGE002', 'STAGE003'];
const acl = `dataProvider=ATS&integrationContext=${ORGANIZATION}&atsEntityType=JOB_POSTING&atsEntityId=${PUBLIC_JOB}&atsEntityAclId=TEST_JOBS`;
const assignee = () =>
	`dataProvider=ATS&integrationContext=${ORGANIZATION}&atsEntityType=JOB_POSTING&atsEntityAclId=TEST_JOBS&assignee=urn:li:person:${seen.person ?? ''}`;

const token = (name: string, id: string): Row => ({
	name,
	method: 'POST',
	path: '/oauth/v2/accessToken',
	form: { grant_type: 'client_credentials', client_id: id, client_secret: `${id}-secret` },
	holds: () => ({ access_token: expect.any(String), expires_in: 1800 }),
});

/**
 * Every request of LinkedIn's official RSC collection (48), in its order, with its headers and fields; the reference says
 * what each is answered (LinkedIn reference §1–§12). Three differ from how the collection prints them: the partner's
 * token is asked for with the content type that the documentation wants, the callback is an address of ours, and
 * interview feedback names its method, without which the answer is a 403; the last is tried as printed below.
 */
export const COLLECTION: readonly Row[] = [
	token('Parent Application Access Token', 'sandbox-parent'),
	{
		name: 'Provision Child Application',
		method: 'POST',
		path: '/v2/provisionedApplications',
		as: 'parent',
		body: () => ({
			description: 'TEST APP FOR Umbrella',
			name: 'Umbrella',
			uniqueForeignId: 'tenant-1',
			oauth2AuthorizedCallbackUrls: [POSTMAN],
			validJsSdkDomains: ['http://localhost:5000'],
		}),
		status: 201,
		holds: () => ({ credentials: { client_id: expect.any(String) } }),
		learn: ({ key }) => {
			seen.child = String(key);
		},
	},
	{
		name: 'Update JavaScript SDK Domain for Child Application',
		method: 'POST',
		path: () => `/v2/provisionedApplications/${seen.child ?? ''}`,
		as: 'parent',
		body: () => ({ patch: { $set: { validJsSdkDomains: ['http://localhost:8000'] } } }),
		status: 204,
	},
	{
		name: 'Update OAuth2.0 Authorized CallBack URL for Child Application',
		method: 'POST',
		path: () => `/v2/provisionedApplications/${seen.child ?? ''}`,
		as: 'parent',
		body: () => ({ patch: { $set: { oauth2AuthorizedCallbackUrls: [POSTMAN] } } }),
		status: 204,
	},
	{
		name: 'Get Child Application',
		method: 'GET',
		path: '/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=tenant-1',
		as: 'parent',
		holds: () => ({
			elements: [
				{
					key: seen.child,
					validJsSdkDomains: ['http://localhost:8000'],
					oauth2AuthorizedCallbackUrls: [POSTMAN],
				},
			],
		}),
	},
	naming('ONE_CLICK_EXPORT'),
	naming('IN_ATS_INDICATOR'),
	naming('PROFILE_PLUGIN'),
	naming('CSA_API', CONTRACT),
	{
		name: 'Verify ATSIntegrations',
		method: 'GET',
		path: `/v2/atsIntegrations?${idsOf(
			integration('IN_ATS_INDICATOR'),
			integration('PROFILE_PLUGIN'),
			integration('ONE_CLICK_EXPORT'),
			integration('CSA_API', CONTRACT),
		)}`,
		holds: () => ({
			errors: {},
			results: {
				[written(integration('CSA_API', CONTRACT))]: {
					integrationName: 'Acme CSA_API',
					onboardingStatus: 'ENABLED',
				},
			},
		}),
	},
	configuring('ONE_CLICK_EXPORT', 'CALLBACK_URL', 'https://ats.example.com/li'),
	configuring('ONE_CLICK_EXPORT', 'JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS'),
	configuring('IN_ATS_INDICATOR', 'APPLICATION_VIEWERS', 'ALL_PRODUCT_USERS'),
	unconfiguring('ONE_CLICK_EXPORT', 'JOB_POSTING_VIEWERS'),
	unconfiguring('IN_ATS_INDICATOR', 'APPLICATION_VIEWERS'),
	{
		name: 'Verify Customer Integrations - Configs',
		method: 'GET',
		path: `${configurations('ONE_CLICK_EXPORT')}?ids=CALLBACK_URL`,
		holds: () => ({
			results: { CALLBACK_URL: { configurationValue: { string: 'https://ats.example.com/li' } } },
			errors: {},
		}),
	},
	{
		name: 'GET Notification Type INTEGRATION_STATUS_CHANGE',
		method: 'GET',
		path: () => `/v2/atsIntegrations?q=request&requestId=${seen.statusChange ?? ''}`,
		holds: () => ({
			elements: [{ integrationType: 'PROFILE_PLUGIN', integrationContext: ORGANIZATION }],
		}),
	},
	job(PUBLIC_JOB, 'PUBLIC'),
	task(PUBLIC_JOB),
	job(PRIVATE_JOB, 'PRIVATE_TO_ATS_INTEGRATION'),
	task(PRIVATE_JOB),
	{
		name: 'Sync Candidates',
		method: 'PUT',
		path: `/v2/atsCandidates?${idsOf(CANDIDATE)}`,
		restli: 'batch_update',
		body: () => ({
			entities: {
				[CANDIDATE]: {
					addresses: [
						{
							line1: '31 Sample St',
							city: 'Austin',
							geographicArea: 'TX',
							geographicAreaType: 'STATE',
							postalCode: '73301',
							country: 'us',
						},
					],
					atsCreatedAt: NOW,
					atsLastModifiedAt: NOW,
					currentCompanyName: 'Sample Company',
					currentJobTitle: 'Quality Assurance',
					emailAddresses: ['john.doe@example.com'],
					externalProfileUrl: 'https://example.com/john',
					firstName: 'john',
					lastName: 'doe',
					middleInitial: 'L',
					phoneNumbers: [{ number: '555-555-5555', extension: '1234' }],
					prefix: 'Mr',
					suffix: 'Jr',
				},
			},
		}),
		holds: () => done(CANDIDATE),
	},
	{
		name: 'Retrieve Candidate Matches',
		method: 'GET',
		path: `/v2/atsCandidates?${idsOf(CANDIDATE)}`,
		holds: () => ({
			errors: {},
			results: { [written(CANDIDATE)]: { matchedMembers: expect.any(Array), prefix: 'Mr' } },
		}),
	},
	{
		name: 'One Click Export - Attach Person URN',
		method: 'POST',
		path: `/v2/atsCandidates?${idsOf(CANDIDATE)}`,
		restli: 'batch_partial_update',
		body: () => ({
			entities: {
				[CANDIDATE]: {
					patch: { $set: { manualMatchedMember: `urn:li:person:${seen.person ?? ''}` } },
				},
			},
		}),
		holds: () => done(CANDIDATE),
	},
	below('Candidate Notes', `/v2/atsCandidates/${CANDIDATE}/notes`, ['N1'], note),
	{
		name: 'Sync Job Applications',
		method: 'PUT',
		path: `/v2/atsApplications?${idsOf(APPLICATION)}`,
		restli: 'batch_update',
		body: () => ({
			entities: {
				[APPLICATION]: {
					atsCandidateId: 'C1',
					atsCreatedAt: NOW,
					atsLastModifiedAt: NOW,
					atsJobPostingId: PUBLIC_JOB,
					atsJobPostingName: 'Senior Software Engineer',
					candidateEmail: 'john.doe@example.com',
					firstName: 'John',
					lastName: 'Doe',
					source: 'Referral',
					dispositionReason: '',
				},
			},
		}),
		holds: () => done(APPLICATION),
	},
	below('Job Application Notes', `${notes}/notes`, ['APPL_NOTE_0001'], note),
	below('Interview Feedback', `${notes}/interviewFeedback`, ['APPL_INTERVIEW_0001'], () => ({
		atsCreatedAt: NOW,
		evaluations: [{ attribute: 'Verbal Communication', result: '4/5' }],
		feedback: 'Great interview!',
		interviewer: { firstName: 'Rita', lastName: 'Book' },
	})),
	below('Application Stages', `${notes}/stages`, STAGES, () => ({
		atsCreatedAt: NOW,
		stage: 'Phone Interview',
	})),
	{
		name: 'GET Notification Type EXPORT_CANDIDATE_PROFILE',
		method: 'GET',
		path: () => `/v2/exportedCandidates?q=request&requestId=${seen.export ?? ''}`,
		holds: () => ({ elements: [{ integrationContext: ORGANIZATION }] }),
	},
	{
		name: 'Retrieve Recruiter Seatholders',
		method: 'GET',
		path: `/v2/seats?q=seatsByAttributes&fields=id&active=true&count=100&start=0&contracts=${CONTRACT}`,
		holds: () => ({ elements: expect.arrayContaining([{ id: seat()?.id }]) }),
	},
	{
		name: 'Retrieve InMail History',
		method: 'GET',
		path: () =>
			`/v2/conversationEvents?q=criteria&viewer=${seat()?.seatUrn ?? ''}&timeRange.end=${NOW + 1}&timeRange.start=${NOW - 10_000}&start=0&count=50`,
		holds: () => ({ elements: [{}] }),
	},
	{
		name: 'Retrieve InMail Stub Profiles',
		method: 'GET',
		path: () =>
			`/v2/mailStubs?q=contract&start=0&count=50&contract=${CONTRACT}&createdDateStart=${NOW - 10_000}&createdDateEnd=${NOW + 1}&owners=${seat()?.seatUrn ?? ''}`,
		holds: () => ({ elements: [{}] }),
	},
	{
		name: 'Retrieve Prospect Notes',
		method: 'GET',
		path: () =>
			`/v2/prospectNotes?q=criteria&start=0&contract=${CONTRACT}&cutoffDate=${NOW - 10_000}&beforeDate=${NOW + 1}&count=100&owners=${seat()?.seatUrn ?? ''}`,
		holds: () => ({ elements: [{}] }),
	},
	{
		name: 'Upsert Entity ACL',
		method: 'PUT',
		path: `/v2/atsEntityAcls?${idsOf(acl)}`,
		restli: 'batch_update',
		body: () => ({ entities: { [acl]: {} } }),
		holds: () => done(acl),
	},
	{
		name: 'Retrieve Entity ACL',
		method: 'GET',
		path: `/v2/atsEntityAcls?atsEntityId=${PUBLIC_JOB}&atsEntityType=JOB_POSTING&dataProvider=ATS&integrationContext=${ORGANIZATION}&q=criteria&start=0&count=100`,
		holds: () => ({ elements: [{ atsEntityAclId: 'TEST_JOBS', atsEntityId: PUBLIC_JOB }] }),
	},
	deleting('Entity ACL', `/v2/atsEntityAcls?${idsOf(acl)}`, () => done(acl)),
	{
		name: 'Upsert Entity ACL Assignees',
		method: 'PUT',
		path: () => `/v2/atsEntityAclAssignees?${idsOf(assignee())}`,
		restli: 'batch_update',
		body: () => ({ entities: { [assignee()]: {} } }),
		holds: () => done(assignee()),
	},
	{
		name: 'Retrieve Entity ACL Assignees',
		method: 'GET',
		path: () =>
			`/v2/atsEntityAclAssignees?q=criteria&assignee=urn:li:person:${seen.person ?? ''}&dataProvider=ATS&integrationContext=${ORGANIZATION}`,
		holds: () => ({ elements: [{ atsEntityAclId: 'TEST_JOBS' }] }),
	},
	{
		name: 'Delete Entity ACL Assignees',
		method: 'DELETE',
		path: () => `/v2/atsEntityAclAssignees?${idsOf(assignee())}`,
		holds: () => done(assignee()),
	},
	deleting('candidate', `/v2/atsCandidates?${idsOf(CANDIDATE)}`, () => done(CANDIDATE)),
	// They went with their parent, and the collection deletes them after it.
	deleting(
		'candidate note, after the candidate',
		`/v2/atsCandidates/${CANDIDATE}/notes?ids=N1`,
		() => gone('N1'),
	),
	deleting('application', `/v2/atsApplications?${idsOf(APPLICATION)}`, () => done(APPLICATION)),
	deleting('application note, after it', `${notes}/notes?ids=APPL_NOTE_0001`, () =>
		gone('APPL_NOTE_0001'),
	),
	deleting('feedback, after it', `${notes}/interviewFeedback?ids=APPL_INTERVIEW_0001`, () =>
		gone('APPL_INTERVIEW_0001'),
	),
	deleting('stages, after it', `${notes}/stages?${STAGES.map((id) => `ids=${id}`).join('&')}`, () =>
		gone(...STAGES),
	),
	token('Get Customer Application Access Token', 'sandbox-child'),
	{
		name: 'GET Person ID - With 3 legged OAuth Flow',
		method: 'GET',
		path: '/v2/me?fields=id',
		as: 'member',
		holds: () => ({ id: seen.person }),
	},
];
