import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';

let sandbox: Sandbox;
let token: string;
const ORGANIZATION = 'urn:li:organization:1000';

const signIn = async (id?: string, secret?: string): Promise<string> =>
	await linkedInToken(sandbox, id, secret);

beforeEach(async () => {
	sandbox = await createSandbox({ people: 30 });
	token = await signIn();
});
afterEach(async () => {
	await sandbox.close();
});

async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) {
	const response = await fetch(sandbox.linkedInUrl + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const v2Key = (id: string, name = 'atsCandidateId') =>
	`${name}=${id}&dataProvider=ATS&integrationContext=${ORGANIZATION}`;
const v2Ids = (ids: string[], name = 'atsCandidateId') =>
	ids
		.map(
			(id, at) =>
				`ids[${at}].${name}=${id}&ids[${at}].dataProvider=ATS&ids[${at}].integrationContext=${ORGANIZATION}`,
		)
		.join('&');
const person = {
	firstName: 'Ada',
	lastName: 'Lo',
	emailAddresses: ['ada.lo@example.com'],
	addresses: [],
	phoneNumbers: [],
	externalProfileUrl: 'https://ats.example.com/1',
	atsCreatedAt: 1,
	atsLastModifiedAt: 2,
};
const UPSERT = { 'x-restli-method': 'batch_update' };
const putPeople = async (
	people: Record<string, object>,
	headers: Record<string, string> = UPSERT,
) =>
	await call(
		'PUT',
		`/v2/atsCandidates?${v2Ids(Object.keys(people))}`,
		{
			entities: Object.fromEntries(
				Object.entries(people).map(([id, fields]) => [v2Key(id), fields]),
			),
		},
		headers,
	);

describe('LinkedIn’s tokens', () => {
	it.each([
		[{ client_id: 'sandbox-child', client_secret: 'x' }, 400, 'invalid_request'],
		[
			{ grant_type: 'client_credentials', client_id: 'sandbox-child', client_secret: 'wrong' },
			401,
			'invalid_client_id',
		],
	])('are refused for %j', async (form, status, error) => {
		const response = await fetch(`${sandbox.linkedInUrl}/oauth/v2/accessToken`, {
			method: 'POST',
			body: new URLSearchParams(form),
		});
		expect([response.status, JSON.parse(await response.text()).error]).toEqual([status, error]);
	});

	it('live thirty minutes by the sandbox’s clock', async () => {
		sandbox.context.clock.advance(1_799_000);
		expect((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).status).toBe(200);
		sandbox.context.clock.advance(2_000);
		expect(await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).toMatchObject({
			status: 401,
			body: { serviceErrorCode: 65_602 },
		});
	});

	it('of strangers are refused, and none at all as well', async () => {
		expect(
			await call('GET', '/v2/atsCandidates', undefined, { authorization: 'Bearer made-up' }),
		).toMatchObject({ status: 401, body: { serviceErrorCode: 65_600 } });
		expect(await call('GET', '/v2/atsCandidates', undefined, { authorization: '' })).toMatchObject({
			status: 401,
			body: { message: 'Empty oauth2_access_token' },
		});
	});

	it('can be looked up by their owner', async () => {
		const look = async (id: string) => {
			const form = { client_id: id, client_secret: `${id}-secret`, token };
			return await (
				await fetch(`${sandbox.linkedInUrl}/oauth/v2/introspectToken`, {
					method: 'POST',
					body: new URLSearchParams(form),
				})
			).json();
		};
		expect(await look('sandbox-child')).toMatchObject({ active: true, auth_type: '2L' });
		expect(await look('sandbox-parent')).toEqual({ active: false });
	});
});

describe('the partner’s application', () => {
	it('provisions customers, once each, and may do nothing else', async () => {
		token = await signIn('sandbox-parent');
		const body = {
			uniqueForeignId: 'tenant-17',
			name: 'MyATS - Acme',
			description: 'x',
			validJsSdkDomains: ['https://ats.example.com'],
		};
		const created = await call('POST', '/v2/provisionedApplications', body);
		expect(created.status).toBe(201);
		expect((await call('POST', '/v2/provisionedApplications', body)).status).toBe(409);
		const found = await call(
			'GET',
			'/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=tenant-17',
		);
		expect(found.body.elements[0].credentials).toEqual({
			client_id: created.body.credentials.client_id,
		});
		const patch = { patch: { $set: { validJsSdkDomains: ['https://ats.example.com/'] } } };
		expect(
			(await call('POST', `/v2/provisionedApplications/${created.body.key}`, patch)).status,
		).toBe(422);
		expect((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).status).toBe(403);
		token = await signIn();
		expect((await call('POST', '/v2/provisionedApplications', body)).status).toBe(403);
	});
});

describe('integrations', () => {
	const key = (type: string, context = ORGANIZATION) =>
		`integrationContext=${context}&integrationType=${type}&tenantType=RECRUITER&dataProvider=ATS`;
	const ids = (type: string, context = ORGANIZATION) =>
		key(type, context)
			.split('&')
			.map((part) => `ids[0].${part}`)
			.join('&');

	it('are named, read back, and configured only where they belong', async () => {
		const named = {
			entities: {
				[key('ONE_CLICK_EXPORT')]: { patch: { $set: { integrationName: 'Acme - Export' } } },
			},
		};
		expect(
			(await call('POST', `/v2/atsIntegrations?${ids('ONE_CLICK_EXPORT')}`, named)).status,
		).toBe(403);
		const done = await call('POST', `/v2/atsIntegrations?${ids('ONE_CLICK_EXPORT')}`, named, {
			'x-restli-method': 'batch_partial_update',
		});
		expect(Object.values(done.body.results)).toEqual([{ status: 204 }]);
		const read = await call('GET', `/v2/atsIntegrations?${ids('ONE_CLICK_EXPORT')}`);
		expect(Object.values(read.body.results)[0]).toMatchObject({
			integrationName: 'Acme - Export',
			onboardingStatus: 'ENABLED',
		});
		const restKey = ids('ONE_CLICK_EXPORT').replace('&ids[0].dataProvider=ATS', '');
		expect(
			(
				await call('GET', `/rest/integrations?${restKey}`, undefined, {
					'linkedin-version': '202603',
				})
			).status,
		).toBe(200);

		const path = `/v2/atsIntegrations/${key('ONE_CLICK_EXPORT')}/configurations`;
		const put = async (id: string, value: string) =>
			await call(
				'PUT',
				`${path}?ids=${id}`,
				{ entities: { [id]: { configurationValue: { string: value } } } },
				UPSERT,
			);
		expect((await put('CALLBACK_URL', 'https://ats.example.com/li')).body.results).toEqual({
			CALLBACK_URL: { status: 204 },
		});
		expect((await put('APPLICATION_VIEWERS', 'ALL_PRODUCT_USERS')).body.errors).toMatchObject({
			APPLICATION_VIEWERS: { status: 400 },
		});
		expect((await call('GET', `${path}?ids=CALLBACK_URL`)).body.results).toEqual({
			CALLBACK_URL: { configurationValue: { string: 'https://ats.example.com/li' } },
		});
	});

	it('of another customer are out of reach', async () => {
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids('CSA_API', 'urn:li:contract:9')}`)).status,
		).toBe(403);
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids('CSA_API', 'urn:li:contract:2001')}`)).status,
		).toBe(200);
	});

	it('that are switched off keep data out', async () => {
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ integrationType: 'IN_ATS_INDICATOR', enabled: false }),
		});
		expect((await putPeople({ C1: person })).status).toBe(403);
	});
});

