import * as fc from 'fast-check';
import { oddAnswer, playAnswers } from './playAnswers';
import { OPERATIONS } from './playHistory';

const SEED = 13;
const CASES = 12;

describe('an endpoint that answers something odd', () => {
	it.each(OPERATIONS.map((one) => [one] as const))(
		'%s: ends or says what to do, deletes nobody, and everybody arrives afterwards',
		async (operation) => {
			await fc.assert(
				fc.asyncProperty(oddAnswer, async (odd) => {
					expect(await playAnswers(operation, odd)).toMatchObject({ ok: true });
				}),
				{ seed: SEED, numRuns: CASES, endOnFailure: true },
			);
		},
	);
});
