import * as fc from 'fast-check';
import { VALUES } from './BadRecord';
import { MAPPED, type OddElement, playMapping } from './playMapping';

const SEED = 13;
const CASES = 60;

const SEAT_FIELDS = [
	'id',
	'member',
	'state',
	'firstName',
	'email',
	'seatRoles',
	'created',
] as const;
/** Not the id: with another one it is another user. */
const USER_FIELDS = ['active', 'systemRole', 'updatedOn', 'email', 'firstName'] as const;

const oddOf = (of: OddElement['of'], fields: readonly string[]): fc.Arbitrary<OddElement> =>
	fc.record({
		of: fc.constant(of),
		at: fc.nat({ max: MAPPED[of] - 1 }),
		field: fc.option(fc.constantFrom(...fields), { nil: undefined }),
		value: fc.constantFrom(...VALUES.filter((value) => value !== undefined)),
	});

describe('one odd entry of the seats or the users never stops the mapping', () => {
	it('everybody else is told of once, and nobody is taken for somebody else', async () => {
		const odd = fc.array(fc.oneof(oddOf('seats', SEAT_FIELDS), oddOf('users', USER_FIELDS)), {
			minLength: 1,
			maxLength: 6,
		});
		await fc.assert(
			fc.asyncProperty(odd, async (entries) => {
				expect(await playMapping(entries)).toMatchObject({ ok: true });
			}),
			{ seed: SEED, numRuns: CASES, endOnFailure: true },
		);
	});
});
