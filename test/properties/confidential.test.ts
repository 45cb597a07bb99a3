import * as fc from 'fast-check';
import { playConfidential } from './playConfidential';
import { rule, spelled, spelling } from './spelling';

const SEED = 13;
const CASES = 12;

describe('no byte of who or what is confidential is in any request', () => {
	it.each([['person'], ['department']] as const)(
		'for a %s, however the mark and the rule are spelled',
		async (what) => {
			await fc.assert(
				fc.asyncProperty(rule, spelling, spelling, async (word, atSource, inRule) => {
					const mark = spelled(word, atSource);
					const verdict = await playConfidential({ what, mark, rule: spelled(word, inRule) });
					expect(verdict).toEqual({ ok: true, got: 'no byte left' });
				}),
				{ seed: SEED, numRuns: CASES, endOnFailure: true },
			);
		},
	);
});