describe('batches', () => {
	it('want their method named', async () => {
		expect((await putPeople({ C1: person }, {})).status).toBe(403);
	});

	it('take the good records and tell about the bad one, under HTTP 200', async () => {
		const { status, body } = await putPeople({
			C1: person,
			C2: { ...person, emailAddresses: ['nobody'] },
		});
		expect(status).toBe(200);
		expect(Object.keys(body.results)).toHaveLength(1);
		expect(Object.values(body.errors)[0]).toMatchObject({
			status: 422,
			message: expect.stringContaining('/emailAddresses'),
		});
	});

	it('replace the whole record, a manual match included', async () => {
		await putPeople({ C1: { ...person, currentCompanyName: 'Acme' } });
		const patch = {
			entities: { [v2Key('C1')]: { patch: { $set: { manualMatchedMember: 'urn:li:person:x' } } } },
		};
		await call('POST', `/v2/atsCandidates?${v2Ids(['C1'])}`, patch, {
			'x-restli-method': 'batch_partial_update',
		});
		const read = async () =>
			Object.values((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).body.results)[0];
		expect(await read()).toMatchObject({
			manualMatchedMember: 'urn:li:person:x',
			currentCompanyName: 'Acme',
		});
		await putPeople({ C1: person });
		const after = await read();
		expect(after).not.toHaveProperty('manualMatchedMember');
		expect(after).not.toHaveProperty('currentCompanyName');
	});

	it('are refused when ids and entities differ, when a key stands twice, or with 101 records', async () => {
		const send = async (ids: string[], keys: string[]) =>
			(
				await call(
					'PUT',
					`/v2/atsCandidates?${v2Ids(ids)}`,
					{ entities: Object.fromEntries(keys.map((id) => [v2Key(id), person])) },
					UPSERT,
				)
			).status;
		expect(await send(['C1'], ['C2'])).toBe(400);
		expect(await send(['C1', 'C1'], ['C1'])).toBe(400);
		expect(await send(['C1'], ['C1'])).toBe(200);
	});

	it('are refused in the other protocol’s syntax', async () => {
		expect(
			(
				await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`, undefined, {
					'x-restli-protocol-version': '2.0.0',
				})
			).status,
		).toBe(400);
		expect((await call('GET', '/v2/atsCandidates?ids=List((atsCandidateId:C1))')).status).toBe(400);
	});

	it('are too long above 4 KB of query, and fine when tunnelled', async () => {
		const ids = Array.from({ length: 50 }, (_, at) => `C${at}`);
		const entities = Object.fromEntries(ids.map((id) => [v2Key(id), person]));
		expect(
			(await call('PUT', `/v2/atsCandidates?${v2Ids(ids)}`, { entities }, UPSERT)).status,
		).toBe(414);
		const body = [
			'--b',
			'Content-Type: application/x-www-form-urlencoded',
			'',
			v2Ids(ids),
			'--b',
			'Content-Type: application/json',
			'',
			JSON.stringify({ entities }),
			'--b--',
			'',
		].join('\r\n');
		const tunnelled = await call('POST', '/v2/atsCandidates', body, {
			...UPSERT,
			'x-http-method-override': 'PUT',
			'content-type': 'multipart/mixed; boundary=b',
		});
		expect([tunnelled.status, Object.keys(tunnelled.body.results).length]).toEqual([200, 50]);
		const read = await call('POST', '/v2/atsCandidates', v2Ids(ids), {
			'x-http-method-override': 'GET',
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(Object.keys(read.body.results)).toHaveLength(50);
	});

	it('are throttled above 10,000 records a minute', async () => {
		const ids = Array.from({ length: 30 }, (_, at) => `C${at}`);
		sandbox.context.limits = 0.005;
		expect((await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).status).toBe(200);
		expect(await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).toMatchObject({
			status: 429,
		});
		sandbox.context.clock.advance(60_001);
		expect((await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).status).toBe(200);
	});
});

describe('the versioned generation', () => {
	const restIds = `ids[0].externalCandidateId=C1&ids[0].integrationContext=${ORGANIZATION}`;

	it('wants a living version', async () => {
		expect((await call('GET', `/rest/candidates?${restIds}`)).status).toBe(400);
		expect(
			(
				await call('GET', `/rest/candidates?${restIds}`, undefined, {
					'linkedin-version': '202401',
				})
			).status,
		).toBe(426);
	});

	it('holds the same records under other names, and has no partial update', async () => {
		const { atsCreatedAt, atsLastModifiedAt, ...rest } = person;
		const entity = {
			...rest,
			externalCreatedAt: atsCreatedAt,
			externalLastModifiedAt: atsLastModifiedAt,
		};
		const headers = { ...UPSERT, 'linkedin-version': '202603' };
		const key = `externalCandidateId=C1&integrationContext=${ORGANIZATION}`;
		const written = await call(
			'PUT',
			`/rest/candidates?${restIds}`,
			{ entities: { [key]: entity } },
			headers,
		);
		expect(Object.values(written.body.results)).toEqual([{ status: 204 }]);
		expect(
			Object.values((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).body.results)[0],
		).toMatchObject({ atsCreatedAt: 1 });
		expect(
			(await call('PUT', `/rest/candidates?${restIds}`, { entities: { [key]: person } }, headers))
				.body.errors,
		).not.toEqual({});
		const patch = { entities: { [key]: { patch: { $set: { firstName: 'X' } } } } };
		expect(
			(
				await call('POST', `/rest/candidates?${restIds}`, patch, {
					...headers,
					'x-restli-method': 'batch_partial_update',
				})
			).status,
		).toBe(403);
	});
});

describe('what hangs below', () => {
	const application = {
		atsJobPostingId: 'J1',
		atsJobPostingName: 'Engineer',
		firstName: 'Ada',
		lastName: 'Lo',
		atsCreatedAt: 1,
		atsLastModifiedAt: 2,
	};
	const names = {
		v2: 'atsJobApplicationId',
		notes: 'externalJobApplicationId',
		flat: 'jobApplicationId',
	};

	beforeEach(async () => {
		await putPeople({ C1: person });
		await call(
			'PUT',
			`/v2/atsApplications?${v2Ids(['A1'], names.v2)}`,
			{ entities: { [v2Key('A1', names.v2)]: application } },
			UPSERT,
		);
	});

	it.each([
		[
			'candidate notes',
			'/v2/atsCandidates/KEY/notes',
			v2Key('C1'),
			{ note: 'n', author: { firstName: 'A', lastName: 'B' } },
		],
		['application notes', '/v2/atsApplications/KEY/notes', v2Key('A1', names.v2), { note: 'n' }],
		[
			'interview feedback',
			'/v2/atsApplications/KEY/interviewFeedback',
			v2Key('A1', names.v2),
			{ feedback: 'f' },
		],
		[
			'stages',
			'/v2/atsApplications/KEY/stages',
			v2Key('A1', names.v2),
			{ stage: 'New', atsCreatedAt: 1 },
		],
	])('%s are written and deleted below their parent', async (_name, path, parent, fields) => {
		const url = `${path.replace('KEY', parent)}?ids=X1`;
		expect((await call('PUT', url, { entities: { X1: fields } }, UPSERT)).body).toEqual({
			errors: {},
			results: { X1: { status: 204 } },
		});
		expect((await call('DELETE', url)).body.results).toEqual({ X1: { status: 204 } });
		expect((await call('DELETE', url)).body.errors).toMatchObject({ X1: { status: 404 } });
	});

	it.each([
		[
			'candidateNotes',
			`externalCandidateId=C1&externalNoteId=N1&integrationContext=${ORGANIZATION}`,
			{ note: 'n' },
		],
		[
			'applicationNotes',
			`externalJobApplicationId=A1&externalNoteId=N1&integrationContext=${ORGANIZATION}`,
			{ note: 'n' },
		],
		[
			'applicationInterviewFeedbacks',
			`jobApplicationId=A1&interviewFeedbackId=F1&integrationContext=${ORGANIZATION}`,
			{ feedback: 'f' },
		],
	])('rest/%s are written by one flat key', async (resource, key, fields) => {
		const ids = key
			.split('&')
			.map((part) => `ids[0].${part}`)
			.join('&');
		const written = await call(
			'PUT',
			`/rest/${resource}?${ids}`,
			{ entities: { [key]: fields } },
			{ ...UPSERT, 'linkedin-version': '202603' },
		);
		expect(Object.values(written.body.results)).toEqual([{ status: 204 }]);
	});

	it('goes when its application goes', async () => {
		const stages = `/v2/atsApplications/${v2Key('A1', names.v2)}/stages?ids=S1`;
		await call('PUT', stages, { entities: { S1: { stage: 'New', atsCreatedAt: 1 } } }, UPSERT);
		await call('DELETE', `/v2/atsApplications?${v2Ids(['A1'], names.v2)}`);
		expect(sandbox.store.of(ORGANIZATION).applications.size).toBe(0);
		expect(
			(await call('PUT', stages, { entities: { S1: { stage: 'New', atsCreatedAt: 1 } } }, UPSERT))
				.body.errors,
		).toMatchObject({ S1: { status: 422 } });
	});
});

describe('jobs', () => {
	const job = {
		integrationContext: ORGANIZATION,
		externalJobPostingId: 'J1',
		jobPostingOperationType: 'CREATE',
		title: 'Engineer',
		description: 'x'.repeat(120),
		listedAt: 1,
		location: 'Austin, Texas, United States',
		companyApplyUrl: 'https://jobs.example.com/1',
		availability: 'PRIVATE_TO_ATS_INTEGRATION',
	};
	const post = async (...elements: object[]) =>
		await call(
			'POST',
			'/v2/simpleJobPostings',
			{ elements },
			{ 'x-restli-method': 'batch_create' },
		);
	const outcome = async (urn: string) => {
		sandbox.context.clock.advance(31_000);
		return (await call('GET', `/v2/simpleJobPostingTasks?ids=${urn}`)).body.results[urn];
	};

	it('are accepted first and judged later', async () => {
		const { body } = await post(job);
		expect(body.elements[0]).toMatchObject({ status: 202 });
		const urn = body.elements[0].id;
		expect(
			(await call('GET', `/v2/simpleJobPostingTasks?ids=${urn}`)).body.results[urn].status,
		).toBe('IN_PROGRESS');
		expect(await outcome(urn)).toMatchObject({
			status: 'SUCCEEDED',
			jobPosting: expect.stringMatching(/^urn:li:jobPosting:/),
		});
		const status = (await call('GET', '/v2/jobPostingStatus?ids=J1&ids=J2')).body.results;
		expect([status.J1.listingStatus, status.J2]).toEqual(['LISTED', undefined]);
	});

	it('fail at their task for what LinkedIn does not like', async () => {
		await post(job);
		sandbox.context.clock.advance(31_000);
		const [again] = (await post(job)).body.elements;
		expect(await outcome(again.id)).toMatchObject({
			status: 'FAILED',
			errorMessage: expect.stringContaining('already exists'),
		});
		const [short] = (await post({ ...job, externalJobPostingId: 'J2', description: 'short' })).body
			.elements;
		expect(await outcome(short.id)).toMatchObject({
			status: 'FAILED',
			errorMessage: expect.stringContaining('100 characters'),
		});
		const [unknown] = (
			await post({ ...job, externalJobPostingId: 'J3', jobPostingOperationType: 'UPDATE' })
		).body.elements;
		expect(await outcome(unknown.id)).toMatchObject({ status: 'FAILED' });
	});

	it('are refused at once for a missing field, one by one', async () => {
		const { title: _none, ...untitled } = job;
		const { status, body } = await post({ ...untitled, externalJobPostingId: 'J2' }, job);
		expect(status).toBe(200);
		expect(body.elements.map((one: { status: number }) => one.status)).toEqual([422, 202]);
	});

	it('cannot be closed twice', async () => {
		await post(job);
		sandbox.context.clock.advance(31_000);
		const [closing] = (await post({ ...job, jobPostingOperationType: 'CLOSE' })).body.elements;
		expect(await outcome(closing.id)).toMatchObject({ status: 'SUCCEEDED' });
		expect(
			(await post({ ...job, jobPostingOperationType: 'CLOSE' })).body.elements[0],
		).toMatchObject({ status: 409 });
	});
});

describe('LinkedIn’s ugly answers', () => {
	const job = (id: string, companyApplyUrl: string) => ({
		integrationContext: ORGANIZATION,
		externalJobPostingId: id,
		jobPostingOperationType: 'CREATE',
		title: 'Baker',
		description: 'We bake. '.repeat(20),
		listedAt: 1,
		location: 'Austin, TX',
		companyApplyUrl,
		availability: 'PUBLIC',
	});
	const submit = async (...elements: object[]) =>
		await call(
			'POST',
			'/v2/simpleJobPostings',
			{ elements },
			{ 'x-restli-method': 'batch_create' },
		);

	it('refuse all jobs of a call for one address that is none (§4.3)', async () => {
		const good = job('1', 'https://jobs.example.com/1');
		expect((await submit(good)).status).toBe(200);
		const { status, body } = await submit(good, job('2', 'careers.example.com/apply/1'));
		expect({ status, body }).toMatchObject({
			status: 400,
			body: { message: expect.stringContaining('/companyApplyUrl') },
		});
		expect(sandbox.store.of(ORGANIZATION).tasks.size).toBe(1);
	});

	it('refuse a batch that holds a key twice (§5)', async () => {
		const { status } = await call(
			'PUT',
			`/v2/atsCandidates?${v2Ids(['C1', 'C1'])}`,
			{ entities: { [v2Key('C1')]: person } },
			UPSERT,
		);
		expect(status).toBe(400);
	});

	it('refuse every call that a chosen record is in, and no other', async () => {
		const rejected = await fetch(`${sandbox.url}/_sandbox/linkedin/reject`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				kind: 'candidate',
				id: 'C2',
				status: 500,
				message: 'x',
				wholeCall: true,
			}),
		});
		expect(rejected.status).toBe(200);
		expect((await putPeople({ C1: person, C2: person })).status).toBe(500);
		expect((await putPeople({ C1: person })).status).toBe(200);
	});

	it('hold nulls where a switch says so (§14.2)', async () => {
		sandbox.context.switches.set('li§14.2 nulls', 'fields');
		expect((await putPeople({ C1: person })).body).toMatchObject({ errors: null });
		sandbox.context.switches.set('li§14.2 nulls', 'verdicts');
		const { body } = await putPeople({ C1: person, C2: person });
		expect(Object.values(body.results)).toEqual([null, { status: 204 }]);
	});

	it('hold a null among seats, and links elsewhere, where switches say so (§14.6)', async () => {
		sandbox.context.switches.set('li§14.6 null elements', true);
		sandbox.context.switches.set('li§14.6 next links name a foreign host', true);
		const { body } = await call(
			'GET',
			'/v2/seatsV2?q=attributes&contracts=urn:li:contract:2001&start=0&count=3',
		);
		expect(body.elements).toHaveLength(3);
		expect(body.elements[1]).toBeNull();
		expect(body.paging.links[0].href).toMatch(/^https:\/\/elsewhere\.example\.com\//);
	});

	it('have no versioned stages where a switch says so (§15.3)', async () => {
		sandbox.context.switches.set('li§15.3 versioned stages exist', false);
		const { status } = await call(
			'PUT',
			'/rest/applicationStage?ids=1',
			{},
			{
				...UPSERT,
				'linkedin-version': '202604',
			},
		);
		expect(status).toBe(404);
	});
});
