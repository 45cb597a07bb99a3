import * as fc from 'fast-check';
import { badRecord } from './BadRecord';
import { playDisconnect } from './playDisconnect';

const SEED = 13;
const CASES = 20;

describe('one bad record never stops a removal', () => {
	it('the others go, the runs end, and nothing is said to be gone that is there', async () => {
		const bad = fc.array(badRecord, { minLength: 1, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(bad, async (records) => {
				expect(await playDisconnect(records)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES, endOnFailure: true },
		);
	});
});
