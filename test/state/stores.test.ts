import { type IExecuteFunctions, type INodeType, NodeConnectionTypes } from 'n8n-workflow';
import { StateError } from '../../src/errors/StateError';
import { DataTableStore } from '../../src/n8n/DataTableStore';
import { PARKED } from '../../src/state/tables';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { runNode } from '../../scripts/support/runNode';
import { STORE_CONTRACT } from './storeContract';

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
			await inNode(new MemoryDataTables(), async (context) => run(new DataTableStore(context)));
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
