import {
	answerNext,
	company,
	COMPANY_TYPES,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	integration,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import { CALLBACK, ask, openBeforeEach, sandbox } from '../support/requestingAccess';

openBeforeEach();

describe.each([
	['v2', '1.0'],
	['v2', '2.0.0'],
	['rest', '1.0'],
	['rest', '2.0.0'],
] as const)('requesting access in generation %s with keys %s', (generation, protocol) => {
	const choice: ConnectionChoice = {
		linkedIn: { generation, protocol },
	};

	it('names all four integrations, stores viewers and callback, and reads them back', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const { contracts, refused } = await ask({}, choice);
		expect(refused).toEqual([]);
		expect(contracts).toMatchObject([
			{
				organization: ORGANIZATION,
				contract: CONTRACT_1,
				state: 'requested',
				companyLevel: 'off',
				contractLevel: 'off',
				changed: [
					'ONE_CLICK_EXPORT.integrationName',
					'IN_ATS_INDICATOR.integrationName',
					'PROFILE_PLUGIN.integrationName',
					'CSA_API.integrationName',
					'ONE_CLICK_EXPORT.CALLBACK_URL',
					'ONE_CLICK_EXPORT.JOB_POSTING_VIEWERS',
					'IN_ATS_INDICATOR.APPLICATION_VIEWERS',
				],
			},
		]);
		expect(company(sandbox).map(({ integrationName }) => integrationName)).toEqual([
			'SmartRecruiters - Acme - 1-Click Export',
			'SmartRecruiters - Acme - In-ATS Indicator',
			'SmartRecruiters - Acme - Profile Widget',
		]);
		expect(contractOf(sandbox, CONTRACT_1).integrationName).toBe(
			'SmartRecruiters - Acme - Recruiter Activity',
		);
		expect(
			company(sandbox).map(({ configurations }) => Object.fromEntries(configurations)),
		).toEqual([
			{ CALLBACK_URL: CALLBACK, JOB_POSTING_VIEWERS: 'ALL_PRODUCT_USERS' },
			{ APPLICATION_VIEWERS: 'ALL_PRODUCT_USERS' },
			{},
		]);
	});

	it('changes nothing when it is repeated: no writes at all', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await ask({}, choice);
		sandbox.context.requests.reset();
		const { contracts } = await ask({}, choice);
		expect(contracts).toMatchObject([{ state: 'waiting', changed: [] }]);
		expect(writesOf(sandbox)).toEqual({});
		// One for all integrations; configurations hang below theirs in generation 1.
		expect(Object.values(requestsOf(sandbox)).reduce((sum, one) => sum + one, 0)).toBe(
			generation === 'v2' ? 3 : 2,
		);
	});
});

