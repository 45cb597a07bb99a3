import { LOCKS } from '../../src/state/tables';
import {
	ORGANIZATION,
	SOON,
	backfill,
	change,
	first,
	held,
	openBeforeEach,
	run,
	tables,
} from '../support/historicalSyncNode';

openBeforeEach();

/** As the ready-made workflows have it. */
const scheduled = async (...[resource, operation, more]: Parameters<typeof run>) =>
	await run(resource, operation, { organizations: 'all', ...more }, { mode: 'trigger' });

/** Each statement is an execution of n8n's: about as much work for it as ten calls to a vendor. */
async function statementsOf(operation: () => ReturnType<typeof run>) {
	const before = tables.calls.length;
	const result = await operation();
	expect(result.error).toBeUndefined();
	// A look at which tables there are comes every twenty seconds.
	const made = tables.calls.slice(before).filter((one) => one !== 'list');
	return { made, report: first(result) };
}

describe('what a run costs n8n', () => {
	const reconcile = async () => await scheduled('history', 'reconcile', { options: {} });

	it('Reconcile that has compared already looks at three tables and takes no lock', async () => {
		await backfill();
		const compared = await statementsOf(reconcile);
		expect(compared.report).toMatchObject({ finished: true });
		const again = await statementsOf(reconcile);
		expect(again.report).toMatchObject({ state: 'waiting', finished: false });
		expect(again.made).toEqual(['get', 'get', 'get']);
	});

	it('a record that another run sends is put into the queue, and no more', async () => {
		await backfill();
		const [id = ''] = held().candidates.keys();
		change(id);
		const records = async () =>
			await scheduled('record', 'syncRecords', { records: 'byId', candidateIds: id });
		await records();
		for (const row of tables.rows(LOCKS.name))
			if (row.name === `${ORGANIZATION}:records`)
				Object.assign(row, { owner: 'x', untilMs: Date.now() + 60_000 });
		const busy = await statementsOf(records);
		expect(busy.report).toMatchObject({ state: 'queued' });
		// Organizations, contracts, the queue, the lock, and who has it.
		expect(busy.made).toEqual(['get', 'get', 'upsert', 'update', 'get']);
	});

	it('Sync Changes that finds nothing takes twenty statements', async () => {
		await backfill();
		await scheduled('history', 'syncChanges', { options: SOON });
		const quiet = await statementsOf(
			async () => await scheduled('history', 'syncChanges', { options: SOON }),
		);
		expect(quiet.made.length).toBeLessThanOrEqual(20);
	});
});
