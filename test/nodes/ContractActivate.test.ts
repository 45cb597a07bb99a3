import type { INodeExecutionData } from 'n8n-workflow';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { LinkedInPartnerOAuth2Api } from '../../credentials/LinkedInPartnerOAuth2Api.credentials';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { DATA_SHARING_TEXTS } from '../../src/operations/contract/dataSharingTexts';
import {
	ACKNOWLEDGED,
	CONTRACT_1,
	CONTRACT_2,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import { RecruiterAdmin } from '../support/RecruiterAdmin';
import { runNode } from '../support/runNode';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
});
afterEach(async () => {
	await sandbox.close();
});

const node = new ContractActivate();
const app = (clientId: string, change: object = {}) => ({
	grantType: 'clientCredentials',
	clientId,
	clientSecret: `${clientId}-secret`,
	accessTokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
	authentication: 'body',
	scope: '',
	apiBaseUrl: sandbox.linkedInUrl,
	signInBaseUrl: `${sandbox.linkedInUrl}/`,
	...change,
});
const customer = (change: object = {}) => ({
	linkedInRscOAuth2Api: app('sandbox-child', { organization: '1000', ...change }),
});
const partner = () => ({ linkedInPartnerOAuth2Api: app('sandbox-parent') });

const json = (items: INodeExecutionData[] | undefined) => (items ?? []).map((one) => one.json);
const contract = async (
	operation: string,
	items: object[] = [{ ...ACKNOWLEDGED, contract: CONTRACT_1 }],
	parameters: object = {},
	onError?: 'continueRegularOutput' | 'continueErrorOutput',
) =>
	await runNode(
		node,
		{ resource: 'contract', operation, ...parameters },
		customer(),
		items.map((one) => ({ json: { ...one } })),
		onError,
	);

