import {
	connectOrganization,
	historyRuntime,
	ORGANIZATION,
} from '../../scripts/support/historyRuntime';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { runToEnd } from '../../scripts/support/runToEnd';
import type { ReadOptions, Where } from '../../src/state/StateStore';
import type { Table } from '../../src/state/Table';
import { DELETIONS } from '../../src/state/tables';
import { ALONE, closeAfterEach, open, sandbox } from '../support/reportFed';

closeAfterEach();

/** Counts how often deletions are read, and how many rows that gives. */
class WatchedStore extends MemoryStore {
	looks = 0;

	found = 0;

	override async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		options?: ReadOptions<R>,
	): Promise<R[]> {
		const rows = await super.read(table, where, options);
		if (table.name === DELETIONS.name) {
			this.looks += 1;
			this.found += rows.length;
		}
		return rows;
	}
}

/** A backfill after so many were deleted. */
async function backfilled(
	deleted: number,
	change: object,
): Promise<{ looks: number; rows: number }> {
	await open({ people: 1_500 });
	const store = new WatchedStore();
	await connectOrganization(store);
	await store.put(
		DELETIONS,
		Array.from({ length: deleted }, (_, at) => ({
			...{ organization: ORGANIZATION, recordKey: `candidate:gone-${at}`, kind: 'candidate' },
			...{ reason: 'deleted', proof: '204', found: true },
			deletedAt: '2026-01-05T08:00:00.000Z',
			deletedAtMs: Date.UTC(2026, 0, 5, 8),
		})),
	);
	await runToEnd(sandbox, await historyRuntime(sandbox, { store, requestsPerSecond: 1_000 }), {
		...change,
		details: false,
		jobCheckDelayMs: 1,
	});
	return { looks: store.looks, rows: store.found };
}

describe('who was deleted before', () => {
	it.each([
		['list pages', {}],
		['a report', ALONE],
	])('is read whole once in a backfill from %s', async (_, change) => {
		const { rows } = await backfilled(150, change);
		expect(rows).toBeGreaterThanOrEqual(150);
		expect(rows).toBeLessThan(2 * 150);
	});

	it('is read whole once, too, to learn that they are many', async () => {
		const { looks, rows } = await backfilled(300, {});
		expect(rows).toBe(200);
		expect(looks).toBeLessThan(40);
	});
});
