import {
	REST,
	signInPerson,
	connectPath,
	handedOver,
	request,
	key,
	ids,
	setCallback,
	NOT_CONNECTED,
} from '../support/connectingSandbox';
import { ORGANIZATION, sandbox, call, openSandboxForEach, actAs } from '../support/linkedInSandbox';

openSandboxForEach(NOT_CONNECTED);

describe('configurations', () => {
	const restKey = (configuration: string, part = 'configurationKey', type = 'ONE_CLICK_EXPORT') =>
		`${key(type, ORGANIZATION, false)}&${part}=${configuration}`;
	const put = async (one: string, value: string) =>
		await call(
			'PUT',
			`/rest/integrationConfigurations?${ids(one)}`,
			{ entities: { [one]: { configurationValue: { string: value } } } },
			{ ...REST, 'x-restli-method': 'batch_update' },
		);
	const get = async (one: string) =>
		await call('GET', `/rest/integrationConfigurations?${ids(one)}`, undefined, REST);

	beforeEach(async () => {
		await request('samuel.reyes@example.com', 'urn:li:contract:2001');
	});

	it('are a resource of their own in generation 2, and the same values', async () => {
		const done = await put(restKey('JOB_POSTING_VIEWERS'), 'ALL_PRODUCT_USERS');
		expect(Object.values(done.body.results)).toEqual([{ status: 204 }]);
		expect(
			Object.values((await get(restKey('JOB_POSTING_VIEWERS', 'other'))).body.results),
		).toEqual([{ configurationValue: { string: 'ALL_PRODUCT_USERS' } }]);
		const v2 = await call(
			'GET',
			`/v2/atsIntegrations/${key('ONE_CLICK_EXPORT')}/configurations?ids=JOB_POSTING_VIEWERS`,
		);
		expect(v2.body.results.JOB_POSTING_VIEWERS).toBeDefined();
		const wrongPlace = await put(restKey('APPLICATION_VIEWERS'), 'ALL_PRODUCT_USERS');
		expect(Object.values(wrongPlace.body.errors)).toMatchObject([{ status: 400 }]);
		expect(
			(
				await call(
					'DELETE',
					`/rest/integrationConfigurations?${ids(restKey('JOB_POSTING_VIEWERS'))}`,
					undefined,
					REST,
				)
			).status,
		).toBe(405);
	});

	it('have the key part that a switch names', async () => {
		sandbox.context.switches.set('li§15.3 configuration key part', 'integrationConfigurationKey');
		expect((await get(restKey('CALLBACK_URL'))).status).toBe(400);
		expect((await get(restKey('CALLBACK_URL', 'integrationConfigurationKey'))).status).toBe(200);
		expect((await get(key('ONE_CLICK_EXPORT', ORGANIZATION, false))).status).toBe(400);
	});

	it.each([
		['http://ats.example.com/li', 'HTTPS'],
		['https://ats.example.com:8443/li', 'ports'],
		['https://abc.ngrok.io/li', 'ngrok'],
		['not a url', 'no URL'],
	])('refuse the callback %s', async (url, reason) => {
		expect((await setCallback(url)).body.errors.CALLBACK_URL).toMatchObject({
			status: 422,
			message: expect.stringContaining(reason),
		});
	});

	it('refuse a callback that another customer has', async () => {
		await setCallback('https://ats.example.com/shared');
		const other = 'urn:li:organization:1001';
		const visit = await signInPerson('priya.nair@example.com');
		await visit(connectPath({ key: 'sandbox-other-child' }), { contract: 'urn:li:contract:2101' });
		await actAs('sandbox-other-child');
		const path = `/v2/atsIntegrations/${key('ONE_CLICK_EXPORT', other)}/configurations?ids=CALLBACK_URL`;
		const set = async (string: string) =>
			(
				await call(
					'PUT',
					path,
					{ entities: { CALLBACK_URL: { configurationValue: { string } } } },
					{ 'x-restli-method': 'batch_update' },
				)
			).body;
		expect((await set('https://ats.example.com/shared')).errors.CALLBACK_URL.message).toContain(
			'another customer',
		);
		expect((await set('https://ats.example.com/mine')).results.CALLBACK_URL).toEqual({
			status: 204,
		});
	});
});

describe('a provisioned customer', () => {
	it('has a contract and an admin who can connect it', async () => {
		await actAs('sandbox-parent');
		const { body } = await call('POST', '/v2/provisionedApplications', {
			uniqueForeignId: 'tenant-9',
			name: 'MyATS - Initech',
			description: 'x',
			validJsSdkDomains: ['https://ats.example.com'],
		});
		const [contract = ''] =
			sandbox.room.apps.byClientId(body.credentials.client_id)?.contracts ?? [];
		const visit = await signInPerson(`admin.${contract.split(':').pop() ?? ''}@example.com`);
		const path = connectPath({
			key: body.credentials.client_id,
			origin: 'https://ats.example.com',
		});
		expect(handedOver(await visit(path, { contract }))).toHaveLength(4);
	});
});

describe('signing in', () => {
	it('ends with signing out', async () => {
		const visit = await signInPerson('samuel.reyes@example.com');
		expect((await visit('/recruiter')).status).toBe(200);
		await visit('/logout', {});
		expect((await visit('/recruiter')).status).toBe(303);
	});

	it('is for people of the sandbox, and leads to no other site', async () => {
		const login = async (form: Record<string, string>) =>
			await fetch(`${sandbox.linkedInUrl}/login`, {
				method: 'POST',
				body: new URLSearchParams(form),
				redirect: 'manual',
			});
		const stranger = await login({ email: '<b>x</b>@example.com' });
		expect([stranger.status, stranger.headers.get('set-cookie')]).toEqual([401, null]);
		expect(await stranger.text()).not.toContain('<b>');
		const away = await login({
			email: 'samuel.reyes@example.com',
			session_redirect: 'https://elsewhere.example.com/',
		});
		expect(away.headers.get('location')).toBe('/linkedin/recruiter');
	});
});
