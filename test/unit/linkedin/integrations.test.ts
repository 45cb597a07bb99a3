import nock from 'nock';
import { WaitLedger } from '../../../src/http/WaitLedger';
import {
	getConfigurations,
	removeConfigurations,
	setConfigurations,
} from '../../../src/linkedin/configurations';
import {
	getIntegrations,
	integrationKeys,
	nameIntegrations,
} from '../../../src/linkedin/integrations';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { createApplication, updateApplication } from '../../../src/linkedin/provisioning';
import { ProcessBudgets } from '../../../src/operations/budgets/ProcessBudgets';
import { openLinkedIn } from '../../../src/operations/connect';

const HOST = 'https://api.example.com';
const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:555000111';

/** Wire level: what leaves, byte for byte, answered by nock. */
function open(change: Partial<LinkedInSettings> = {}) {
	const settings: LinkedInSettings = {
		baseUrl: HOST,
		organizationUrn: ORGANIZATION,
		generation: 'recommended',
		overrides: {},
		version: '202603',
		protocol: '1.0',
		recordsPerMinute: 10_000,
		requestsPerDay: 100_000,
		...change,
	};
	const effects = { now: () => Date.UTC(2026, 10, 24), sleep: async () => await Promise.resolve() };
	const { api } = openLinkedIn(
		{
			settings,
			transport: async ({ method, url, headers, body }) => {
				const response = await fetch(url, { method, headers, ...(body && { body }) });
				return {
					status: response.status,
					headers: Object.fromEntries(response.headers),
					body: await response.text(),
				};
			},
		},
		{ effects, random: () => 0.5, budgets: new ProcessBudgets('test') },
		{ deadlineMs: effects.now(), ledger: new WaitLedger() },
	);
	return api;
}

interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: unknown;
}

/** Answers one request of a method with 200, and tells what came. */
function expectOne(method: 'GET' | 'POST' | 'PUT' | 'DELETE', answer: object = {}): Sent[] {
	const sent: Sent[] = [];
	nock(HOST)
		.intercept(/.*/, method)
		.reply(function reply(path: string, body: unknown) {
			const { headers } = this.req;
			sent.push({ method, path, headers: { ...headers }, body });
			return [200, answer];
		});
	return sent;
}

beforeEach(() => {
	nock.disableNetConnect();
});
afterEach(() => {
	expect(nock.isDone()).toBe(true);
	nock.cleanAll();
	nock.enableNetConnect();
});

const COMPANY_QUERY_1 =
	'ids[0].integrationContext=urn:li:organization:1000&ids[0].integrationType=ONE_CLICK_EXPORT&ids[0].tenantType=RECRUITER&ids[0].dataProvider=ATS';

describe('integrations on the wire', () => {
	it('are read in one batch_get, the contract’s with the contract’s URN (§2.3)', async () => {
		const sent = expectOne('GET');
		await getIntegrations(open(), integrationKeys(ORGANIZATION, [CONTRACT]));
		expect(sent[0]?.path).toBe(
			`/v2/atsIntegrations?${COMPANY_QUERY_1}` +
				'&ids[1].integrationContext=urn:li:organization:1000&ids[1].integrationType=IN_ATS_INDICATOR&ids[1].tenantType=RECRUITER&ids[1].dataProvider=ATS' +
				'&ids[2].integrationContext=urn:li:organization:1000&ids[2].integrationType=PROFILE_PLUGIN&ids[2].tenantType=RECRUITER&ids[2].dataProvider=ATS' +
				`&ids[3].integrationContext=${CONTRACT}&ids[3].integrationType=CSA_API&ids[3].tenantType=RECRUITER&ids[3].dataProvider=ATS`,
		);
		expect(sent[0]?.headers['x-restli-method']).toBe('batch_get');
		expect(sent[0]?.headers).not.toHaveProperty('linkedin-version');
	});

	it('are read in the versioned generation with version and without data provider (§15.3)', async () => {
		const sent = expectOne('GET');
		await getIntegrations(open({ generation: 'rest', protocol: '2.0.0' }), [
			{ context: CONTRACT, integrationType: 'CSA_API' },
		]);
		expect(sent[0]?.path).toBe(
			'/rest/integrations?ids=List((integrationContext:urn%3Ali%3Acontract%3A555000111,integrationType:CSA_API,tenantType:RECRUITER))',
		);
		expect(sent[0]?.headers).toMatchObject({
			'linkedin-version': '202603',
			'x-restli-protocol-version': '2.0.0',
		});
	});

	it('tunnel their query when there are too many contracts for an address (§14.5)', async () => {
		const sent = expectOne('POST');
		const contracts = Array.from({ length: 50 }, (_, index) => `urn:li:contract:${index}`);
		await getIntegrations(open(), integrationKeys(ORGANIZATION, contracts));
		expect(sent[0]).toMatchObject({
			path: '/v2/atsIntegrations',
			headers: { 'x-http-method-override': 'GET', 'x-restli-method': 'batch_get' },
		});
	});

	it('are named as LinkedIn’s own collection does it (§2.3)', async () => {
		const key =
			'integrationContext=urn:li:organization:1000&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS';
		const sent = expectOne('POST', { results: { [key]: { status: 204 } } });
		const outcome = await nameIntegrations(open(), [
			{
				context: ORGANIZATION,
				integrationType: 'ONE_CLICK_EXPORT',
				integrationName: 'Acme – MyATS One-Click Export',
			},
		]);
		expect(sent).toEqual([
			{
				method: 'POST',
				path: `/v2/atsIntegrations?${COMPANY_QUERY_1}`,
				headers: expect.objectContaining({
					'x-restli-method': 'batch_partial_update',
					'content-type': 'application/json',
				}),
				body: {
					entities: {
						[key]: { patch: { $set: { integrationName: 'Acme – MyATS One-Click Export' } } },
					},
				},
			},
		]);
		expect(outcome).toMatchObject([{ httpStatus: 204 }]);
	});

	it('are told apart by contract in the answer, in any order of the parts', async () => {
		const other = 'urn:li:contract:7';
		const key = (contract: string) =>
			`tenantType=RECRUITER&dataProvider=ATS&integrationType=CSA_API&integrationContext=${contract}`;
		expectOne('POST', {
			results: { [key(other)]: { status: 204 } },
			errors: { [key(CONTRACT)]: { status: 404 } },
		});
		const named = (context: string) => ({
			context,
			integrationType: 'CSA_API' as const,
			integrationName: 'Acme',
		});
		expect(await nameIntegrations(open(), [named(CONTRACT), named(other)])).toEqual([
			{ context: other, integrationType: 'CSA_API', httpStatus: 204 },
			{ context: CONTRACT, integrationType: 'CSA_API', httpStatus: 404 },
		]);
	});
});

