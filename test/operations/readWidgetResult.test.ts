import { createSandbox } from '../../sandbox/createSandbox';
import { CONTRACTS } from '../../sandbox/linkedin/recruiter/contracts';
import { integrate } from '../../sandbox/linkedin/widget/integrate';
import { readWidgetResult } from '../../src/operations/contract/readWidgetResult';
import { CONTRACT_1, CONTRACT_2, ORGANIZATION } from '../support/contractSandbox';

const read = (widgetResult: unknown) =>
	readWidgetResult({ widgetResult, organizationUrn: ORGANIZATION });
const element = (integrationContext: string, integrationType: string, more = {}) => ({
	integrationContext,
	integrationType,
	tenantType: 'RECRUITER',
	onboardingStatus: 'REQUESTED',
	...more,
});
const flat = [
	element(ORGANIZATION, 'ONE_CLICK_EXPORT'),
	element(ORGANIZATION, 'IN_ATS_INDICATOR'),
	element(ORGANIZATION, 'PROFILE_PLUGIN'),
	element(CONTRACT_1, 'CSA_API'),
];
const one = {
	organization: ORGANIZATION,
	contract: CONTRACT_1,
	integrations: [
		['ONE_CLICK_EXPORT', ORGANIZATION, 'company'],
		['IN_ATS_INDICATOR', ORGANIZATION, 'company'],
		['PROFILE_PLUGIN', ORGANIZATION, 'company'],
		['CSA_API', CONTRACT_1, 'contract'],
	].map(([integrationType, context, level]) => ({
		integrationType,
		context,
		level,
		status: 'REQUESTED',
	})),
};
const nested = (name: string) =>
	flat.map(({ onboardingStatus, ...key }) => ({ [name]: key, onboardingStatus }));

