import {
	CONTRACT,
	done,
	gone,
	idsOf,
	NOW,
	ORGANIZATION,
	type Row,
	sandboxOfCollection,
	seen,
	written,
} from './collectionScene';
import { SETUP, token } from './collectionSetup';

const APPLICATION_KEY = `dataProvider=ATS&integrationContext=${ORGANIZATION}`;
const CANDIDATE = `atsCandidateId=C1&${APPLICATION_KEY}`;
const APPLICATION = `atsJobApplicationId=A1&${APPLICATION_KEY}`;
const PRIVATE_JOB = 'JOB-1';
export const PUBLIC_JOB = 'JOB-2';

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

/**
 * Every request of LinkedIn's official RSC collection (48), in its order, with its headers and fields; the reference says
 * what each is answered (LinkedIn reference §1–§12). Three differ from how the collection prints them: the partner's
 * token is asked for with the content type that the documentation wants, the callback is an address of ours, and
 * interview feedback names its method, without which the answer is a 403; the last is tried as printed below.
 */
export const COLLECTION: readonly Row[] = [
	...SETUP,
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
