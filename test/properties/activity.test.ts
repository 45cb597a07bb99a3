import * as fc from 'fast-check';
import { oddFault } from './oddFault';
import { ACTIVITY_PATHS, badActivity, playActivity, playOddActivity } from './playActivity';

const SEED = 13;
const CASES = 40;

describe('one bad event never stops the rest', () => {
	it('the others arrive, what is parked is of the bad ones, and the runs end', async () => {
		const bad = fc.array(badActivity, { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(bad, async (events) => {
				expect(await playActivity(events)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES, endOnFailure: true },
		);
	});
});

describe('an endpoint that answers something odd', () => {
	it('lets every run end or say what to do, doubles nothing, and everything arrives afterwards', async () => {
		await fc.assert(
			fc.asyncProperty(oddFault(ACTIVITY_PATHS), async (odd) => {
				expect(await playOddActivity(odd)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES / 2, endOnFailure: true },
		);
	});
});