describe('what LinkedIn’s widget called back with', () => {
	it.each([
		['a flat list', flat],
		['a list with the data provider', flat.map((one) => ({ ...one, dataProvider: 'ATS' }))],
		['elements with a key of their own', nested('key')],
		['elements with a key by any name', nested('integrationKey')],
		['a list as text', JSON.stringify(flat)],
		['text within text', JSON.stringify(JSON.stringify(flat))],
		['elements as text', flat.map((one) => JSON.stringify(one))],
		['a list in a wrapper', { integrations: flat }],
		['a list in two wrappers, as text', { data: JSON.stringify({ elements: flat }) }],
		['a map by number, as forms post it', Object.fromEntries(flat.entries())],
		['lists of bundles', [flat.slice(0, 3), flat.slice(3)]],
		[
			'the other status name',
			flat.map(({ onboardingStatus, ...one }) => ({ ...one, integrationStatus: onboardingStatus })),
		],
		['elements among foreign things', { page: 'connect', at: 1, integrations: [...flat, null, 7] }],
	])('is read as %s', (_title, shape) => {
		expect(read(shape)).toEqual({ contracts: [one], refused: [] });
	});

	it.each([
		{},
		{ 'li§2.2 nested key name': 'key' },
		{ 'li§2.2 nested key name': 'integration' },
		{ 'li§2.2 dataProvider present': true },
		{ 'li§2.2 status field': 'integrationStatus' },
	])('is read as the sandbox’s widget gives it with %j', async (switches) => {
		const sandbox = await createSandbox({ people: 5, connected: false });
		try {
			for (const [name, value] of Object.entries(switches))
				sandbox.context.switches.set(name, value);
			const app = sandbox.room.apps.byClientId('sandbox-child');
			const [contract] = CONTRACTS.filter(({ urn }) => urn === CONTRACT_1);
			if (!app || !contract) throw new Error('The sandbox has no such contract');
			const request = { app, origin: '', company: true, contract: true, query: '' };
			expect(read(integrate(sandbox.room, request, contract))).toEqual({
				contracts: [one],
				refused: [],
			});
		} finally {
			await sandbox.close();
		}
	});

	it('may be a single element: a further contract', () => {
		const { contracts } = read(element(CONTRACT_2, 'CSA_API', { contractName: 'Acme Europe' }));
		expect(contracts).toEqual([
			{
				organization: ORGANIZATION,
				contract: CONTRACT_2,
				name: 'Acme Europe',
				integrations: [
					{
						integrationType: 'CSA_API',
						context: CONTRACT_2,
						level: 'contract',
						status: 'REQUESTED',
					},
				],
			},
		]);
	});

	it('keeps statuses and types that it does not know, and does without a status', () => {
		const { contracts } = read([
			element(CONTRACT_1, 'CSA_API', { onboardingStatus: 'PENDING_REVIEW' }),
			{ integrationContext: CONTRACT_1, integrationType: 'CRM_CSA_API' },
		]);
		expect(contracts[0]?.integrations).toMatchObject([
			{ integrationType: 'CSA_API', status: 'PENDING_REVIEW' },
			{ integrationType: 'CRM_CSA_API', status: '' },
		]);
	});

	it('may name the bundles that the widget offers', () => {
		const bundles = [
			{
				integrationContext: ORGANIZATION,
				bundledIntegrationType: 'RECRUITER_SYSTEM_CONNECT_COMPANY',
			},
			{ integrationContext: CONTRACT_1, integrationType: 'RECRUITER_SYSTEM_CONNECT_CONTRACT' },
		];
		expect(read(bundles).contracts[0]?.integrations.map((one) => one.integrationType)).toEqual([
			'ONE_CLICK_EXPORT',
			'IN_ATS_INDICATOR',
			'PROFILE_PLUGIN',
			'CSA_API',
		]);
	});

	it('gives one record for each contract, each with the company’s integrations', () => {
		const { contracts } = read([...flat, element(CONTRACT_2, 'CSA_API')]);
		expect(contracts.map(({ contract }) => contract)).toEqual([CONTRACT_1, CONTRACT_2]);
		expect(contracts.map(({ integrations }) => integrations.length)).toEqual([4, 4]);
	});

	it('is refused when it is another organization’s, with its contracts', () => {
		const other = 'urn:li:organization:7';
		const { contracts, refused } = read([
			element(other, 'ONE_CLICK_EXPORT'),
			element(CONTRACT_1, 'CSA_API'),
		]);
		expect(contracts).toEqual([]);
		expect(refused).toMatchObject([
			{ organization: other, code: 'foreignOrganization', state: 'refused' },
			{ contract: CONTRACT_1, code: 'foreignContract' },
		]);
	});

	it('keeps what is ours beside a foreign organization', () => {
		const { contracts, refused } = read([
			...flat,
			element('urn:li:organization:7', 'IN_ATS_INDICATOR'),
		]);
		expect(contracts).toEqual([one]);
		expect(refused).toMatchObject([{ code: 'foreignOrganization' }]);
	});

	it.each([
		['no contract', flat.slice(0, 3), 'noContract'],
		['nothing', [], 'nothingRequested'],
		['an empty list in a wrapper', { integrations: [] }, 'nothingRequested'],
		['words', 'hello', 'unreadable'],
		['broken JSON', '[{"integrationContext":', 'unreadable'],
		['an empty body', {}, 'unreadable'],
		['a null', null, 'unreadable'],
		['contexts that are none', [element('javascript:alert(1)', 'CSA_API')], 'unreadable'],
		['numbers for names', [{ integrationContext: 2001, integrationType: 1 }], 'unreadable'],
	])('with %s is refused with what to do', (_title, shape, code) => {
		const { contracts, refused } = read(shape);
		expect(contracts).toEqual([]);
		expect(refused).toHaveLength(1);
		expect(refused[0]).toMatchObject({ code, organization: ORGANIZATION });
		expect(refused[0]?.whatToDo).not.toBe('');
	});

	it('may be hostile: deep and endless input ends soon', () => {
		let deep: unknown = flat;
		for (let level = 0; level < 50; level += 1) deep = { deep };
		expect(read(deep).refused).toMatchObject([{ code: 'unreadable' }]);
		const many = Array.from({ length: 50_000 }, (_, index) =>
			element(`urn:li:contract:${index}`, 'CSA_API'),
		);
		expect(read(many).contracts).toHaveLength(1000);
	});
});