describe('requesting access', () => {
	it('writes only what differs', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await ask();
		integration(sandbox, ORGANIZATION, 'PROFILE_PLUGIN').integrationName = 'Old';
		integration(sandbox, ORGANIZATION, 'ONE_CLICK_EXPORT').configurations.delete('CALLBACK_URL');
		sandbox.context.requests.reset();
		const { contracts } = await ask();
		expect(contracts[0]?.changed).toEqual([
			'PROFILE_PLUGIN.integrationName',
			'ONE_CLICK_EXPORT.CALLBACK_URL',
		]);
		expect(writesOf(sandbox)).toEqual({
			'POST /linkedin/v2/atsIntegrations': 1,
			'PUT /linkedin/v2/atsIntegrations/:key/configurations': 1,
		});
	});

	it('leaves callback and viewers alone where it is told nothing about them', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		integration(sandbox, ORGANIZATION, 'ONE_CLICK_EXPORT').configurations.set(
			'CALLBACK_URL',
			'https://n8n.example.com/webhook/1/rsc',
		);
		const { contracts } = await ask({ callbackUrl: '', allViewers: false });
		expect(contracts[0]?.changed).toHaveLength(4);
		expect(
			Object.fromEntries(integration(sandbox, ORGANIZATION, 'ONE_CLICK_EXPORT').configurations),
		).toEqual({ CALLBACK_URL: 'https://n8n.example.com/webhook/1/rsc' });
	});

	it('takes several contracts in one go, each with its own result', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		for (const one of company(sandbox)) one.enabled = true;
		contractOf(sandbox, CONTRACT_1).enabled = true;
		const { contracts, refused } = await ask({ contracts: ['2001, 2002', CONTRACT_1] });
		expect(refused).toEqual([]);
		expect(contracts).toMatchObject([
			{ contract: CONTRACT_1, state: 'connected', companyLevel: 'on', contractLevel: 'on' },
			{
				contract: CONTRACT_2,
				state: 'requested',
				companyLevel: 'on',
				contractLevel: 'off',
				missing: ['Contract level access of contract 2002'],
			},
		]);
		expect(contractOf(sandbox, CONTRACT_2).integrationName).toMatch(/Recruiter Activity/);
		expect(writesOf(sandbox)).toEqual({
			'POST /linkedin/v2/atsIntegrations': 1,
			'PUT /linkedin/v2/atsIntegrations/:key/configurations': 2,
		});
	});

	it('does not redo the company’s part for a further contract', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await ask();
		requestInWidget(sandbox, CONTRACT_2);
		const { contracts } = await ask({ contracts: [CONTRACT_2] });
		expect(contracts[0]?.changed).toEqual(['CSA_API.integrationName']);
	});

	it('goes on when only a part of the company bundle was requested, and says what is off', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		integration(sandbox, ORGANIZATION, 'IN_ATS_INDICATOR').requested = false;
		const { contracts, refused } = await ask();
		expect(refused).toEqual([]);
		expect(contracts[0]?.changed).not.toContain('IN_ATS_INDICATOR.APPLICATION_VIEWERS');
		expect(contracts[0]).toMatchObject({ companyLevel: 'off', state: 'requested' });
	});

	it.each([
		['contracts', { contracts: [' , '] }, /"Contracts" is empty/],
		['a name', { namePrefix: ' ' }, /"Name in Recruiter" is empty/],
		['an address as callback', { callbackUrl: 'n8n' }, /"Callback URL" is not a web address/],
		['HTTPS', { callbackUrl: 'http://n8n.example.com/x' }, /must begin with https/],
		['a port that LinkedIn calls', { callbackUrl: 'https://n8n.example.com:5678/x' }, /443 or 80/],
		['a callback that is no tunnel', { callbackUrl: 'https://a.ngrok-free.app/x' }, /ngrok/],
	])('does nothing without %s', async (_title, change, message) => {
		requestInWidget(sandbox, CONTRACT_1);
		await expect(ask(change)).rejects.toThrow(message);
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('does not offer the real LinkedIn an address on this machine', async () => {
		await expect(
			ask({}, { linkedIn: { baseUrl: 'https://api.linkedin.example.com' } }),
		).rejects.toThrow(/cannot reach an address on this machine/);
	});

	it.each([
		['a 429', { kind: 'status', status: 429 }],
		['a 503', { kind: 'status', status: 503 }],
		['a write whose answer is lost', { kind: 'lost', method: 'POST', path: 'atsIntegrations' }],
		['an answer that is cut off', { kind: 'cutOff' }],
	])('survives %s', async (_title, fault) => {
		requestInWidget(sandbox, CONTRACT_1);
		answerNext(sandbox, '', undefined, { path: '/v2/atsIntegrations', ...fault });
		expect((await ask()).contracts).toMatchObject([{ state: 'requested' }]);
	});

	it('handles more contracts than one request takes', async () => {
		const integrations = sandbox.store.of(ORGANIZATION).integrations;
		for (const one of company(sandbox)) one.requested = true;
		const many = Array.from({ length: 120 }, (_, index) => `urn:li:contract:${30_000 + index}`);
		sandbox.room.apps.byClientId('sandbox-child')?.contracts.push(...many);
		for (const contract of many)
			integrations.set(`${contract} CSA_API`, {
				requested: true,
				enabled: false,
				configurations: new Map(),
			});
		const { contracts, refused } = await ask({ contracts: many });
		expect([contracts.length, refused.length]).toEqual([120, 0]);
		expect(integrations.get(`${many[119]} CSA_API`)?.integrationName).toMatch(/Recruiter Activity/);
	});

	it.each(COMPANY_TYPES)('reports the level as off while %s is off', async (type) => {
		requestInWidget(sandbox, CONTRACT_1);
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		integration(sandbox, ORGANIZATION, type).enabled = false;
		const { contracts } = await ask();
		expect(contracts).toMatchObject([{ companyLevel: 'off', contractLevel: 'on' }]);
		expect(contracts[0]?.state).not.toBe('connected');
	});
});
