import { type IExecuteFunctions, type INodeType, NodeConnectionTypes } from 'n8n-workflow';
import { StateError } from '../../src/errors/StateError';
import { DataTableStore } from '../../src/n8n/DataTableStore';
import { openStore } from '../../src/n8n/openStore';
import { PARKED } from '../../src/state/tables';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { runNode } from '../../scripts/support/runNode';
import { STORE_CONTRACT } from './storeContract';

const ROW = PARKED.schema.parse({ organization: 'o', recordKey: 'a', kind: 'job' });

/** Hands what an action node gets from n8n to a test. */
async function inNode(
	tables: MemoryDataTables,
	work: (context: IExecuteFunctions) => Promise<void>,
): Promise<void> {
	let failed: Error | undefined;
	const node: INodeType = {
		description: {
			displayName: 'Test',
			name: 'test',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Test' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			try {
				await work(this);
			} catch (error) {
				failed = error instanceof Error ? error : new Error(String(error));
			}
			return [[]];
		},
	};
	await runNode(node, {}, {}, { tables });
	if (failed) throw failed;
}

describe('state in memory', () => {
	for (const [title, run] of Object.entries(STORE_CONTRACT)) {
		it(title, async () => {
			await run(new MemoryStore());
		});
	}
});

describe('state in n8n’s Data Tables', () => {
	for (const [title, run] of Object.entries(STORE_CONTRACT)) {
		it(title, async () => {
			await inNode(new MemoryDataTables(), async (context) => run(openStore(context)));
		});
	}

	it('makes a table again that somebody has deleted while it was at work', async () => {
		const tables = new MemoryDataTables();
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			expect(await store.read(PARKED, {})).toEqual([]);
			tables.drop('rsc_parked');
			expect(await store.read(PARKED, {})).toEqual([]);
			expect(tables.rows('rsc_parked')).toEqual([]);
		});
	});

	it('keeps away from tables of a user whose names contain the name of one of ours', async () => {
		const tables = new MemoryDataTables();
		tables.seed('rsc_parked', [{ organization: 'o', recordKey: 'old', kind: 'job' }]);
		tables.rename('rsc_parked', 'rsc_parked_backup');
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			expect(await store.read(PARKED, {})).toEqual([]);
			tables.rename('rsc_parked_backup', 'rsc_parked_copy');
			await store.put(PARKED, [ROW]);
			expect(await store.read(PARKED, {})).toEqual([ROW]);
		});
		expect(tables.rows('rsc_parked').map(({ recordKey }) => recordKey)).toEqual(['a']);
		expect(tables.rows('rsc_parked_copy').map(({ recordKey }) => recordKey)).toEqual(['old']);
	});

	it('notices within half a minute that a table was given another name', async () => {
		const tables = new MemoryDataTables();
		const clock = jest.spyOn(Date, 'now');
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			await store.put(PARKED, [ROW]);
			tables.rename('rsc_parked', 'parked_before');
			clock.mockReturnValue(Date.now() + 30_000);
			expect(await store.read(PARKED, {})).toEqual([]);
		});
		clock.mockRestore();
		expect(tables.names()).toEqual(['parked_before', 'rsc_parked']);
	});

	it('uses the table that another run has made at the same moment', async () => {
		const tables = new MemoryDataTables();
		await inNode(tables, async (context) => {
			const stores = [new DataTableStore(context), new DataTableStore(context)];
			await Promise.all(stores.map(async (store) => await store.put(PARKED, [ROW])));
			expect(await stores[0]?.read(PARKED, {})).toEqual([ROW]);
		});
		expect(tables.names()).toEqual(['rsc_parked']);
	});

	it('evaluates nothing of what it writes or looks for', async () => {
		const tables = new MemoryDataTables();
		const odd = PARKED.schema.parse({ organization: '={{ 1 + 1 }}', recordKey: '=1', kind: 'job' });
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			await store.put(PARKED, [odd]);
			await store.put(PARKED, [{ ...odd, attempts: 3 }]);
			expect(await store.read(PARKED, { recordKey: '=1' })).toEqual([{ ...odd, attempts: 3 }]);
		});
		expect(tables.rows('rsc_parked')).toHaveLength(1);
	});

	it('writes hundreds of rows with a handful of calls', async () => {
		const tables = new MemoryDataTables();
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			const rows = Array.from({ length: 300 }, (_, index) =>
				PARKED.schema.parse({ organization: 'o', recordKey: `k${index}`, kind: 'job' }),
			);
			await store.put(PARKED, rows);
			await store.put(PARKED, rows);
			expect(tables.rows('rsc_parked')).toHaveLength(300);
		});
		expect(tables.calls.length).toBeLessThanOrEqual(13);
	});

	it('reads the newer of two rows that a crash has left with one key', async () => {
		const tables = new MemoryDataTables();
		await inNode(tables, async (context) => {
			const store = new DataTableStore(context);
			await store.put(PARKED, [
				PARKED.schema.parse({ organization: 'o', recordKey: 'a', kind: 'job', attempts: 1 }),
			]);
			const [first] = tables.rows('rsc_parked');
			tables.rows('rsc_parked').push({ ...first, id: 99, attempts: 2 });
			expect((await store.read(PARKED, {})).map(({ attempts }) => attempts)).toEqual([2]);
		});
	});

	it('says that tables cannot be used, and what to do', async () => {
		const tables = new MemoryDataTables();
		tables.before = () => {
			throw new Error('size limit exceeded');
		};
		await expect(
			inNode(tables, async (context) => {
				await new DataTableStore(context).read(PARKED, {});
			}),
		).rejects.toThrow(StateError);
	});
});
