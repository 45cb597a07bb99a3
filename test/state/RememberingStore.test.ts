import { RememberingStore } from '../../src/state/RememberingStore';
import { CONTRACTS, LOCKS, SETTINGS, SYNC } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';

const ORGANIZATION = 'urn:li:organization:1';
const contract = (name: string, change: object = {}) =>
	CONTRACTS.schema.parse({ organization: ORGANIZATION, contract: name, ...change });

let memory: MemoryStore;
let store: RememberingStore;
let nowMs: number;
/** Tables that were read, in order. */
let read: string[];
beforeEach(async () => {
	memory = new MemoryStore();
	nowMs = 1_000_000;
	store = new RememberingStore(memory, () => nowMs);
	await memory.put(CONTRACTS, [contract('a'), contract('b', { state: 'connected' })]);
	await memory.put(LOCKS, [{ name: 'x', owner: '', untilMs: 0 }]);
	read = [];
	memory.before = ({ table, kind }) => {
		if (kind === 'read') read.push(table);
	};
});
const states = async (): Promise<string[]> =>
	(await store.read(CONTRACTS, { organization: ORGANIZATION })).map(({ state }) => state);
/** As another execution does. */
const disconnect = async (): Promise<void> => {
	await memory.update(CONTRACTS, { organization: ORGANIZATION }, { state: 'disconnected' });
};

it('reads the contracts of an organization once, also at the same moment, and gives the wanted ones', async () => {
	const [all, one, none] = await Promise.all([
		store.read(CONTRACTS, { organization: ORGANIZATION }),
		store.read(CONTRACTS, { organization: ORGANIZATION, contract: 'b' }),
		store.read(CONTRACTS, { organization: ORGANIZATION, contract: 'c' }),
	]);
	expect(all.map((row) => row.contract)).toEqual(['a', 'b']);
	expect(one).toEqual([all[1]]);
	expect(none).toEqual([]);
	expect(read).toEqual([CONTRACTS.name]);
	await store.read(CONTRACTS, { organization: 'urn:li:organization:2' });
	await store.read(SETTINGS, { organization: ORGANIZATION });
	expect(read).toHaveLength(3);
});

it('knows what another execution has changed after five seconds, and after a lock', async () => {
	const before = await states();
	await disconnect();
	nowMs += 4_999;
	expect(await states()).toEqual(before);
	nowMs += 1;
	expect(await states()).toEqual(['disconnected', 'disconnected']);
	await memory.update(CONTRACTS, { organization: ORGANIZATION }, { state: 'connected' });
	expect(await states()).toEqual(['disconnected', 'disconnected']);
	await store.update(LOCKS, { name: 'x' }, { owner: 'me' });
	expect(await states()).toEqual(['connected', 'connected']);
});

it('knows what it has written itself, and nothing that it read meanwhile', async () => {
	await states();
	let during: Promise<string[]> | undefined;
	memory.before = ({ table, kind }) => {
		// Before it is written.
		if (table === CONTRACTS.name && kind === 'update') during ??= states();
	};
	await store.update(CONTRACTS, { organization: ORGANIZATION }, { state: 'switchedOff' });
	await during;
	expect(during).toBeDefined();
	expect(await states()).toEqual(['switchedOff', 'switchedOff']);
	await store.put(CONTRACTS, [contract('a', { state: 'connected' })]);
	expect(await states()).toEqual(['connected', 'switchedOff']);
	await store.remove(CONTRACTS, { organization: ORGANIZATION, contract: 'b' });
	expect(await states()).toEqual(['connected']);
});

it('reads again what could not be read', async () => {
	memory.before = () => {
		throw new Error('SQLITE_BUSY');
	};
	await expect(states()).rejects.toThrow('SQLITE_BUSY');
	memory.before = () => undefined;
	expect(await states()).toHaveLength(2);
});

it('hands out copies', async () => {
	const [first] = await store.read(CONTRACTS, { organization: ORGANIZATION, contract: 'a' });
	if (first) first.state = 'disconnected';
	expect(await states()).not.toContain('disconnected');
});

it('remembers nothing else, and answers whatever asks for more than equality', async () => {
	await memory.put(SYNC, [SYNC.schema.parse({ organization: ORGANIZATION, stream: 'backfill' })]);
	await store.read(SYNC, { organization: ORGANIZATION });
	await store.read(SYNC, { organization: ORGANIZATION });
	await states();
	expect(
		await store.read(CONTRACTS, { organization: ORGANIZATION, contract: { not: 'a' } }),
	).toEqual([contract('b', { state: 'connected' })]);
	const anyOf = { column: 'contract' as const, values: ['a'] };
	expect(await store.read(CONTRACTS, { organization: ORGANIZATION }, { anyOf })).toHaveLength(1);
	expect(read).toEqual([SYNC.name, SYNC.name, CONTRACTS.name, CONTRACTS.name, CONTRACTS.name]);
});
