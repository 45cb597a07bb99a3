import { StateError } from '../../src/errors/StateError';
import type { StateStore } from '../../src/state/StateStore';
import { SentLedger } from '../../src/state/SentLedger';
import { LOCKS, PARKED, type ParkedRow, SENT, SYNC } from '../../src/state/tables';

const parked = (recordKey: string, change: Partial<ParkedRow> = {}): ParkedRow => ({
	organization: 'urn:li:organization:1',
	recordKey,
	kind: 'candidate',
	code: 'NO_EMAIL',
	reason: 'No address',
	whatToDo: 'Add one',
	firstSeenAt: '2026-11-01T00:00:00.000Z',
	lastSeenAt: '2026-11-01T00:00:00.000Z',
	attempts: 1,
	retryAskedAt: '',
	retries: false,
	nextTryAtMs: 0,
	payload: '',
	...change,
});
const check = (holds: boolean, what: string): void => {
	if (!holds) throw new Error(what);
};
const same = (a: unknown, b: unknown, what: string): void => {
	check(
		JSON.stringify(a) === JSON.stringify(b),
		`${what}: ${JSON.stringify(a)} instead of ${JSON.stringify(b)}`,
	);
};

/**
 * What every StateStore does, by title. Plain functions, because they also run inside a real n8n, where there is no
 * jest. Each begins with an empty store.
 */
