import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';
import { loadState, saveState } from '../../sandbox/stateFile';
import { CallbackReceiver } from '../support/CallbackReceiver';

const ORGANIZATION = 'urn:li:organization:1000';
const COMPANY = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'];
const SETTINGS = '/recruiter/settings/ats';
const REST = { 'linkedin-version': '202603' };

let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 20, connected: false });
	token = await signInApp('sandbox-child');
});
afterEach(async () => {
	await sandbox.close();
});

const signInApp = async (id: string): Promise<string> => await linkedInToken(sandbox, id);

async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) {
	const response = await fetch(sandbox.linkedInUrl + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** A person at LinkedIn's pages, without a browser. */
async function signInPerson(
	email: string,
): Promise<(path: string, form?: object) => Promise<Page>> {
	const login = await fetch(`${sandbox.linkedInUrl}/login`, {
		method: 'POST',
		body: new URLSearchParams({ email }),
		redirect: 'manual',
	});
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
	return async (path, form) => {
		const response = await fetch(sandbox.linkedInUrl + path, {
			method: form ? 'POST' : 'GET',
			headers: { cookie },
			redirect: 'manual',
			...(form && { body: new URLSearchParams(Object.entries(form)) }),
		});
		return { status: response.status, text: await response.text() };
	};
}
interface Page {
	status: number;
	text: string;
}

const BOTH = 'RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT';
const connectPath = (choice: { key?: string; origin?: string; types?: string } = {}): string =>
	`/rsc/connect?${new URLSearchParams({
		api_key: choice.key ?? 'sandbox-child',
		origin: choice.origin ?? 'http://localhost:8080',
		types: choice.types ?? BOTH,
	}).toString()}`;

/** What the widget hands to the hosting page. */
function handedOver({ text }: Page): unknown[] {
	const found = /postMessage\((\{.*\}), window/.exec(text)?.[1];
	return JSON.parse(found ?? '{"elements":[]}').elements;
}
async function request(email: string, contract: string): Promise<unknown[]> {
	const visit = await signInPerson(email);
	return handedOver(await visit(connectPath(), { contract }));
}

const key = (type: string, context = ORGANIZATION, v2 = true): string =>
	`integrationContext=${context}&integrationType=${type}&tenantType=RECRUITER${v2 ? '&dataProvider=ATS' : ''}`;
const ids = (...keys: string[]): string =>
	keys.flatMap((one, at) => one.split('&').map((part) => `ids[${at}].${part}`)).join('&');
const refs = (contract: string): string[] => [
	...COMPANY.map((type) => key(type)),
	key('CSA_API', contract),
];
async function nameAll(contract: string): Promise<Record<string, { status: number }>> {
	const keys = refs(contract);
	const patch = { patch: { $set: { integrationName: 'Acme Talent' } } };
	const { body } = await call(
		'POST',
		`/v2/atsIntegrations?${ids(...keys)}`,
		{ entities: Object.fromEntries(keys.map((one) => [one, patch])) },
		{ 'x-restli-method': 'batch_partial_update' },
	);
	return { ...body.results, ...body.errors };
}
async function states(contract: string): Promise<Array<string | undefined>> {
	const { body } = await call('GET', `/v2/atsIntegrations?${ids(...refs(contract))}`);
	const all: Array<{ onboardingStatus: string }> = Object.values(body.results);
	return all.map(({ onboardingStatus }) => onboardingStatus);
}
const setCallback = async (url: string) =>
	await call(
		'PUT',
		`/v2/atsIntegrations/${key('ONE_CLICK_EXPORT')}/configurations?ids=CALLBACK_URL`,
		{ entities: { CALLBACK_URL: { configurationValue: { string: url } } } },
		{ 'x-restli-method': 'batch_update' },
	);

describe('requesting', () => {
	it('happens in the widget only: before it, nothing can be named or configured', async () => {
		expect(
			Object.values(await nameAll('urn:li:contract:2001')).map(({ status }) => status),
		).toEqual([404, 404, 404, 404]);
		expect((await setCallback('https://ats.example.com/li')).status).toBe(404);
		await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(
			Object.values(await nameAll('urn:li:contract:2001')).map(({ status }) => status),
		).toEqual([204, 204, 204, 204]);
		expect(await states('urn:li:contract:2001')).toEqual(Array(4).fill('REQUESTED'));
	});

	it('is for each contract, and repeating it changes nothing', async () => {
		await request('olivia.hart@example.com', 'urn:li:contract:2001');
		await nameAll('urn:li:contract:2001');
		await request('olivia.hart@example.com', 'urn:li:contract:2004');
		expect(await states('urn:li:contract:2004')).toHaveLength(4);
		expect(await states('urn:li:contract:2002')).toHaveLength(3);
		const { body } = await call(
			'GET',
			`/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2001'))}`,
		);
		expect(Object.values(body.results)).toMatchObject([{ integrationName: 'Acme Talent' }]);
	});

	it.each([
		['mira.koch@example.com', 'urn:li:contract:2003', 'Recruiter Lite'],
		['mira.koch@example.com', 'urn:li:contract:2001', 'not one of yours'],
		['priya.nair@example.com', 'urn:li:contract:2101', 'another company'],
		['noah.berg@example.com', 'urn:li:contract:2001', 'no Recruiter admin'],
	])('is refused to %s for %s', async (email, contract, reason) => {
		const visit = await signInPerson(email);
		const answer = await visit(connectPath(), { contract });
		expect([answer.status, handedOver(answer)]).toEqual([403, []]);
		expect(answer.text).toContain(reason);
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids(key('ONE_CLICK_EXPORT'))}`)).body.results,
		).toEqual({});
	});

	it('needs a page that the application lists, a known application, and a person', async () => {
		const visit = await signInPerson('samuel.reyes@example.com');
		const contract = 'urn:li:contract:2001';
		for (const choice of [
			{ origin: 'https://elsewhere.example.com' },
			{ origin: 'http://127.0.0.1.example.com:80' },
			{ origin: 'null' },
			{ key: 'sandbox-parent' },
			{ types: '' },
		])
			expect((await visit(connectPath(choice), { contract })).status).toBe(403);
		const nobody = await signInPerson('stranger@example.com');
		expect((await nobody(connectPath(), { contract })).status).toBe(303);
		expect((await visit('/rsc/widget?api_key=sandbox-child&origin=null')).status).toBe(403);
	});

	it('of one bundle leaves the other alone', async () => {
		const visit = await signInPerson('samuel.reyes@example.com');
		const types = 'RECRUITER_SYSTEM_CONNECT_CONTRACT';
		const answer = await visit(connectPath({ types }), { contract: 'urn:li:contract:2001' });
		expect(handedOver(answer)).toMatchObject([{ integrationType: 'CSA_API' }]);
		expect(await states('urn:li:contract:2001')).toHaveLength(1);
	});

	it('tells the page in the shapes that the reference leaves open', async () => {
		const set = (name: string, value: boolean | string) => {
			sandbox.context.switches.set(name, value);
		};
		set('li§2.2 nested key name', 'key');
		set('li§2.2 dataProvider present', true);
		set('li§2.2 onboardingStatus symbol', 'PENDING');
		const [first] = await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(first).toEqual({
			key: {
				integrationContext: ORGANIZATION,
				integrationType: 'ONE_CLICK_EXPORT',
				tenantType: 'RECRUITER',
				dataProvider: 'ATS',
			},
			onboardingStatus: 'PENDING',
		});
		set('li§2.2 onboardingStatus symbol', 'absent');
		const [again] = await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(Object.keys(again ?? {})).toEqual(['key']);
	});

	it('is offered at the older extension’s address too', async () => {
		const [older, current] = await Promise.all(
			['/recruiter/widget/ATSIntegration', '/rsc/extensions/onboarding-widget'].map(
				async (path) => await (await fetch(sandbox.linkedInUrl + path)).text(),
			),
		);
		expect(older).toContain('IN/ATSIntegrationWidget');
		expect(older).toBe(current);
	});
});

describe('switching on', () => {
	const toggle = async (email: string, enabled: boolean, contract?: string): Promise<Page> =>
		await (
			await signInPerson(email)
		)(SETTINGS, { app: 'sandbox-child', enabled, ...(contract && { contract }) });

	it('goes from requested over named to enabled and disabled, and decides what the API takes', async () => {
		const contract = 'urn:li:contract:2001';
		const person = {
			firstName: 'A',
			lastName: 'B',
			emailAddresses: ['a@example.com'],
			addresses: [],
			phoneNumbers: [],
			externalProfileUrl: 'https://ats.example.com/1',
			atsCreatedAt: 1,
			atsLastModifiedAt: 2,
		};
		const candidate = `atsCandidateId=C1&dataProvider=ATS&integrationContext=${ORGANIZATION}`;
		const write = async (): Promise<number> =>
			(
				await call(
					'PUT',
					`/v2/atsCandidates?${ids(candidate)}`,
					{ entities: { [candidate]: person } },
					{ 'x-restli-method': 'batch_update' },
				)
			).status;
		await request('olivia.hart@example.com', contract);
		expect((await toggle('olivia.hart@example.com', true)).text).toContain('has not named');
		expect((await toggle('olivia.hart@example.com', true)).status).toBe(403);
		await nameAll(contract);
		expect(await write()).toBe(403);
		expect((await toggle('olivia.hart@example.com', true)).status).toBe(303);
		expect(await write()).toBe(200);
		expect(await states(contract)).toEqual(['ENABLED', 'ENABLED', 'ENABLED', 'REQUESTED']);
		await toggle('olivia.hart@example.com', false);
		expect(await write()).toBe(403);
		expect(await states(contract)).toEqual(['DISABLED', 'DISABLED', 'DISABLED', 'REQUESTED']);
	});

	it('of a contract switches that contract alone', async () => {
		await request('olivia.hart@example.com', 'urn:li:contract:2001');
		await request('olivia.hart@example.com', 'urn:li:contract:2002');
		await nameAll('urn:li:contract:2001');
		await nameAll('urn:li:contract:2002');
		await toggle('olivia.hart@example.com', true, 'urn:li:contract:2002');
		expect((await states('urn:li:contract:2001')).at(-1)).toBe('REQUESTED');
		expect((await states('urn:li:contract:2002')).at(-1)).toBe('ENABLED');
	});

	it.each([
		['samuel.reyes@example.com', 'urn:li:contract:2002'],
		['mira.koch@example.com', 'urn:li:contract:2003'],
		['noah.berg@example.com', undefined],
		['priya.nair@example.com', undefined],
	])('is not for %s', async (email, contract) => {
		await request('olivia.hart@example.com', 'urn:li:contract:2002');
		await nameAll('urn:li:contract:2002');
		expect((await toggle(email, true, contract)).status).toBe(403);
		expect(await states('urn:li:contract:2002')).toEqual(Array(4).fill('REQUESTED'));
	});

	it('of Recruiter Lite is out of reach for the API as well', async () => {
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2003'))}`))
				.status,
		).toBe(403);
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ enabled: true }),
		});
		const all = [...sandbox.store.of(ORGANIZATION).integrations.keys()];
		expect(all).toContain('urn:li:contract:2004 CSA_API');
		expect(all).not.toContain('urn:li:contract:2003 CSA_API');
		// Nor would it help if somehow it had been requested.
		const lite = {
			requested: true,
			enabled: false,
			integrationName: 'x',
			configurations: new Map(),
		};
		sandbox.store.of(ORGANIZATION).integrations.set('urn:li:contract:2003 CSA_API', lite);
		expect((await toggle('mira.koch@example.com', true, 'urn:li:contract:2003')).status).toBe(403);
		expect(lite.enabled).toBe(false);
	});

	it('shows the symbols and the field that a switch names', async () => {
		sandbox.context.switches.set('li§2.3 status field', 'integrationStatus');
		sandbox.context.switches.set('li§2.3 requested symbol', 'PENDING');
		await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		const { body } = await call(
			'GET',
			`/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2001'))}`,
		);
		expect(Object.values(body.results)).toMatchObject([{ integrationStatus: 'PENDING' }]);
	});

	describe('is pushed', () => {
		let receiver: CallbackReceiver;
		beforeEach(async () => {
			receiver = new CallbackReceiver('sandbox-child-secret');
			await receiver.start();
			await request('olivia.hart@example.com', 'urn:li:contract:2001');
			await nameAll('urn:li:contract:2001');
			expect((await setCallback(receiver.url)).body.results).toEqual({
				CALLBACK_URL: { status: 204 },
			});
		});
		afterEach(async () => {
			await receiver.stop();
		});
		const lastId = (): string => JSON.parse(receiver.pushes.at(-1)?.body ?? '{}').id;
		const find = async (id: string, path = '/v2/atsIntegrations', headers = {}) =>
			await call('GET', `${path}?q=request&requestId=${id}`, undefined, headers);

		it('and the id leads to the integrations of that change, in both generations', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			const { body } = await find(lastId());
			expect(body.elements).toEqual(
				COMPANY.map((integrationType) => ({
					integrationContext: ORGANIZATION,
					integrationType,
					tenantType: 'RECRUITER',
					dataProvider: 'ATS',
					integrationName: 'Acme Talent',
					onboardingStatus: 'ENABLED',
				})),
			);
			const rest = await find(lastId(), '/rest/integrations', REST);
			expect(rest.body.elements).toHaveLength(3);
			expect(rest.body.elements[0]).not.toHaveProperty('dataProvider');

			await toggle('olivia.hart@example.com', true, 'urn:li:contract:2001');
			await sandbox.room.pushes.settle();
			expect((await find(lastId())).body.elements).toMatchObject([
				{ integrationContext: 'urn:li:contract:2001', onboardingStatus: 'ENABLED' },
			]);
			token = await signInApp('sandbox-other-child');
			expect((await find(lastId())).body.elements).toEqual([]);
		});

		it('once for a click that changes something, or once for each integration', async () => {
			await toggle('olivia.hart@example.com', true);
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(1);
			sandbox.context.switches.set('li§3.4 one push for each integration', true);
			await toggle('olivia.hart@example.com', false);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(4);
		});

		it('and tells the status now, or as it was then', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			const first = lastId();
			await toggle('olivia.hart@example.com', false);
			expect((await find(first)).body.elements[0].onboardingStatus).toBe('DISABLED');
			sandbox.context.switches.set('li§2.3 finder tells the status of that moment', true);
			expect((await find(first)).body.elements[0].onboardingStatus).toBe('ENABLED');
		});

		it('and an unknown or expired id finds nothing, or is a 404', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			expect((await find('12')).body.elements).toEqual([]);
			sandbox.context.clock.advance(24 * 3_600_000);
			token = await signInApp('sandbox-child');
			expect((await find(lastId())).body.elements).toEqual([]);
			sandbox.context.switches.set('li§2.3 unknown request id', '404');
			expect((await find(lastId())).status).toBe(404);
		});

		it('by the control route when it is asked to', async () => {
			const post = async (push?: boolean) =>
				await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
					method: 'POST',
					body: JSON.stringify({ context: 'urn:li:contract:2001', enabled: true, push }),
				});
			await post();
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(0);
			await post(true);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(1);
		});

		it('also after the sandbox was started again', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'rsc-state-'));
			sandbox.context.switches.set('li§3.4 hold pushes', true);
			await toggle('olivia.hart@example.com', true);
			saveState(sandbox, join(folder, 'state.json'));
			await sandbox.close();
			sandbox = await createSandbox({ people: 20, connected: false });
			expect(loadState(sandbox, join(folder, 'state.json'))).toBe(true);
			rmSync(folder, { recursive: true });
			token = await signInApp('sandbox-child');
			expect(await states('urn:li:contract:2001')).toEqual([
				'ENABLED',
				'ENABLED',
				'ENABLED',
				'REQUESTED',
			]);
			sandbox.room.pushes.release();
			await sandbox.room.pushes.settle();
			expect((await find(lastId())).body.elements).toHaveLength(3);
		});
	});
});

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
		token = await signInApp('sandbox-other-child');
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
		token = await signInApp('sandbox-parent');
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
