import { addContracts } from '../../src/operations/contract/addContracts';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import { Contracts } from '../../src/state/Contracts';
import { CONTRACTS } from '../../src/state/tables';
import {
	answerNext,
	company,
	COMPANY_TYPES,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
} from '../support/contractSandbox';
import {
	CHECK,
	REQUEST,
	connect,
	openBeforeEach,
	row,
	runtime,
	sandbox,
	store,
} from '../support/contractJourney';

openBeforeEach();

describe('a contract', () => {
	it('is called by its name, and by its number, where something is missing', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await addContracts(runtime, [{ contract: '2001', name: 'Acme Europe' }]);
		const missing = 'Contract level access of Acme Europe (contract 2001)';
		await requestContracts(runtime, REQUEST);
		expect((await row(CONTRACT_1))?.missing).toBe(`Company level access, ${missing}`);
		for (const one of company(sandbox)) one.enabled = true;
		const checked = await checkContracts(runtime, CHECK);
		expect(checked).toMatchObject({ contracts: [{ name: 'Acme Europe', missing: [missing] }] });
		expect((await row(CONTRACT_1))?.whatToDo).toContain(missing);
	});

	it('that is connected keeps what it has when it is added again', async () => {
		await connect();
		const before = await row(CONTRACT_1);
		expect(before).toMatchObject({ state: 'connected', name: 'Acme Europe' });
		const result = await addContracts(runtime, [{ contract: CONTRACT_1, name: 'Other' }]);
		expect(result).toMatchObject({ added: [{ state: 'connected', name: 'Acme Europe' }] });
		expect(await row(CONTRACT_1)).toEqual(before);
	});

	it('of another organization is not inherited with its state', async () => {
		const other = 'urn:li:organization:7';
		await store.put(CONTRACTS, [
			CONTRACTS.schema.parse({ organization: other, contract: CONTRACT_1, state: 'connected' }),
		]);
		await addContracts(runtime, [{ contract: '2001' }]);
		expect(await row(CONTRACT_1)).toMatchObject({ state: 'chosen' });
		expect(await row(CONTRACT_1, other)).toMatchObject({ state: 'connected' });
	});

	it('is one of at most fifty at once', async () => {
		const many = Array.from({ length: 1_000 }, (_one, index) => ({ contract: String(index + 1) }));
		const result = await addContracts(runtime, many);
		if ('state' in result) throw new Error(result.message);
		expect(result.added).toHaveLength(50);
		expect(result.refused).toHaveLength(950);
		expect(result.refused[0]).toMatchObject({ code: 'tooMany' });
	});

	it('is one of at most fifty at once, and two hundred in all, by a request as well', async () => {
		const numbers = Array.from({ length: 1_000 }, (_one, index) => String(index + 3_000));
		for (let turn = 0; turn < 6; turn += 1) {
			const contracts = numbers.slice(turn * 60, turn * 60 + 60);
			const result = await requestContracts(runtime, { ...REQUEST, contracts });
			expect(result).toMatchObject({ contracts: [] });
		}
		const rows = await store.read(CONTRACTS, { organization: ORGANIZATION });
		expect(rows).toHaveLength(201);
	});

	it('that is connected and has no name takes the one that LinkedIn’s window knows', async () => {
		await connect();
		await store.update(CONTRACTS, { contract: CONTRACT_1 }, { name: '' });
		const before = await row(CONTRACT_1);
		await addContracts(runtime, [{ contract: CONTRACT_1, name: ' Acme Europe ' }]);
		expect(await row(CONTRACT_1)).toEqual({ ...before, name: 'Acme Europe' });
	});

	it('of another organization cannot be stored as one’s own', async () => {
		const foreign = CONTRACTS.schema.parse({
			organization: 'urn:li:organization:7',
			contract: CONTRACT_1,
			state: 'connected',
		});
		const own = new Contracts(store, ORGANIZATION);
		await expect(own.put([foreign])).rejects.toThrow(/another organization/);
		expect(await row(CONTRACT_1)).toBeUndefined();
	});

	it('that is Recruiter Lite is refused without a call', async () => {
		const result = await addContracts(runtime, [{ contract: '2001', product: 'recruiterLite' }]);
		expect(result).toMatchObject({ added: [], refused: [{ code: 'recruiterLite' }] });
		expect(await row(CONTRACT_1)).toBeUndefined();
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('that is requested while it works is not lost by a refusal', async () => {
		await connect();
		sandbox.store.of(ORGANIZATION).integrations.clear();
		await requestContracts(runtime, { ...REQUEST, contracts: ['2001'] }).catch(() => undefined);
		expect((await row(CONTRACT_1))?.state).toMatch(/connected|switchedOff/);
	});
});

describe('a check', () => {
	it('tells only what is another state than before', async () => {
		await connect();
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'connected' });
		expect(await checkContracts(runtime, CHECK)).toMatchObject({
			contracts: [{ contract: CONTRACT_1, state: 'connected' }],
			changed: [],
		});
		contractOf(sandbox, CONTRACT_1).enabled = false;
		expect(await checkContracts(runtime, CHECK)).toMatchObject({
			changed: [{ state: 'switchedOff', stateBefore: 'connected', name: 'Acme Europe' }],
		});
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'switchedOff' });
		contractOf(sandbox, CONTRACT_1).enabled = true;
		expect(await checkContracts(runtime, CHECK)).toMatchObject({
			changed: [{ state: 'connected', stateBefore: 'switchedOff' }],
		});
	});

	it('does not take a failure on LinkedIn’s side for a contract that was switched off', async () => {
		await connect();
		await addContracts(runtime, [{ contract: '2002' }]);
		await store.update(CONTRACTS, { contract: CONTRACT_2 }, { state: 'waiting' });
		const before = await row(CONTRACT_1);
		const part = (context: string, type: string): [string, object] => [
			`tenantType=RECRUITER&integrationType=${type}&dataProvider=ATS&integrationContext=${context}`,
			{ onboardingStatus: 'ENABLED', integrationName: 'x' },
		];
		const failed = (contract: string): [string, object] => [
			part(contract, 'CSA_API')[0],
			{ status: 503, message: 'later' },
		];
		const body = {
			results: Object.fromEntries(COMPANY_TYPES.map((type) => part(ORGANIZATION, type))),
			errors: Object.fromEntries([failed(CONTRACT_1), failed(CONTRACT_2)]),
		};
		answerNext(sandbox, '/v2/atsIntegrations', body, { times: 2 });
		expect(await checkContracts(runtime, CHECK)).toMatchObject({ changed: [] });
		expect(await row(CONTRACT_1)).toEqual({
			...before,
			whatToDo: expect.stringContaining('503'),
		});
		expect(await row(CONTRACT_2)).toMatchObject({ state: 'waiting' });
		await checkContracts(runtime, CHECK);
		expect(await row(CONTRACT_1)).toMatchObject({ state: 'connected', whatToDo: '' });
	});

	it('asks LinkedIn nothing while nothing was requested', async () => {
		await addContracts(runtime, [{ contract: '2001' }]);
		expect(await checkContracts(runtime, CHECK)).toMatchObject({ contracts: [], changed: [] });
		expect(requestsOf(sandbox)).toEqual({});
	});
});
