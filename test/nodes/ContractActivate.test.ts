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
import { linkedInCredential } from '../../scripts/support/nodeCredentials';
import { runNode } from '../../scripts/support/runNode';
import {
	acknowledge,
	contract,
	dataSharing,
	json,
	node,
	openBeforeEach,
	run,
	sandbox,
	tables,
} from '../support/contractActivateNode';

openBeforeEach();

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