export const STORE_CONTRACT: Record<string, (store: StateStore) => Promise<void>> = {
	'gives back what was put, in the order of the first writing': async (store) => {
		await store.put(PARKED, [parked('a'), parked('b', { attempts: 3, retries: true })]);
		same(
			await store.read(PARKED, {}),
			[parked('a'), parked('b', { attempts: 3, retries: true })],
			'rows',
		);
	},
	'reads an empty table as no rows': async (store) => {
		same(await store.read(PARKED, { organization: 'urn:li:organization:1' }), [], 'rows');
	},
	'replaces a row with the same key, also among many': async (store) => {
		await store.put(PARKED, [parked('a')]);
		await store.put(PARKED, [parked('a', { attempts: 2 })]);
		await store.put(PARKED, [parked('a', { attempts: 3 }), parked('b')]);
		const rows = await store.read(PARKED, {});
		same(
			rows.map(({ recordKey, attempts }) => [recordKey, attempts]).sort(),
			[
				['a', 3],
				['b', 1],
			],
			'rows',
		);
	},
	'keeps rows of organizations apart that have the same record key': async (store) => {
		const other = parked('a', { organization: 'urn:li:organization:2' });
		await store.put(PARKED, [parked('a'), other]);
		await store.put(PARKED, [parked('a', { attempts: 9 }), parked('c')]);
		same(await store.read(PARKED, { organization: other.organization }), [other], 'rows of 2');
	},
	'finds rows by conditions, by a bound, and by any of many keys': async (store) => {
		const keys = Array.from({ length: 230 }, (_, index) => `k${index}`);
		await store.put(
			PARKED,
			keys.map((key, index) => parked(key, { attempts: index })),
		);
		same((await store.read(PARKED, { attempts: { lt: 3 } })).length, 3, 'below 3');
		same((await store.read(PARKED, { attempts: { gte: 228 } })).length, 2, 'from 228');
		const between = await store.read(PARKED, { attempts: { gte: 3, lt: 8 } });
		same(
			between.map(({ attempts }) => attempts),
			[3, 4, 5, 6, 7],
			'from 3 to below 8',
		);
		same((await store.read(PARKED, { recordKey: { not: 'k0' } })).length, 229, 'not k0');
		same((await store.read(PARKED, {}, { limit: 7 })).length, 7, 'limited');
		const found = await store.read(
			PARKED,
			{ attempts: { gte: 100 } },
			{ anyOf: { column: 'recordKey', values: [...keys.slice(0, 150), 'nobody'] } },
		);
		same(found.length, 50, 'any of 150, from 100');
	},
	'changes only the rows that are meant, and only the columns that are given': async (store) => {
		await store.put(PARKED, [parked('a'), parked('b')]);
		same(await store.update(PARKED, { recordKey: 'a' }, { code: 'X' }), 1, 'changed');
		same(await store.update(PARKED, { recordKey: 'nobody' }, { code: 'X' }), 0, 'changed');
		same(await store.read(PARKED, {}), [parked('a', { code: 'X' }), parked('b')], 'rows');
	},
	'removes what is meant, and counts it': async (store) => {
		const keys = Array.from({ length: 120 }, (_, index) => `k${index}`);
		await store.put(
			PARKED,
			keys.map((key) => parked(key)),
		);
		same(await store.remove(PARKED, { recordKey: 'k0' }), 1, 'one');
		const anyOf = { column: 'recordKey' as const, values: keys.slice(0, 110) };
		same(await store.remove(PARKED, { organization: 'urn:li:organization:1' }, anyOf), 109, 'many');
		same((await store.read(PARKED, {})).length, 10, 'left');
		same(await store.remove(PARKED, {}), 10, 'all');
	},
	'lets exactly one of eight callers at once through a conditional update': async (store) => {
		await store.put(LOCKS, [{ name: 'one', owner: '', untilMs: 0 }]);
		const changed = await Promise.all(
			Array.from({ length: 8 }, async (_, index) =>
				store.update(
					LOCKS,
					{ name: 'one', untilMs: { lt: 1000 } },
					{ owner: `run ${index}`, untilMs: 5000 },
				),
			),
		);
		same(
			changed.filter((rows) => rows > 0),
			[1],
			'winners',
		);
	},
	'takes texts as they are: expressions, quotes, line breaks, other scripts': async (store) => {
		const texts = [
			'={{ 1 + 1 }}',
			'=1',
			'"quoted" \'single\' `back`',
			'a\nb\\n',
			'žluťoučký 馬 🐎',
			'}}',
		];
		await store.put(
			PARKED,
			texts.map((one) => parked(one, { reason: one })),
		);
		for (const one of texts) {
			same(
				(await store.read(PARKED, { recordKey: one })).map(({ reason }) => reason),
				[one],
				'read',
			);
			same(await store.update(PARKED, { recordKey: one }, { code: one }), 1, `changed ${one}`);
			same(
				(await store.read(PARKED, {}, { anyOf: { column: 'recordKey', values: [one] } })).map(
					({ code }) => code,
				),
				[one],
				'any of',
			);
			await store.put(PARKED, [parked(one, { payload: one })]);
			same(await store.remove(PARKED, { recordKey: one, payload: one }), 1, `removed ${one}`);
		}
	},
	'takes texts that no database takes: the character zero goes, half a character is marked': async (
		store,
	) => {
		const key = 'a\0b\ud83d';
		const clean = 'ab\ufffd';
		const odd = { reason: 'x\0', payload: '\0' };
		await store.put(PARKED, [parked(key, odd)]);
		await store.put(PARKED, [parked(key, odd), parked('c\0', odd)]);
		same(
			(await store.read(PARKED, {})).map((row) => [row.recordKey, row.reason, row.payload]).sort(),
			[
				[clean, 'x', ''],
				['c', 'x', ''],
			],
			'rows',
		);
		const anyOf = { column: 'recordKey' as const, values: [key] };
		same((await store.read(PARKED, {}, { anyOf })).length, 1, 'found by any of');
		same((await store.read(PARKED, { recordKey: { not: key } })).length, 1, 'the other');
		same(await store.update(PARKED, { recordKey: key }, { code: '\0Y\ud83d' }), 1, 'changed');
		same(
			(await store.read(PARKED, { recordKey: key })).map(({ code }) => code),
			['Y\ufffd'],
			'code',
		);
		same(await store.remove(PARKED, { recordKey: key }), 1, 'removed');
	},
	'remembers what LinkedIn was sent, also when a long log has been moved into buckets': async (
		store,
	) => {
		const organization = 'urn:li:organization:1';
		const effects = { now: () => Date.now(), sleep: async () => await Promise.resolve() };
		const ledger = new SentLedger({ store, effects, owner: 'a run' }, organization);
		const pages = Array.from({ length: 12 }, (_, page) =>
			Array.from({ length: 100 }, (__, at) => `${page}-${at}`.padStart(36, 'c')),
		);
		for (const ids of pages) {
			const people = new Map(ids.map((id) => [id, new Map([['j1'.padStart(36, 'j'), 'a1b2c3']])]));
			await ledger.intend(people);
			ledger.settle(people);
		}
		const [first = [], last = []] = [pages[0], pages.at(-1)];
		await ledger.compact();
		ledger.peopleGone(first.slice(0, 50), effects.now() + 1);
		await ledger.storeGone();
		same((await ledger.people(first))?.size, 50, 'of the first page');
		await ledger.compact();
		same((await ledger.people(first))?.size, 50, 'of the first page, afterwards');
		same((await ledger.people(last))?.size, 100, 'of the last page');
		same((await store.read(SENT, { kind: 'sent' })).length, 0, 'rows of the log');
		await ledger.clear();
		same((await store.read(SENT, {})).length, 0, 'rows');
	},
	'keeps long texts whole': async (store) => {
		const long = 'x'.repeat(200_000);
		await store.put(PARKED, [parked('a', { payload: long })]);
		same((await store.read(PARKED, {}))[0]?.payload.length, long.length, 'length');
	},
	'refuses a damaged row, naming table and column': async (store) => {
		// What a user can type into a table by hand.
		await store.update(SYNC, { organization: 'nobody' }, { done: 1 });
		const row = {
			organization: 'urn:li:organization:1',
			stream: 'backfill' as const,
			done: 0,
			total: 0,
			rejected: 0,
			activity: '',
			recordsPerMinute: 0,
			boundBy: '',
			etaSeconds: 0,
			requests: '',
			checkpoint: '',
			startedAt: '',
			finishedAt: '',
			heartbeatAt: '',
			message: '',
			samples: '',
			resumeAtMs: 0,
		};
		const damaged: object = { ...row, stream: 'no such stream' };
		await store.put(SYNC, [Object.assign(row, damaged)]);
		try {
			await store.read(SYNC, {});
		} catch (error) {
			check(error instanceof StateError, 'a StateError');
			check(String(error).includes('rsc_sync') && String(error).includes('stream'), String(error));
			return;
		}
		throw new Error('a damaged row was read');
	},
};
