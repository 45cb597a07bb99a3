import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { addContracts } from '../../src/operations/contract/addContracts';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { disconnect } from '../../src/operations/contract/disconnect';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import { setSharingRules } from '../../src/operations/contract/setSharingRules';
import type { Runtime } from '../../src/operations/Runtime';
import { DEFAULT_STORED_SHARING, Settings } from '../../src/state/Settings';
import { CONTRACTS, LOCKS, SETTINGS, SYNC } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { contractRuntime } from '../support/contractRuntime';
import {
	answerNext,
	CONTRACT_1,
	CONTRACT_2,
	ORGANIZATION,
	requestInWidget,
	writesOf,
} from '../support/contractSandbox';
import {
	ACKNOWLEDGE,
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