describe('the journey through RSC Contract Activate, on n8n’s own engine', () => {
	it('goes from the acknowledgement to the connection with defaults alone', async () => {
		const acknowledged = await runNode(
			node,
			{
				resource: 'dataSharing',
				operation: 'acknowledge',
				acknowledged: true,
				acknowledgedBy: 'Ada',
			},
			customer(),
		);
		expect(acknowledged.error).toBeUndefined();
		const [record] = json(acknowledged.outputs[0]);
		expect(record).toMatchObject({
			organization: ORGANIZATION,
			acknowledged: true,
			acknowledgedBy: 'Ada',
			acknowledgedText: '2026-11',
			text: DATA_SHARING_TEXTS['2026-11'],
		});

		// An admin chooses a contract in LinkedIn's widget, and a page posts what it called back with.
		const admin = await RecruiterAdmin.signIn(sandbox);
		const body = await admin.requestInWidget(CONTRACT_1);
		const chosen = await contract('readWidgetResult', [{ ...record, body }]);
		expect(chosen.error).toBeUndefined();
		expect(json(chosen.outputs[0])).toMatchObject([{ contract: CONTRACT_1 }]);
		const requested = await contract('requestAccess', json(chosen.outputs[0]));
		expect(json(requested.outputs[0])).toMatchObject([
			{ contract: CONTRACT_1, state: 'requested' },
		]);

		const look = async (...contracts: string[]) =>
			json(
				(await contract('getStatus', [{ ...json(requested.outputs[0])[0], contracts }])).outputs[0],
			);
		expect(await look(CONTRACT_1)).toMatchObject([
			{
				overall: 'waiting',
				missing: ['Company level access', 'Contract level access of contract 2001'],
			},
		]);
		await admin.turn(true);
		expect(await look(CONTRACT_1)).toMatchObject([
			{
				overall: 'partly',
				missing: ['Contract level access of contract 2001'],
				recruiterUrl: `${sandbox.linkedInUrl}/recruiter`,
				acknowledgedBy: 'Ada',
			},
		]);
		await admin.turn(true, CONTRACT_1);
		expect(await look(CONTRACT_1)).toMatchObject([{ overall: 'connected', missing: [] }]);

		// Later, a second contract: the company's part is not redone.
		const more = await contract('readWidgetResult', [
			{ ...record, body: await admin.requestInWidget(CONTRACT_2) },
		]);
		const further = await contract('requestAccess', json(more.outputs[0]));
		expect(json(further.outputs[0])).toMatchObject([
			{ contract: CONTRACT_2, state: 'requested', changed: ['CSA_API.integrationName'] },
		]);
		await admin.turn(true, CONTRACT_2);
		await admin.turn(false, CONTRACT_1);
		expect(await look(CONTRACT_1, CONTRACT_2)).toMatchObject([
			{ contract: CONTRACT_1, overall: 'partly' },
			{ contract: CONTRACT_2, overall: 'connected' },
		]);

		const gone = await contract('deactivate', json(further.outputs[0]));
		expect(json(gone.outputs[0])).toMatchObject([
			{
				state: 'disconnected',
				removed: ['ONE_CLICK_EXPORT.JOB_POSTING_VIEWERS', 'IN_ATS_INDICATOR.APPLICATION_VIEWERS'],
			},
		]);
		expect(gone.hints[0]).toMatch(/only a Recruiter admin can turn them off/);
	});

	it('puts one item for each contract out, paired with the item that it comes from', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const { outputs } = await contract('requestAccess', [
			{ ...ACKNOWLEDGED, contract: CONTRACT_1 },
			{ ...ACKNOWLEDGED, contracts: [CONTRACT_1, CONTRACT_2] },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it('takes contracts as a list, as a text, or from each item', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const both = [CONTRACT_1, CONTRACT_2];
		for (const item of [
			{ contracts: both },
			{ contracts: [2001, 2002] },
			{ contracts: '2001, 2002' },
		]) {
			const { outputs, error } = await contract('getStatus', [{ ...ACKNOWLEDGED, ...item }]);
			expect(error).toBeUndefined();
			expect(json(outputs[0]).map((one) => one.contract)).toEqual(both);
		}
	});

	it('puts what was refused on its second output, and pairs it with its item', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const { outputs, error } = await contract('requestAccess', [
			{ ...ACKNOWLEDGED, contract: '2001' },
			{ ...ACKNOWLEDGED, contract: '9' },
		]);
		expect(error).toBeUndefined();
		expect(json(outputs[0])).toMatchObject([{ contract: CONTRACT_1 }]);
		expect(outputs[1]).toMatchObject([
			{
				json: { contract: 'urn:li:contract:9', state: 'refused', code: 'notGranted' },
				pairedItem: { item: 1 },
			},
		]);
		expect(Object.keys(outputs[1]?.[0]?.json ?? {}).sort()).toEqual([
			'code',
			'contract',
			'organization',
			'reason',
			'state',
			'whatToDo',
		]);
	});

	it('repeats without writing', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await contract('requestAccess');
		sandbox.context.requests.reset();
		const { outputs } = await contract('requestAccess');
		expect(json(outputs[0])).toMatchObject([{ state: 'waiting', changed: [] }]);
		expect(writesOf(sandbox)).toEqual({});
	});

	it('counts the words as on that the user has found', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const { outputs } = await contract('getStatus', undefined, {
			options: { onStatuses: 'ACTIVE, REQUESTED' },
		});
		expect(json(outputs[0])).toMatchObject([{ overall: 'connected' }]);
	});
});

describe('nothing goes before the acknowledgement', () => {
	it.each(['deactivate', 'getStatus', 'readWidgetResult', 'requestAccess'])(
		'%s refuses without it, says so, and asks nobody',
		async (operation) => {
			requestInWidget(sandbox, CONTRACT_1);
			const { error, outputs } = await contract(operation, [{ contract: CONTRACT_1 }]);
			expect(outputs.flat()).toEqual([]);
			expect(error?.message).toMatch(/sharing of data has not been acknowledged/);
			expect(error?.description).toMatch(/Run "Acknowledge Data Sharing" first/);
			expect(requestsOf(sandbox)).toEqual({});
		},
	);

	it.each([
		['no tick', { acknowledged: false, acknowledgedBy: 'Ada' }, /"Acknowledged" is not ticked/],
		[
			'nobody',
			{ acknowledged: true, acknowledgedBy: '={{ $json.who }}' },
			/"Acknowledged By" is empty/,
		],
		[
			'a word for a tick',
			{ acknowledged: '={{ "yes" }}', acknowledgedBy: 'Ada' },
			/"Acknowledged" cannot be used/,
		],
		[
			'an unknown text',
			{ acknowledged: true, acknowledgedBy: 'Ada', textVersion: '1999-01' },
			/"Text Version"/,
		],
	])('it cannot be given with %s', async (_title, parameters, message) => {
		const { error } = await runNode(
			node,
			{ resource: 'dataSharing', operation: 'acknowledge', ...parameters },
			customer(),
		);
		expect(error?.message).toMatch(message);
	});

	it('goes on with the next item when it may', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const { outputs, error } = await contract(
			'getStatus',
			[{ contract: CONTRACT_1 }, { ...ACKNOWLEDGED, contract: CONTRACT_1 }],
			{},
			'continueRegularOutput',
		);
		expect(error).toBeUndefined();
		expect(json(outputs[0])).toMatchObject([
			{ error: expect.stringContaining('acknowledged') },
			{ contract: CONTRACT_1 },
		]);
	});
});

