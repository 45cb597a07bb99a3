import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { addContracts } from '../../src/operations/contract/addContracts';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { disconnect } from '../../src/operations/contract/disconnect';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import { setSharingRules } from '../../src/operations/contract/setSharingRules';
import type { Runtime } from '../../src/operations/Runtime';
import { Contracts } from '../../src/state/Contracts';
import { DEFAULT_STORED_SHARING, Settings } from '../../src/state/Settings';
import { CONTRACTS, type ContractRow, LOCKS, SETTINGS, SYNC } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { contractRuntime } from '../support/contractRuntime';
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
	writesOf,
} from '../support/contractSandbox';

const REQUEST = {
	contracts: [],
	namePrefix: 'SmartRecruiters',
	callbackUrl: '',
	allViewers: true,
	onSymbols: [],
};
const CHECK = { webBaseUrl: 'https://www.linkedin.com', onSymbols: [] };
const ACKNOWLEDGE = {
	acknowledged: true,
	acknowledgedBy: 'Ada Lo',
	textVersion: '2026-11' as const,
};

let sandbox: Sandbox;
let runtime: Runtime;
let store: MemoryStore;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
	({ runtime, store } = contractRuntime(sandbox));
	await acknowledgeDataSharing(runtime, ACKNOWLEDGE);
});
afterEach(async () => {
	await sandbox.close();
});

async function row(
	contract: string,
	organization = ORGANIZATION,
): Promise<ContractRow | undefined> {
	return (await store.read(CONTRACTS, { organization, contract }))[0];
}
async function connect(): Promise<void> {
	requestInWidget(sandbox, CONTRACT_1);
	await addContracts(runtime, [{ contract: '2001', name: 'Acme Europe' }]);
	await requestContracts(runtime, REQUEST);
	for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
	await checkContracts(runtime, CHECK);
}

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

describe('ending the connection', () => {
	it('stops everything first, then LinkedIn, and is the same when it is repeated', async () => {
		await connect();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		expect(await row(CONTRACT_1)).toMatchObject({ state: 'disconnected' });
		const writes = writesOf(sandbox);
		const after = store.dump();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		expect(writesOf(sandbox)).toEqual(writes);
		expect(store.dump()).toBe(after);
	});

	it('is remembered as something to tell LinkedIn until LinkedIn has taken it', async () => {
		await connect();
		answerNext(sandbox, '/v2/atsIntegrations', {}, { method: 'GET', status: 403, times: 9 });
		const ending = disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		await expect(ending).rejects.toMatchObject({ status: 403 });
		expect(await row(ORGANIZATION)).toMatchObject({
			state: 'disconnected',
			whatToDo: expect.stringContaining('Disconnect once more'),
		});
		sandbox.context.faults.reset();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'disconnected', whatToDo: '' });
	});

	it('is not taken back while a removal is at work', async () => {
		await connect();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: true });
		const name = `${ORGANIZATION}:removal`;
		await store.put(LOCKS, [{ name, owner: 'x', untilMs: runtime.effects.now() + 60_000 }]);
		expect(await acknowledgeDataSharing(runtime, ACKNOWLEDGE)).toMatchObject({ state: 'busy' });
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'disconnected' });
		expect(await store.read(SYNC, { stream: 'removal' })).toHaveLength(1);
		await store.update(LOCKS, { name }, { owner: '', untilMs: 0 });
		await acknowledgeDataSharing(runtime, ACKNOWLEDGE);
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'acknowledged' });
		expect(await store.read(SYNC, { stream: 'removal' })).toEqual([]);
	});

	it('is not undone by a check that comes after it', async () => {
		await connect();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		await expect(checkContracts(runtime, CHECK)).rejects.toThrow(/not been acknowledged/);
		expect(await row(CONTRACT_1)).toMatchObject({ state: 'disconnected' });
	});
});

