import type { INode, INodeExecutionData } from 'n8n-workflow';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { CallbackReceiver } from '../support/CallbackReceiver';
import {
	company,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { type NodeRun, runNode, type RunOptions } from '../../scripts/support/runNode';

const node = new ContractActivate();
let sandbox: Sandbox;
let tables: MemoryDataTables;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 30, connected: false });
	tables = new MemoryDataTables();
});
afterEach(async () => {
	await sandbox.close();
});

const json = (items: INodeExecutionData[] = []) => items.map((item) => item.json);
async function run(parameters: INode['parameters'], options: RunOptions = {}): Promise<NodeRun> {
	const credentials = { ...linkedInCredential(sandbox), ...smartRecruitersCredential(sandbox) };
	return await runNode(node, parameters, credentials, { tables, ...options });
}
const contract = (operation: string, more = {}): INode['parameters'] => ({
	resource: 'contract',
	operation,
	...more,
});
const dataSharing = (operation: string, more = {}): INode['parameters'] => ({
	resource: 'dataSharing',
	operation,
	...more,
});
const acknowledge = async (): Promise<NodeRun> =>
	await run(dataSharing('acknowledge', { acknowledged: true, acknowledgedBy: 'Ada Lo' }));

describe('RSC Contract Activate › Move', () => {
	it.each([
		['contract', { endingContracts: '2001' }, { step: 'connected', state: 'stop' }],
		['atsCompany', {}, { step: 'atsCompany', state: 'done' }],
		['companyPage', { fromOrganization: '1001' }, { step: 'switchesOff', state: 'stop' }],
	])('%s needs no field of the other moves', async (move, fields, step) => {
		await acknowledge();
		const moved = await run(contract('move', { move, ...fields }));
		expect(moved.error).toBeUndefined();
		expect(json(moved.outputs[0])).toEqual([expect.objectContaining(step)]);
	});
});

describe('RSC Contract Activate › a switch', () => {
	it.each([
		[
			'Both Switches Are Off',
			contract('move', { move: 'companyPage', fromOrganization: '1001', switchesOff: 'yes' }),
		],
		['Preview Only', dataSharing('setVisibility', { who: 'team', previewOnly: 'yes' })],
		[
			'Allow Jobs That Nobody Sees',
			dataSharing('setVisibility', { who: 'team', allowsNobody: 'no' }),
		],
		['Preview Only', dataSharing('setSharingRules', { previewOnly: 'yes' })],
	])('%s does not count as off when it holds something else', async (label, parameters) => {
		await acknowledge();
		const done = await run(parameters);
		expect(done.error?.message).toBe(`"${label}" cannot be used [Item 0]`);
	});

	it.each([
		['move', contract('move', { move: 'atsCompany', switchesOff: '' })],
		[
			'visibility',
			dataSharing('setVisibility', {
				...{ who: 'everybody', confidentialToTeam: '', allowsNobody: '' },
				...{ scheme: '', accessGroups: '' },
			}),
		],
	])('counts as off while another choice hides it (%s)', async (_what, parameters) => {
		await acknowledge();
		expect((await run(parameters)).error).toBeUndefined();
	});
});

describe('RSC Contract Activate › Preflight', () => {
	const byCheck = (found: NodeRun) =>
		new Map(json(found.outputs[0]).map((line) => [line.check, line] as const));

	it('gives an item a line, and makes no table', async () => {
		const found = await run(contract('preflight'));
		expect(found.error).toBeUndefined();
		const lines = byCheck(found);
		expect(lines.get('linkedInCredential')).toMatchObject({ level: 'ok', side: 'linkedIn' });
		expect(lines.get('smartRecruitersCredential')).toMatchObject({
			finding: 'smartRecruitersWorks',
			says: 'SmartRecruiters accepts the credential. It belongs to Sample Co (SampleCo).',
		});
		expect(lines.get('dataTables')).toMatchObject({ finding: 'tablesEmpty' });
		expect(lines.get('address')).toMatchObject({ facts: { address: 'http://127.0.0.1' } });
		expect(tables.calls).toEqual(['list']);
	});

	it('asks n8n whether a table would take a row, without writing one', async () => {
		await acknowledge();
		const rows = JSON.stringify(tables.rows('rsc_contracts'));
		expect(byCheck(await run(contract('preflight'))).get('dataTables')?.finding).toBe(
			'tablesReady',
		);
		expect(JSON.stringify(tables.rows('rsc_contracts'))).toBe(rows);
		tables.before = (_table, kind) => {
			if (kind === 'write') throw new Error('Data table size limit exceeded');
		};
		expect(byCheck(await run(contract('preflight'))).get('dataTables')).toMatchObject({
			level: 'stop',
			says: 'n8n’s Data Tables accept no more rows.',
		});
	});

	it('believes somebody who says that the own integration is off', async () => {
		await fetch(`${sandbox.url}/_sandbox/smartrecruiters/own-integration`, { method: 'POST' });
		const before = byCheck(await run(contract('preflight'))).get('ownIntegration');
		expect(before).toMatchObject({ level: 'stop', finding: 'ownIntegrationOn' });
		const options = { ownIntegrationOff: true };
		const after = byCheck(await run(contract('preflight', { options }))).get('ownIntegration');
		expect(after).toMatchObject({ level: 'ok', finding: 'ownIntegrationSaidOff' });
	});
});

