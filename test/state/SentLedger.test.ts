import * as fc from 'fast-check';
import { connectOrganization, ORGANIZATION } from '../../scripts/support/historyRuntime';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { SentLedger } from '../../src/state/SentLedger';
import { CONTRACTS, SENT } from '../../src/state/tables';

let store: MemoryStore;
let nowMs: number;
const open = (owner = 'test', organization = ORGANIZATION): SentLedger =>
	new SentLedger(
		{
			store,
			owner,
			effects: { now: () => (nowMs += 1), sleep: async () => new Promise(setImmediate) },
		},
		organization,
	);
const jobs = (...pairs: Array<[string, string]>) => new Map(pairs);
const send = async (ledger: SentLedger, id: string, ...pairs: Array<[string, string]>) => {
	const people = new Map([[id, jobs(...pairs)]]);
	await ledger.intend(people);
	ledger.settle(people);
	await ledger.flush();
};
const known = async (ledger: SentLedger, id: string) => {
	const found = await ledger.people([id]);
	if (!found) return 'nobody knows';
	const own = found.get(id);
	return own ? Object.fromEntries(own) : undefined;
};

beforeEach(async () => {
	store = new MemoryStore();
	nowMs = Date.UTC(2026, 10, 1);
	await connectOrganization(store);
});

describe('what LinkedIn was sent', () => {
	it('knows a candidate from the moment at which they are about to be sent', async () => {
		const ledger = open();
		expect(await known(ledger, 'c1')).toBeUndefined();
		const people = new Map([['c1', jobs(['j1', 'hash'])]]);
		await ledger.intend(people);
		expect(await known(ledger, 'c1')).toEqual({ j1: '' });
		ledger.settle(people);
		expect(await known(ledger, 'c1')).toEqual({ j1: 'hash' });
		expect(await known(open('other'), 'c1')).toEqual({ j1: '' });
		await ledger.flush();
		expect(await known(open('other'), 'c1')).toEqual({ j1: 'hash' });
		expect(await known(ledger, 'c2')).toBeUndefined();
	});

	it('adds applications to those that are known, and forgets those that are gone', async () => {
		const ledger = open();
		await send(ledger, 'c1', ['j1', 'a']);
		await send(ledger, 'c1', ['j2', 'b']);
		ledger.applicationsGone([{ candidateId: 'c1', jobId: 'j1' }], nowMs);
		await ledger.storeGone();
		expect(await known(ledger, 'c1')).toEqual({ j2: 'b' });
		ledger.peopleGone(['c1'], nowMs);
		await ledger.storeGone();
		expect(await known(ledger, 'c1')).toBeUndefined();
	});

	it('keeps what was sent while it was being deleted', async () => {
		const ledger = open();
		await send(ledger, 'c1', ['j1', 'a']);
		const deletingSince = (nowMs += 1);
		await send(open('other'), 'c1', ['j2', 'b']);
		ledger.peopleGone(['c1'], deletingSince);
		await ledger.storeGone();
		expect(await known(ledger, 'c1')).toEqual({ j2: 'b' });
	});

	it('keeps organizations apart', async () => {
		await send(open(), 'c1', ['j1', 'a']);
		expect(await known(open('test', 'urn:li:organization:2'), 'c1')).toBeUndefined();
	});

	it('knows which jobs were sent', async () => {
		const ledger = open();
		await ledger.intendJobs(['j1', 'j2']);
		expect(await ledger.jobs(['j1', 'j2', 'j3'])).toEqual(new Set(['j1', 'j2']));
		ledger.jobsGone(['j1'], nowMs);
		await ledger.storeGone();
		expect(await ledger.jobs(['j1', 'j2', 'j3'])).toEqual(new Set(['j2']));
		expect(await known(ledger, 'j2')).toBeUndefined();
	});

	it('takes ids as they are', async () => {
		const ledger = open();
		for (const id of ['__proto__', 'a b', '"', 'j:x', '', 'ž']) {
			await send(ledger, id, [id, 'a']);
			await ledger.compact();
			expect([...((await ledger.people([id]))?.get(id) ?? [])]).toEqual([[id, 'a']]);
		}
	});

	it('stays a table of few rows, of a hundred bytes a person', async () => {
		const ledger = open();
		const ids = Array.from({ length: 3_000 }, (_, index) => `candidate-${index}-`.padEnd(36, '0'));
		for (let at = 0; at < ids.length; at += 10) {
			const people = new Map(
				ids
					.slice(at, at + 10)
					.map((id) => [id, jobs([`job-${at % 7}-`.padEnd(36, '0'), 'a1b2c3'])]),
			);
			await ledger.intend(people);
			ledger.settle(people);
		}
		await ledger.compact();
		const rows = await store.read(SENT, { organization: ORGANIZATION });
		expect(rows.length).toBeLessThanOrEqual(1_025);
		expect(rows.every(({ kind }) => kind === 'bucket' || kind === 'begun')).toBe(true);
		const bytes = rows.reduce((sum, { entries }) => sum + entries.length, 0);
		expect(bytes / ids.length).toBeLessThan(110);
		expect((await ledger.people(ids))?.size).toBe(ids.length);
	});

	it('lets the log grow with the company before it rewrites all buckets', async () => {
		const pages = async (ledger: SentLedger, from: number, count: number, people: number) => {
			for (let page = from; page < from + count; page += 1) {
				const ids = Array.from({ length: people }, (_, at) => `${page}-${at}`.padEnd(36, '0'));
				await ledger.intend(new Map(ids.map((id) => [id, jobs(['j1'.padEnd(36, '0'), 'a1b2c3'])])));
			}
		};
		const logged = async (): Promise<number> =>
			(await store.read(SENT, { organization: ORGANIZATION, kind: 'sent' })).length;
		const ledger = open();
		await pages(ledger, 0, 150, 20);
		expect(await logged()).toBe(50);
		await pages(ledger, 150, 50, 1_000);
		await ledger.compact();
		await pages(ledger, 200, 150, 20);
		expect(await logged()).toBe(150);
		await pages(ledger, 350, 300, 20);
		expect(await logged()).toBeLessThan(400);
	});

	it('rewrites buckets together up to a million letters', async () => {
		const rewritten = async (people: number, applications: number): Promise<number[]> => {
			store = new MemoryStore();
			await connectOrganization(store);
			const ledger = open();
			await ledger.intendJobs(['j1']);
			const puts: number[] = [];
			const put = store.put.bind(store);
			store.put = async (table, rows) => {
				const lengths = rows.map((row) => JSON.stringify(row).length);
				if (table.name === SENT.name) puts.push(lengths.reduce((sum, one) => sum + one, 0));
				await put(table, rows);
			};
			const ids = Array.from({ length: people }, (_, at) => `${at}`.padEnd(36, '0'));
			const own = jobs(
				...Array.from({ length: applications }, (_, at): [string, string] => [
					`${at}`.padEnd(36, '0'),
					'a1b2c3',
				]),
			);
			await ledger.intend(new Map(ids.map((id) => [id, own])));
			await ledger.compact();
			// One of them wrote the log.
			return puts.slice(1);
		};
		// A hundred, which tell how small they are; then all others.
		expect(await rewritten(3_000, 1)).toHaveLength(2);
		const large = await rewritten(500, 450);
		expect(large.length).toBeGreaterThan(8);
		expect(Math.max(...large)).toBeLessThan(1_500_000);
	});

	it('moves a long log into buckets by itself, however short the runs are', async () => {
		for (let run = 0; run < 120; run += 1) {
			const ledger = open();
			await ledger.people([`c${run}`]);
			await send(ledger, `c${run}`, ['j1', 'a']);
		}
		const rows = await store.read(SENT, { organization: ORGANIZATION, kind: { not: 'bucket' } });
		expect(rows.length).toBeLessThan(110);
	});

	it('refuses a damaged row instead of taking it for nothing', async () => {
		await send(open(), 'c1', ['j1', 'a']);
		store.edit(SENT.name, (rows) => rows.forEach((row) => (row.entries = '[[1]]')));
		await expect(open().people(['c1'])).rejects.toThrow('rsc_sent');
	});
});