describe('Provision Customer App', () => {
	const parameters = {
		resource: 'customerApp',
		operation: 'provision',
		uniqueForeignId: 'tenant-17',
		name: 'SmartRecruiters - Acme',
		validJsSdkDomains: 'https://a.example.com, https://b.example.com',
	};

	it('creates with the partner’s credential and tells the secret once', async () => {
		const first = await runNode(node, parameters, partner());
		expect(first.error).toBeUndefined();
		expect(json(first.outputs[0])).toMatchObject([
			{
				created: true,
				clientSecret: expect.stringMatching(/.+/),
				validJsSdkDomains: ['https://a.example.com', 'https://b.example.com'],
			},
		]);
		expect(first.hints[0]).toMatch(/Keep the secret now/);
		const second = await runNode(node, parameters, partner());
		expect(json(second.outputs[0])).toMatchObject([{ created: false, changed: [] }]);
		expect(json(second.outputs[0])[0]).not.toHaveProperty('clientSecret');
	});

	it('marks the secret as sensitive', () => {
		expect(node.description.sensitiveOutputFields).toEqual(['clientSecret']);
	});

	it('refuses a name that LinkedIn refuses', async () => {
		const { error } = await runNode(node, { ...parameters, name: 'LinkedIn for Acme' }, partner());
		expect(error?.message).toMatch(/must not contain "LinkedIn"/);
	});

	it('has a credential test that partners pass and customers do not', async () => {
		const { test } = new LinkedInPartnerOAuth2Api();
		const answer = async (clientId: string) => {
			const token = await fetch(`${sandbox.linkedInUrl}/oauth/v2/accessToken`, {
				method: 'POST',
				body: new URLSearchParams({
					grant_type: 'client_credentials',
					client_id: clientId,
					client_secret: `${clientId}-secret`,
				}),
			});
			const { access_token: bearer } = (await token.json()) as { access_token: string };
			return await fetch(`${sandbox.linkedInUrl}${test.request.url}`, {
				headers: { authorization: `Bearer ${bearer}` },
			});
		};
		const allowed = await answer('sandbox-parent');
		expect([allowed.status, await allowed.json()]).toEqual([200, { elements: [] }]);
		expect((await answer('sandbox-child')).status).toBe(403);
		expect(writesOf(sandbox)).toEqual({});
	});
});

describe('its errors', () => {
	it.each([
		['a wrong secret', { clientSecret: 'wrong' }, /LinkedIn answered 401/, /client secret/],
		[
			'somebody else’s organization',
			{ organization: '7' },
			/LinkedIn answered 403/,
			/organization/,
		],
		['an organization that is none', { organization: 'Acme' }, /"Organization"/, /number/],
	])('say what to do about %s', async (_title, change, message, advice) => {
		const { error } = await runNode(
			node,
			{ resource: 'contract', operation: 'getStatus' },
			customer(change),
			[{ json: { ...ACKNOWLEDGED, contract: CONTRACT_1 } }],
		);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
	});

	it('name the parameter and the item', async () => {
		const { error } = await contract('getStatus', undefined, {
			contracts: '={{ ({ a: 1 }) }}',
		});
		expect(error?.message).toBe('"Contracts" cannot be used [Item 0]');
	});

	it('hold no token, secret or person', async () => {
		const { error } = await runNode(
			node,
			{ resource: 'contract', operation: 'getStatus' },
			customer({ organization: '7' }),
			[{ json: { ...ACKNOWLEDGED, contract: CONTRACT_1 } }],
		);
		expect(JSON.stringify(error)).not.toMatch(/Ada|AQX|sandbox-child-secret/);
	});
});
