import * as fc from 'fast-check';
import { oddFault } from './oddFault';
import { EXPORT_PATHS, badExport, playExports, playOddExports } from './playExports';

const SEED = 13;
const CASES = 30;

describe('one bad export never stops the rest', () => {
	it('the others are exported, the bad ones wait or are parked under their ids, and the runs end', async () => {
		const bad = fc.array(badExport, { minLength: 1, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(bad, async (exports) => {
				expect(await playExports(exports)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES, endOnFailure: true },
		);
	});
});

describe('an endpoint that answers something odd', () => {
	it('lets every run end or say what to do, doubles nothing, and everybody is exported afterwards', async () => {
		await fc.assert(
			fc.asyncProperty(oddFault(EXPORT_PATHS), async (odd) => {
				expect(await playOddExports(odd)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES / 2, endOnFailure: true },
		);
	});
});
