import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { NewApplication } from '../../src/linkedin/provisioning';
import { provisionCustomerApp } from '../../src/operations/contract/provisionCustomerApp';
import { answerNext, requestsOf, writesOf } from '../support/contractSandbox';
import { fetchTransport } from '../../scripts/support/fetchTransport';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
});
afterEach(async () => {
	await sandbox.close();
});

const WANTED: NewApplication = {
	uniqueForeignId: 'tenant-17',
	name: 'SmartRecruiters - Acme',
	description: 'Recruiter System Connect',
	validJsSdkDomains: ['https://connect.example.com/'],
	oauth2AuthorizedCallbackUrls: ['https://n8n.example.com/rest/oauth2-credential/callback'],
};

async function provision(change: Partial<NewApplication> = {}, clientId = 'sandbox-parent') {
	const connection = sandboxConnection(sandbox);
	const transport = fetchTransport({
		tokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
		clientId,
		clientSecret: `${clientId}-secret`,
	});
	return await provisionCustomerApp({ ...connection.linkedIn, transport }, connection, {
		...WANTED,
		...change,
	});
}
const children = () =>
	sandbox.room.apps.children().filter(({ uniqueForeignId }) => uniqueForeignId === 'tenant-17');

describe('provisioning a customer’s application', () => {
	it('creates it with its addresses, and tells the secret that once', async () => {
		const app = await provision();
		expect(children()).toMatchObject([
			{
				name: 'SmartRecruiters - Acme',
				jsDomains: ['https://connect.example.com'],
				callbackUrls: WANTED.oauth2AuthorizedCallbackUrls,
			},
		]);
		expect(app).toEqual({
			application: children()[0]?.urn,
			uniqueForeignId: 'tenant-17',
			name: 'SmartRecruiters - Acme',
			clientId: children()[0]?.clientId,
			clientSecret: children()[0]?.clientSecret,
			created: true,
			changed: [],
			validJsSdkDomains: ['https://connect.example.com'],
			oauth2AuthorizedCallbackUrls: WANTED.oauth2AuthorizedCallbackUrls,
			notice: expect.stringContaining('Keep the secret now'),
		});
	});

	it('finds it the second time, writes nothing, and has no secret to tell', async () => {
		const first = await provision();
		sandbox.context.requests.reset();
		const second = await provision();
		expect(second).toMatchObject({
			application: first.application,
			clientId: first.clientId,
			created: false,
			changed: [],
			notice: expect.stringContaining('roll a new one'),
		});
		expect(second).not.toHaveProperty('clientSecret');
		expect(writesOf(sandbox)).toEqual({});
	});

	it('updates only the list of addresses that differs; an empty one stays', async () => {
		await provision();
		const app = await provision({
			validJsSdkDomains: ['https://b.example.com', 'https://a.example.com'],
			oauth2AuthorizedCallbackUrls: [],
		});
		expect(app).toMatchObject({
			changed: ['validJsSdkDomains'],
			oauth2AuthorizedCallbackUrls: WANTED.oauth2AuthorizedCallbackUrls,
		});
		expect(children()).toMatchObject([
			{
				jsDomains: ['https://b.example.com', 'https://a.example.com'],
				callbackUrls: WANTED.oauth2AuthorizedCallbackUrls,
			},
		]);
		// The order of a list means nothing.
		expect(
			await provision({ validJsSdkDomains: ['https://a.example.com', 'https://b.example.com'] }),
		).toMatchObject({ changed: [] });
	});

	it('gives each customer an application of its own', async () => {
		const one = await provision();
		const other = await provision({ uniqueForeignId: 'tenant-18', name: 'SmartRecruiters - B' });
		expect(other.application).not.toBe(one.application);
	});

	it('does not create twice when the answer is lost, and says where the secret is to come from', async () => {
		answerNext(sandbox, '', undefined, {
			path: '/v2/provisionedApplications',
			method: 'POST',
			kind: 'lost',
		});
		const app = await provision();
		expect(children()).toHaveLength(1);
		expect(app).toMatchObject({
			created: false,
			notice: expect.stringContaining('Roll a new secret'),
		});
		expect(app).not.toHaveProperty('clientSecret');
	});

	it('says that it is not clear when LinkedIn fails before anything was created', async () => {
		answerNext(sandbox, '', undefined, {
			path: '/v2/provisionedApplications',
			method: 'POST',
			status: 503,
		});
		await expect(provision()).rejects.toMatchObject({ name: 'UnclearOutcomeError' });
		expect(children()).toHaveLength(0);
		expect(await provision()).toMatchObject({ created: true });
	});

	it('takes the application that somebody else created in the same moment', async () => {
		await provision();
		answerNext(sandbox, '/v2/provisionedApplications', { elements: [] }, { method: 'GET' });
		expect(await provision()).toMatchObject({ created: false, changed: [] });
	});

	it('says when an id is taken by somebody whose application is not shown', async () => {
		await provision();
		answerNext(
			sandbox,
			'/v2/provisionedApplications',
			{ elements: [] },
			{ method: 'GET', times: 2 },
		);
		await expect(provision()).rejects.toThrow(/"Customer ID" is taken/);
	});

	it.each([
		['a name of 51 characters', { name: 'x'.repeat(51) }, /"Name" has 51 characters/],
		['LinkedIn in the name', { name: 'ATS for linkedin' }, /must not contain "LinkedIn"/],
		['an empty name', { name: ' ' }, /"Name" is empty/],
		['an empty customer', { uniqueForeignId: '' }, /"Customer ID" is empty/],
		['an empty description', { description: '' }, /"Description" is empty/],
		['a page as domain', { validJsSdkDomains: ['https://a.example.com/page'] }, /"Widget Domains"/],
		['a bare host as domain', { validJsSdkDomains: ['a.example.com'] }, /"Widget Domains"/],
		['a word as callback', { oauth2AuthorizedCallbackUrls: ['cb'] }, /"Sign-in Callback URLs"/],
	])('refuses %s before LinkedIn does', async (_title, change, message) => {
		await expect(provision(change)).rejects.toThrow(message);
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('is not for a customer’s own application', async () => {
		await expect(provision({}, 'sandbox-child')).rejects.toThrow(
			/does not let this application provision/,
		);
	});
});
