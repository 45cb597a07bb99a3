import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { disconnect } from '../../src/operations/contract/disconnect';
import { linkProfile } from '../../src/operations/contract/linkProfile';
import { LOCKS, PEOPLE } from '../../src/state/tables';
import { contractRuntime } from '../support/contractRuntime';
import { ORGANIZATION, requestsOf } from '../support/contractSandbox';

const PERSON = 'urn:li:person:abc';
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5 });
});
afterEach(async () => {
	await sandbox.close();
});

async function acknowledged() {
	const own = contractRuntime(sandbox);
	await acknowledgeDataSharing(own.runtime, {
		acknowledged: true,
		acknowledgedBy: 'Ada Lo',
		textVersion: '2026-11',
	});
	return own;
}

/** What LinkedIn holds of the candidate. */
function held(candidateId: string, fields: Record<string, unknown>): void {
	sandbox.store
		.of(ORGANIZATION)
		.candidates.set(candidateId, { fields, writtenAtMs: 0, notes: new Map() });
}

describe('a profile that a recruiter linked', () => {
	it('is kept as LinkedIn tells it, and forgotten when it is unlinked; what others told stays', async () => {
		const { runtime, store } = await acknowledged();
		await store.put(
			PEOPLE,
			(['export', 'match'] as const).map((knownBy) => ({
				organization: ORGANIZATION,
				person: `urn:li:person:${knownBy}`,
				candidateId: 'C-1',
				knownBy,
				knownAt: '',
			})),
		);
		const before = await store.read(PEOPLE, {});
		held('C-1', { manualMatchedMember: PERSON });
		expect(await linkProfile(runtime, 'C-1')).toMatchObject({ state: 'linked', person: PERSON });
		expect(await store.read(PEOPLE, { knownBy: 'widget' })).toMatchObject([
			{ person: PERSON, candidateId: 'C-1' },
		]);
		held('C-1', {});
		expect(await linkProfile(runtime, 'C-1')).toMatchObject({ state: 'notLinked', person: '' });
		expect(await store.read(PEOPLE, {})).toEqual(before);
	});

	it('costs one request while the same candidate is looked up', async () => {
		const { runtime, store } = await acknowledged();
		await store.put(LOCKS, [
			{
				name: `${ORGANIZATION}:profile:C-1`,
				owner: 'somebody',
				untilMs: runtime.effects.now() + 60_000,
			},
		]);
		expect(await linkProfile(runtime, 'C-1')).toMatchObject({ state: 'busy' });
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('is not looked up before the acknowledgement, nor after a disconnection', async () => {
		const fresh = contractRuntime(sandbox);
		await expect(linkProfile(fresh.runtime, 'C-1')).rejects.toThrow(/not been acknowledged/);
		expect(requestsOf(sandbox)).toEqual({});
		const { runtime } = await acknowledged();
		await disconnect(runtime, { webBaseUrl: '', removeEverything: false });
		const before = requestsOf(sandbox);
		await expect(linkProfile(runtime, 'C-1')).rejects.toThrow(/was disconnected/);
		expect(requestsOf(sandbox)).toEqual(before);
	});
});