describe('RSC Contract Activate', () => {
	it('tells whether LinkedIn’s notifications arrive here, with n8n’s own address and secret', async () => {
		await acknowledge();
		requestInWidget(sandbox, CONTRACT_1);
		await run(contract('addContracts', { contracts: '2001' }));
		await run(contract('requestAccess'));
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		const receiver = new CallbackReceiver('sandbox-child-secret');
		await receiver.start();
		sandbox.store
			.of(ORGANIZATION)
			.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)
			?.configurations.set('CALLBACK_URL', receiver.url);
		try {
			// n8n itself would refuse what nobody signed; this one takes everything.
			const deaf = await run(contract('getStatus'));
			expect(json(deaf.outputs[1])).toContainEqual(
				expect.objectContaining({
					name: 'LinkedIn’s notifications',
					state: 'deaf',
					problem: 'A notification is answered with 200',
				}),
			);
			receiver.statuses = [401];
			const well = await run(contract('getStatus'));
			expect(json(well.outputs[1])).toMatchObject([{ state: 'working', stateBefore: 'deaf' }]);
			const seen = receiver.pushes.length;
			tables.rows('rsc_sync').length = 0;
			await run(contract('getStatus', { options: { checkCallback: false } }));
			expect(receiver.pushes).toHaveLength(seen);
		} finally {
			await receiver.stop();
		}
	});

	it('gives a support bundle with the calls that failed in earlier runs', async () => {
		await acknowledge();
		requestInWidget(sandbox, CONTRACT_1);
		await run(contract('addContracts', { contracts: '2001' }));
		sandbox.context.faults.add([
			{
				...{ vendor: 'linkedin', kind: 'status', status: 403, path: '/v2/atsIntegrations' },
				...{ times: 1, skip: 0, delayMs: 0 },
			},
		]);
		await run(contract('requestAccess'));
		expect(tables.rows('rsc_failures')).toMatchObject([{ status: 403, times: 1 }]);
		const { outputs, error } = await run(contract('supportBundle'));
		expect(error).toBeUndefined();
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({
			organization: ORGANIZATION,
			failures: [
				{
					request: { endpoint: 'GET /v2/atsIntegrations' },
					response: { status: 403, 'x-li-fabric': 'sandbox-lva1' },
				},
			],
		});
		expect(item?.binary?.data).toMatchObject({
			fileName: 'rsc-support.json',
			mimeType: 'application/json',
		});
	});

	it('connects a contract, one node after the other, with nothing handed over by hand', async () => {
		expect(json((await acknowledge()).outputs[0])).toMatchObject([
			{ organization: ORGANIZATION, acknowledgedBy: 'Ada Lo', acknowledgedText: '2026-11' },
		]);
		requestInWidget(sandbox, CONTRACT_1);
		const added = await run(contract('addContracts', { contracts: '2001, x9', name: 'ignored' }));
		expect(json(added.outputs[0])).toMatchObject([{ contract: CONTRACT_1, state: 'chosen' }]);
		expect(json(added.outputs[1])).toMatchObject([{ code: 'notAContract' }]);
		const asked = await run(contract('requestAccess'));
		expect(json(asked.outputs[0])).toMatchObject([{ contract: CONTRACT_1, state: 'requested' }]);
		const waiting = await run(contract('getStatus'));
		expect(json(waiting.outputs[0])).toMatchObject([{ state: 'waiting' }]);
		expect(json(waiting.outputs[1])).toMatchObject([{ stateBefore: 'requested' }]);
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		const on = await run(contract('getStatus'));
		expect(json(on.outputs[1])).toMatchObject([
			{ state: 'connected', stateBefore: 'waiting', contract: CONTRACT_1 },
		]);
		expect((await run(contract('getStatus'))).outputs[1]).toEqual([]);

		const off = await run(contract('deactivate'));
		expect(json(off.outputs[0])).toMatchObject([{ state: 'disconnected' }]);
		expect(tables.rows('rsc_contracts').map(({ state }) => state)).toEqual([
			'disconnected',
			'disconnected',
		]);
	});

	it('requests all contracts once, however many items come from the node before', async () => {
		await acknowledge();
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const { outputs } = await run(contract('addContracts', { contracts: '2001, 2002' }));
		const asked = await run(contract('requestAccess'), { items: outputs[0] ?? [] });
		expect(asked.error).toBeUndefined();
		expect(json(asked.outputs[0])).toMatchObject([
			{ contract: CONTRACT_1, state: 'requested' },
			{ contract: CONTRACT_2, state: 'requested' },
		]);
	});

	it('puts what LinkedIn’s widget gave on the list', async () => {
		await acknowledge();
		const item = {
			json: { integrationContext: CONTRACT_1, integrationType: 'CSA_API', contractName: 'Acme' },
		};
		const { outputs } = await run(contract('readWidgetResult', { widgetResult: '={{ $json }}' }), {
			items: [item],
		});
		expect(json(outputs[0])).toMatchObject([
			{
				contract: CONTRACT_1,
				name: 'Acme',
				state: 'chosen',
				integrations: [{ level: 'contract' }],
			},
		]);
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('keeps rules once, by id, and stops at a name that SmartRecruiters does not know', async () => {
		const [first] = json((await run(dataSharing('getSharingRules'))).outputs[0]);
		expect(first).toMatchObject({
			changedBy: '',
			rules: { confidentialTags: ['confidential'], departmentsNeverSent: [] },
			preview: { jobsNeverSent: 0, rules: [] },
		});
		const unknown = await run(
			dataSharing('setSharingRules', { rules: { departmentsNeverSent: ['Enginering'] } }),
		);
		expect(unknown.error?.message).toMatch(/department that SmartRecruiters does not have: Engin/);
		expect(tables.rows('rsc_settings')).toEqual([]);

		const token = await fetch(`${sandbox.smartRecruitersUrl}/configuration/departments`, {
			headers: { 'X-SmartToken': 'SANDBOX-KEY' },
		});
		const { content } = (await token.json()) as { content: Array<{ id: string; label: string }> };
		const { id, label } = content[0] ?? { id: '', label: '' };
		const rules = { departmentsNeverSent: [label.toUpperCase()] };
		const draft = await run(dataSharing('setSharingRules', { rules, previewOnly: true }));
		expect(json(draft.outputs[0])).toMatchObject([
			{ kept: false, preview: { rules: [{ id, label, rule: 'neverSent' }] } },
		]);
		expect(tables.rows('rsc_settings')).toEqual([]);
		await run(dataSharing('setSharingRules', { rules, changedBy: 'Ada' }));
		await run(dataSharing('setSharingRules', { rules: { notes: true }, changedBy: 'Ben' }));
		const [after] = json((await run(dataSharing('getSharingRules'))).outputs[0]);
		expect(after).toMatchObject({
			changedBy: 'Ben',
			rules: { departmentsNeverSent: [id], notes: true, reviews: false },
		});
	});

	it('names what is missing, and the item', async () => {
		await acknowledge();
		const { error } = await run(contract('addContracts', { contracts: ' , ' }));
		expect(error).toMatchObject({ message: '"Contracts" is empty [Item 0]' });
		const nothing = await run(contract('requestAccess'));
		expect(nothing.error?.description).toContain('Add a contract first');
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('goes on with the other items when one fails', async () => {
		await acknowledge();
		const { outputs } = await run(
			contract('addContracts', { contracts: '={{ $json.contract }}' }),
			{
				items: [{ json: { contract: '' } }, { json: { contract: '2001' } }],
				onError: 'continueRegularOutput',
			},
		);
		expect(json(outputs[0])).toMatchObject([
			{ error: expect.stringContaining('"Contracts" is empty') },
			{ contract: CONTRACT_1 },
		]);
	});

	it('sends nothing when the tables cannot be used', async () => {
		tables.before = () => {
			throw new Error('read-only');
		};
		const { error } = await run(contract('requestAccess', { contracts: '2001' }));
		expect(error).toBeDefined();
		expect(writesOf(sandbox)).toEqual({});
	});

	it('shows page operations among the operations, and not among the actions', () => {
		const options = node.description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options: some = [] }) => some);
		const without = options.flatMap((one) =>
			'value' in one && !('action' in one && one.action) ? [one.value] : [],
		);
		expect(without.sort()).toEqual([
			'connectPage',
			'contractChosen',
			'disconnectPage',
			'profileLink',
			'profilePage',
			'statusPage',
		]);
	});
});

