import * as fc from 'fast-check';
import { badRecord } from './BadRecord';
import { OPERATIONS, playHistory } from './playHistory';

/** Fixed, so that everybody sees the same cases; a failure prints it with the case. */
const SEED = 13;
const CASES = 8;

describe('one bad record never stops the rest', () => {
	it.each(OPERATIONS.map((one) => [one] as const))(
		'%s: the good ones arrive, the bad ones are parked under their ids, and the run ends',
		async (operation) => {
			const bad = fc.array(badRecord, { minLength: 1, maxLength: 4 });
			const pageSize = fc.constantFrom(5, 10, 100);
			await fc.assert(
				fc.asyncProperty(bad, pageSize, async (records, size) => {
					expect(await playHistory(operation, records, size)).toMatchObject({ ok: true });
				}),
				// A case takes a second: the first one that fails is told as it is.
				{ seed: SEED, numRuns: CASES, endOnFailure: true },
			);
		},
	);
});
