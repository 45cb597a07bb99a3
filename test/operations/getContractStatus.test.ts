import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import {
	getContractStatus,
	type StatusInput,
} from '../../src/operations/contract/getContractStatus';
import {
	answerNext,
	company,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	FOREIGN_CONTRACT,
	integration,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
});
afterEach(async () => {
	await sandbox.close();
});

async function look(change: Partial<StatusInput> = {}, choice: ConnectionChoice = {}) {
	const connection = sandboxConnection(sandbox, choice);
	return await getContractStatus(connection.linkedIn, connection, {
		contracts: [CONTRACT_1],
		webBaseUrl: 'https://www.linkedin.com',
		onSymbols: [],
		...change,
	});
}

/** A batch answer with one status for all, in LinkedIn's own order of key parts. */
function withStatus(status: string, field = 'onboardingStatus') {
	const key = (context: string, type: string) =>
		`tenantType=RECRUITER&integrationType=${type}&dataProvider=ATS&integrationContext=${context}`;
	return {
		results: Object.fromEntries(
			[
				key(ORGANIZATION, 'ONE_CLICK_EXPORT'),
				key(ORGANIZATION, 'IN_ATS_INDICATOR'),
				key(ORGANIZATION, 'PROFILE_PLUGIN'),
				key(CONTRACT_1, 'CSA_API'),
			].map((name) => [name, { [field]: status }]),
		),
	};
}

describe.each([
	['v2', '1.0'],
	['v2', '2.0.0'],
	['rest', '1.0'],
	['rest', '2.0.0'],
] as const)('the status in generation %s with keys %s', (generation, protocol) => {
	const choice: ConnectionChoice = { linkedIn: { generation, protocol } };

	it('follows the switches in Recruiter', async () => {
		expect((await look({}, choice)).contracts).toMatchObject([
			{ companyLevel: 'notRequested', contractLevel: 'notRequested', overall: 'notRequested' },
		]);
		requestInWidget(sandbox, CONTRACT_1);
		expect((await look({}, choice)).contracts).toMatchObject([
			{ companyLevel: 'off', contractLevel: 'off', overall: 'waiting' },
		]);
		for (const one of company(sandbox)) one.enabled = true;
		expect((await look({}, choice)).contracts).toMatchObject([
			{ companyLevel: 'on', contractLevel: 'off', overall: 'partly' },
		]);
		contractOf(sandbox, CONTRACT_1).enabled = true;
		expect((await look({}, choice)).contracts).toMatchObject([
			{ companyLevel: 'on', contractLevel: 'on', overall: 'connected' },
		]);
	});

	it('of several contracts costs one request', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const { contracts } = await look({ contracts: ['2001', '2002'] }, choice);
		expect(contracts).toHaveLength(2);
		expect(Object.values(requestsOf(sandbox))).toEqual([1]);
	});
});