describe('a table of what was sent that is not whole', () => {
	it('says that nobody knows when somebody emptied it, also after more was sent', async () => {
		await send(open(), 'c1', ['j1', 'a']);
		await store.remove(SENT, {});
		expect(await known(open(), 'c1')).toBe('nobody knows');
		await send(open(), 'c2', ['j1', 'a']);
		expect(await known(open(), 'c2')).toBe('nobody knows');
		expect(await open().jobs(['j1'])).toBeUndefined();
	});

	it('begins anew after everything was taken back', async () => {
		await send(open(), 'c1', ['j1', 'a']);
		await store.remove(SENT, {});
		await send(open(), 'c2', ['j1', 'a']);
		await open().clear();
		expect(await store.read(SENT, {})).toEqual([]);
		expect(await known(open(), 'c2')).toBeUndefined();
		await send(open(), 'c3', ['j1', 'a']);
		expect(await known(open(), 'c3')).toEqual({ j1: 'a' });
	});

	it('is whole for several runs that begin at the same moment', async () => {
		await Promise.all(['a', 'b', 'c'].map(async (owner) => send(open(owner), owner, ['j1', 'a'])));
		expect(await known(open(), 'b')).toEqual({ j1: 'a' });
		const [own] = await store.read(CONTRACTS, { contract: ORGANIZATION });
		expect(own?.sentSince).not.toBe('');
	});
});

describe('killed anywhere', () => {
	it('knows at least what it knew before, and the next one sets it right', async () => {
		const step = fc.record({
			id: fc.constantFrom('c1', 'c2', 'c3'),
			job: fc.constantFrom('j1', 'j2'),
			what: fc.constantFrom('send', 'forget', 'forgetJob', 'compact'),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(60), async (steps, lives) => {
				store = new MemoryStore();
				await connectOrganization(store);
				const model = new Map<string, Set<string>>();
				let left = lives;
				store.before = ({ kind }) => {
					if (kind !== 'read' && left-- === 0) throw new Error('killed');
				};
				for (const [at, { id, job, what }] of steps.entries()) {
					// A killed run's lock ends.
					nowMs += 120_000;
					const ledger = open(`run ${at}`);
					try {
						if (what === 'send') {
							await send(ledger, id, [job, 'a']);
							model.set(id, (model.get(id) ?? new Set()).add(job));
						} else if (what === 'compact') await ledger.compact();
						else if (what === 'forget') {
							ledger.peopleGone([id], nowMs);
							await ledger.storeGone();
							model.delete(id);
						} else {
							ledger.applicationsGone([{ candidateId: id, jobId: job }], nowMs);
							await ledger.storeGone();
							model.get(id)?.delete(job);
						}
					} catch (error) {
						if (!String(error).includes('killed')) throw error;
						// What was about to be sent may be there, what was about to be forgotten, too.
					}
				}
				store.before = () => undefined;
				nowMs += 120_000;
				const reader = open('reader');
				for (const again of [false, true]) {
					if (again) await reader.compact();
					for (const [id, ids] of model) {
						const own = (await reader.people([id]))?.get(id);
						for (const job of ids) expect([...(own?.keys() ?? [])]).toContain(job);
					}
				}
			}),
			{ seed: 15, numRuns: 150 },
		);
	});
});