describe('killed between any two steps', () => {
	/** Everything from nothing to connected contracts; every step may be repeated. */
	async function journey(own: Runtime): Promise<void> {
		await acknowledgeDataSharing(own, ACKNOWLEDGE);
		await addContracts(own, [{ contract: '2001' }, { contract: '2002' }]);
		await requestContracts(own, { ...REQUEST, contracts: ['2001', '2002'] });
		await checkContracts(own, CHECK);
	}
	const facts = async (from: MemoryStore): Promise<unknown> =>
		(await from.read(CONTRACTS, { organization: ORGANIZATION })).map(
			({ acknowledgedAt: _a, requestedAt: _r, connectedAt: _c, checkedAt: _k, ...rest }) => rest,
		);

	it('the journey comes to the same state when it is walked again', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const whole = contractRuntime(sandbox);
		let steps = 0;
		whole.store.after = () => {
			steps += 1;
		};
		await journey(whole.runtime);
		const wanted = await facts(whole.store);
		expect(steps).toBeGreaterThan(10);
		for (let kill = 1; kill <= steps; kill += 1) {
			const cut = contractRuntime(sandbox);
			let seen = 0;
			cut.store.after = () => {
				seen += 1;
				if (seen >= kill) throw new Error('killed');
			};
			await journey(cut.runtime).catch(() => undefined);
			cut.store.after = () => undefined;
			// The lease of the killed run ends by itself.
			await cut.store.update(LOCKS, {}, { owner: '', untilMs: 0 });
			await journey(contractRuntime(sandbox, cut.store).runtime);
			expect(await facts(cut.store)).toEqual(wanted);
		}
	});
});

describe('the sharing rules', () => {
	const settings = (): Settings => new Settings(store, ORGANIZATION);

	it('never become the defaults when their table is lost', async () => {
		expect(await settings().sharing()).toMatchObject({ confidentialTags: ['confidential'] });
		await setSharingRules(runtime, { rules: { confidentialTags: ['board'] }, changedBy: 'Ada' });
		await checkContracts(runtime, CHECK);
		await store.remove(SETTINGS, {});
		await expect(settings().sharing()).rejects.toThrow(/rsc_settings no longer holds/);
		// A part of them would make the rest "share".
		const part = setSharingRules(runtime, { rules: { notes: true }, changedBy: 'Ada' });
		await expect(part).rejects.toThrow(/rsc_settings no longer holds/);
		await setSharingRules(runtime, {
			rules: { ...DEFAULT_STORED_SHARING, confidentialTags: ['board'] },
			changedBy: 'Ada',
		});
		expect(await settings().sharing()).toMatchObject({ confidentialTags: ['board'] });
	});

	it('are missed also when they were decided before the acknowledgement', async () => {
		const fresh = contractRuntime(sandbox);
		await setSharingRules(fresh.runtime, { rules: { notes: true }, changedBy: 'Ada' });
		await acknowledgeDataSharing(fresh.runtime, ACKNOWLEDGE);
		await fresh.store.remove(SETTINGS, {});
		await expect(new Settings(fresh.store, ORGANIZATION).sharing()).rejects.toThrow(/rsc_settings/);
	});

	it('hold both of two decisions at once', async () => {
		const other = contractRuntime(sandbox, store).runtime;
		await Promise.all([
			setSharingRules(runtime, { rules: { notes: true }, changedBy: 'Ada' }),
			setSharingRules(other, { rules: { reviews: true }, changedBy: 'Ben' }),
		]);
		expect(await settings().sharing()).toMatchObject({ notes: true, reviews: true });
	});
});

describe('two at once', () => {
	it('do not overwrite each other', async () => {
		const other = contractRuntime(sandbox, store).runtime;
		await Promise.all([
			addContracts(runtime, [{ contract: '2001' }]),
			addContracts(other, [{ contract: '2002' }]),
		]);
		expect(await row(CONTRACT_1)).toMatchObject({ state: 'chosen' });
		expect(await row(CONTRACT_2)).toMatchObject({ state: 'chosen' });
	});

	it('tell who comes too late that somebody is at it', async () => {
		await store.put(LOCKS, [
			{
				name: `${ORGANIZATION}:contracts`,
				owner: 'somebody',
				untilMs: runtime.effects.now() + 60_000,
			},
		]);
		const result = await addContracts(runtime, [{ contract: '2001' }]);
		expect(result).toMatchObject({ state: 'busy', busyUntil: expect.stringMatching(/Z$/) });
	});
});