describe('the status of a contract', () => {
	it('names the missing switch, what it costs, and the way to it', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		for (const one of company(sandbox)) one.enabled = true;
		const { contracts } = await look();
		expect(contracts).toEqual([
			{
				organization: ORGANIZATION,
				contract: CONTRACT_1,
				companyLevel: 'on',
				contractLevel: 'off',
				overall: 'partly',
				missing: ['Contract level access of contract 2001'],
				featuresOff: [
					'Seat holders, InMails, prospect notes and contact details from Recruiter in the ATS',
				],
				clickPath:
					'Profile picture › Product settings › Integrations › Manage integrations › Edit › Contract level access of contract 2001',
				whatToDo: expect.stringMatching(/^In LinkedIn Recruiter, as a Recruiter admin: Profile/),
				integrations: expect.arrayContaining([
					{
						integrationType: 'CSA_API',
						context: CONTRACT_1,
						level: 'contract',
						status: 'REQUESTED',
						state: 'off',
						name: '',
					},
				]),
				recruiterUrl: 'https://www.linkedin.com/recruiter',
				checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			},
		]);
	});

	it('names both switches in their order, and every feature', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const [status] = (await look()).contracts;
		expect(status?.missing).toEqual([
			'Company level access',
			'Contract level access of contract 2001',
		]);
		expect(status?.clickPath).toMatch(
			/integrations › Edit › Company level access, then Contract level/,
		);
		expect(status?.featuresOff).toHaveLength(4);
	});

	it('names nothing when all is on', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		expect((await look()).contracts).toMatchObject([
			{
				missing: [],
				featuresOff: [],
				whatToDo: '',
				clickPath: 'Profile picture › Product settings › Integrations › Manage integrations',
			},
		]);
	});

	it('names the one company feature that is off', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		integration(sandbox, ORGANIZATION, 'PROFILE_PLUGIN').enabled = false;
		expect((await look()).contracts).toMatchObject([
			{
				companyLevel: 'off',
				overall: 'partly',
				missing: ['Company level access'],
				featuresOff: ['The Recruiter profile beside the candidate in the ATS'],
			},
		]);
	});

	it('sends to the widget first what nobody has requested', async () => {
		for (const one of company(sandbox)) one.requested = true;
		const [status] = (await look()).contracts;
		expect(status).toMatchObject({ companyLevel: 'off', contractLevel: 'notRequested' });
		expect(status?.overall).toBe('notRequested');
		expect(status?.whatToDo).toMatch(/^Request this contract in LinkedIn’s widget/);
	});

	it.each(['onboardingStatus', 'integrationStatus'])('is read from %s', async (field) => {
		answerNext(sandbox, '/v2/atsIntegrations', withStatus('ENABLED', field));
		expect((await look()).contracts).toMatchObject([{ overall: 'connected' }]);
	});

	it.each(['enabled', 'ENABLED_BY_ADMIN', 'ACTIVE', 'NOT_ENABLED', ''])(
		'is never on by a word that is not known: "%s"',
		async (symbol) => {
			answerNext(sandbox, '/v2/atsIntegrations', withStatus(symbol));
			const [status] = (await look()).contracts;
			expect(status).toMatchObject({
				companyLevel: 'unknown',
				contractLevel: 'unknown',
				overall: 'waiting',
			});
			expect(status?.featuresOff).toHaveLength(4);
			expect(status?.whatToDo).toMatch(
				symbol ? new RegExp(`answers with ${symbol},`) : /no status/,
			);
			expect(status?.whatToDo).toMatch(/Statuses That Count as On/);
		},
	);

	it('is on by a word that the user has found out', async () => {
		answerNext(sandbox, '/v2/atsIntegrations', withStatus('ACTIVE'));
		expect((await look({ onSymbols: ['ACTIVE'] })).contracts).toMatchObject([
			{ overall: 'connected' },
		]);
	});

	it('survives an answer whose fields are of other kinds', async () => {
		const odd = withStatus('ENABLED');
		answerNext(sandbox, '/v2/atsIntegrations', {
			results: Object.fromEntries(
				Object.keys(odd.results).map((key) => [
					key,
					{ onboardingStatus: { value: 1 }, integrationName: 7, more: [] },
				]),
			),
		});
		expect((await look()).contracts).toMatchObject([{ companyLevel: 'unknown' }]);
	});

	it('refuses foreign contracts and goes on with the others', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const { contracts, refused } = await look({ contracts: ['2001,9', 'x9'] });
		expect(contracts.map(({ contract }) => contract)).toEqual([CONTRACT_1]);
		expect(refused).toMatchObject([
			{ contract: 'x9', code: 'notAContract' },
			{ contract: FOREIGN_CONTRACT, code: 'notGranted', state: 'refused' },
		]);
	});

	it('asks again for a part that failed on LinkedIn’s side, and then says so', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const failed = {
			results: withStatus('ENABLED').results,
			errors: {},
		};
		const key = Object.keys(failed.results).find((name) => name.includes('CSA_API')) ?? '';
		Reflect.deleteProperty(failed.results, key);
		failed.errors = { [key]: { status: 503, message: 'later' } };
		answerNext(sandbox, '/v2/atsIntegrations', failed);
		expect((await look()).contracts).toMatchObject([
			{ companyLevel: 'on', contractLevel: 'off', overall: 'partly' },
		]);
		answerNext(sandbox, '/v2/atsIntegrations', failed, { times: 2 });
		expect((await look()).refused).toMatchObject([
			{ code: 'notAnswered', reason: expect.stringContaining('503') },
		]);
	});

	it('refuses the whole when the organization is not this application’s', async () => {
		await expect(
			look({}, { linkedIn: { organizationUrn: 'urn:li:organization:7' } }),
		).rejects.toMatchObject({ status: 403 });
	});

	it('does not take a wrong address for something that nobody has requested', async () => {
		answerNext(sandbox, '/v2/atsIntegrations', {}, { status: 404, times: 9 });
		await expect(look()).rejects.toMatchObject({
			status: 404,
			advice: expect.stringContaining('base URL'),
		});
	});

	it('writes nothing, ever', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await look();
		expect(writesOf(sandbox)).toEqual({});
	});
});