describe('a customer app', () => {
	const partner = () => {
		const { linkedInRscOAuth2Api } = linkedInCredential(sandbox, {
			clientId: 'sandbox-parent',
			clientSecret: 'sandbox-parent-secret',
		});
		return { linkedInPartnerOAuth2Api: linkedInRscOAuth2Api };
	};
	const parameters = {
		resource: 'customerApp',
		operation: 'provision',
		uniqueForeignId: 'tenant-17',
		name: 'SmartRecruiters - Acme',
		validJsSdkDomains: 'https://a.example.com, https://b.example.com',
	};

	it('is created with the partner’s credential, and its secret is told once', async () => {
		const first = await runNode(node, parameters, partner());
		expect(first.error).toBeUndefined();
		expect(json(first.outputs[0])).toMatchObject([
			{ created: true, clientSecret: expect.stringMatching(/.+/) },
		]);
		expect(first.hints[0]).toMatch(/Keep the secret now/);
		const second = await runNode(node, parameters, partner());
		expect(json(second.outputs[0])).toMatchObject([{ created: false, changed: [] }]);
		expect(json(second.outputs[0])[0]).not.toHaveProperty('clientSecret');
		expect(node.description.sensitiveOutputFields).toEqual(['clientSecret']);
	});

	it('is not given a name that LinkedIn refuses', async () => {
		const { error } = await runNode(node, { ...parameters, name: 'LinkedIn for Acme' }, partner());
		expect(error?.message).toMatch(/must not contain "LinkedIn"/);
	});
});
