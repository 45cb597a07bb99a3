import * as fc from 'fast-check';
import { badActivity, playActivity } from './playActivity';

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
