import type { MemoryStore } from '../../scripts/support/MemoryStore';

const TIMES = /At(Ms)?$|^heartbeat|^untilMs$|Since$/;
/** What differs by how long it took, or by who did it. */
const CIRCUMSTANCES = new Set([
	'attempts',
	'boundBy',
	'checkpoint',
	'etaSeconds',
	'learned',
	'owner',
	'recordsPerMinute',
	'requests',
	'samples',
]);

/**
 * How their rows came about, not what they say: which processes ask the vendors, and the log of what LinkedIn was sent, which
 * test/state/SentLedger.test.ts reads.
 */
const TABLES_OF_CIRCUMSTANCE = new Set(['rsc_processes', 'rsc_sent']);

/** Everything in the store but times and circumstances, in an order that does not depend on the way there. */
export function stateOf({ store }: { store: MemoryStore }): unknown {
	const tables = JSON.parse(store.dump()) as Array<[string, Array<Record<string, unknown>>]>;
	return Object.fromEntries(
		tables
			.filter(([table]) => !TABLES_OF_CIRCUMSTANCE.has(table))
			.map(([table, rows]) => [
				table,
				rows
					.map((row) =>
						JSON.stringify(
							Object.entries(row).filter(
								([column]) => !TIMES.test(column) && !CIRCUMSTANCES.has(column),
							),
						),
					)
					.sort(),
			]),
	);
}
