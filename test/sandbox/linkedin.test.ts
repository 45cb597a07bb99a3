import {
	sandbox,
	ORGANIZATION,
	call,
	v2Ids,
	person,
	UPSERT,
	putPeople,
	actAs,
	openSandboxForEach,
	token,
} from '../support/linkedInSandbox';

openSandboxForEach();

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
		await actAs('sandbox-parent');
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
		await actAs();
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