const BELOW_EXPORT =
	'/v2/atsIntegrations/integrationContext=urn:li:organization:1000&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS/configurations';

describe('configurations on the wire', () => {
	const callback = new Map([['CALLBACK_URL', 'https://ats.example.com/li/tenant-17']] as const);

	it('are stored below their integration, wrapped as a union (§2.4)', async () => {
		const sent = expectOne('PUT', { results: { CALLBACK_URL: { status: 204 } } });
		expect(await setConfigurations(open(), callback)).toEqual([]);
		expect(sent).toEqual([
			{
				method: 'PUT',
				path: `${BELOW_EXPORT}?ids=CALLBACK_URL`,
				headers: expect.objectContaining({ 'x-restli-method': 'batch_update' }),
				body: {
					entities: {
						CALLBACK_URL: {
							configurationValue: { string: 'https://ats.example.com/li/tenant-17' },
						},
					},
				},
			},
		]);
	});

	it('are read and removed at the same place', async () => {
		const read = expectOne('GET', {
			results: { CALLBACK_URL: { configurationValue: { string: 'https://x.example.com' } } },
			errors: { JOB_POSTING_VIEWERS: { status: 404 } },
		});
		expect(await getConfigurations(open(), ['CALLBACK_URL', 'JOB_POSTING_VIEWERS'])).toEqual(
			new Map([['CALLBACK_URL', 'https://x.example.com']]),
		);
		expect(read[0]?.path).toBe(`${BELOW_EXPORT}?ids=CALLBACK_URL&ids=JOB_POSTING_VIEWERS`);
		const removed = expectOne('DELETE', { results: { CALLBACK_URL: { status: 204 } } });
		expect(await removeConfigurations(open(), ['CALLBACK_URL'])).toEqual([]);
		expect(removed[0]).toMatchObject({
			path: `${BELOW_EXPORT}?ids=CALLBACK_URL`,
			headers: { 'x-restli-method': 'batch_delete' },
		});
	});

	it('are one resource of their own in the versioned generation', async () => {
		const key =
			'integrationContext=urn:li:organization:1000&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&configurationType=CALLBACK_URL';
		const api = open({ overrides: { integrationConfigurations: 'rest' } });
		const sent = expectOne('PUT', { results: { [key]: { status: 204 } } });
		expect(await setConfigurations(api, callback)).toEqual([]);
		expect(sent[0]).toMatchObject({
			path: `/rest/integrationConfigurations?${key
				.split('&')
				.map((part) => `ids[0].${part}`)
				.join('&')}`,
			body: {
				entities: {
					[key]: { configurationValue: { string: 'https://ats.example.com/li/tenant-17' } },
				},
			},
		});
		const read = expectOne('GET', {
			results: { [key]: { configurationValue: { string: 'https://x.example.com' } } },
		});
		expect(await getConfigurations(api)).toEqual(
			new Map([['CALLBACK_URL', 'https://x.example.com']]),
		);
		expect(read).toHaveLength(1);
	});

	it('are removed the unversioned way in either generation: the other has none (§15.3)', async () => {
		const sent = expectOne('DELETE');
		await removeConfigurations(open({ generation: 'rest' }), ['CALLBACK_URL']);
		expect(sent[0]?.path).toBe(`${BELOW_EXPORT}?ids=CALLBACK_URL`);
		expect(sent[0]?.headers).not.toHaveProperty('linkedin-version');
	});
});

describe('customers’ applications on the wire', () => {
	it('are created with JSON, and updated by a partial update (§1.4)', async () => {
		const created = expectOne('POST', {
			key: 'urn:li:developerApplication:234',
			credentials: { client_id: '86abc', client_secret: 'WPL' },
		});
		const application = {
			uniqueForeignId: 'tenant-17',
			name: 'MyATS - Acme',
			description: 'x',
			validJsSdkDomains: ['https://ats.example.com'],
			oauth2AuthorizedCallbackUrls: [],
		};
		await createApplication(open(), application);
		expect(created[0]).toMatchObject({
			path: '/v2/provisionedApplications',
			headers: { 'content-type': 'application/json' },
			body: application,
		});
		const updated = expectOne('POST');
		await updateApplication(open(), 'urn:li:developerApplication:234', {
			validJsSdkDomains: ['https://ats.example.com'],
		});
		expect(updated[0]).toMatchObject({
			path: '/v2/provisionedApplications/urn:li:developerApplication:234',
			headers: { 'x-restli-method': 'partial_update' },
			body: { patch: { $set: { validJsSdkDomains: ['https://ats.example.com'] } } },
		});
	});
});
