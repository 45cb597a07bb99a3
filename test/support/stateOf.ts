import type { MemoryStore } from '../../scripts/support/MemoryStore';

const TIMES = /At(Ms)?$|^heartbeat|^untilMs$|Since$/;
/** How its rows came about differs; `test/state/SentLedger.test.ts` looks at what they say. */
const LOG = 'rsc_sent';
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

/** Everything in the store but times and circumstances, in an order that does not depend on the way there. */
export function stateOf({ store }: { store: MemoryStore }): unknown {
	const tables = JSON.parse(store.dump()) as Array<[string, Array<Record<string, unknown>>]>;
	return Object.fromEntries(
		tables
			.filter(([table]) => table !== LOG)
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
