import fc from 'fast-check';
import type { Seat } from '../../src/linkedin/seats';
import { MATCH_REASONS } from '../../src/mapping/matchReasons';
import { matchSeats } from '../../src/mapping/matchSeats';
import type { SrUser } from '../../src/smartrecruiters/users';
import { user } from '../support/matchedSeats';

describe('whatever the people are called', () => {
	const name = fc.constantFrom(
		'Ada',
		'Lo',
		'ada',
		'Adá',
		'Adam',
		'Lo-Ray',
		'Ray',
		'Анна',
		'山田',
		'O’Neil',
		'',
		'Jürgen',
		'Juergen',
	);
	const address = fc.option(
		fc.constantFrom(
			'ada.lo@example.com',
			'ADA.LO@example.com',
			'ada.lo+x@example.com',
			'team@example.com',
			'ray@example.com',
			'not an address',
			'lo@example.com',
		),
		{ nil: undefined },
	);
	const seats = fc
		.array(fc.record({ firstName: name, lastName: name, email: address, person: fc.nat(8) }), {
			maxLength: 8,
		})
		.map((all) =>
			all.map(
				({ person, email, ...names }, at): Seat => ({
					seatUrn: `urn:li:seat:${at}`,
					contractUrn: 'urn:li:contract:2001',
					state: 'ACTIVE',
					...(person < 7 && { personUrn: `urn:li:person:${person}` }),
					...(email && { email }),
					...names,
					roles: [],
				}),
			),
		);
	const users = fc
		.array(
			fc.record({
				firstName: name,
				lastName: name,
				email: address.map((text) => text ?? ''),
				active: fc.boolean(),
			}),
			{ maxLength: 8 },
		)
		.map((all) => all.map((one, at): SrUser => ({ id: `u${at}`, ...one })));
	const stored = fc.array(
		fc.record({
			seatUrn: fc.nat(9).map((n) => `urn:li:seat:${n}`),
			personUrn: fc.nat(9).map((n) => `urn:li:person:${n}`),
			userId: fc.nat(9).map((n) => `u${n}`),
		}),
		{ maxLength: 3 },
	);

	it('every seat gets one verdict, in order, and only active users are offered', () => {
		fc.assert(
			fc.property(seats, users, stored, (all, people, before) => {
				const suggestions = matchSeats(all, people, before);
				expect(suggestions.map((one) => one.seat)).toEqual(all);
				for (const { verdict, user: found, candidates, reason } of suggestions) {
					expect(verdict).toBe(MATCH_REASONS[reason].verdict);
					expect(found !== undefined).toBe(verdict === 'matched');
					for (const one of [...candidates, ...(found ? [found] : [])])
						expect(one.active).toBe(true);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('no user goes to two people, unless a person had decided so', () => {
		fc.assert(
			fc.property(seats, users, (all, people) => {
				const taken = new Map<string, string>();
				for (const { user: found, seat: one } of matchSeats(all, people)) {
					if (!found || !one.personUrn) continue;
					expect(taken.get(found.id) ?? one.personUrn).toBe(one.personUrn);
					taken.set(found.id, one.personUrn);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('the order of users changes nothing', () => {
		fc.assert(
			fc.property(seats, users, stored, (all, people, before) => {
				const tell = (list: SrUser[]) =>
					matchSeats(all, list, before).map(({ reason, user: found }) => [reason, found?.id]);
				expect(tell([...people].reverse())).toEqual(tell(people));
			}),
			{ numRuns: 500 },
		);
	});

	it('one more namesake never makes a match by name surer', () => {
		fc.assert(
			fc.property(seats, users, (all, people) => {
				for (const before of matchSeats(all, people)) {
					if (before.reason !== 'UNIQUE_NAME') continue;
					const { firstName, lastName } = before.seat;
					const more = [...people, user('twin', firstName, lastName, '', false)];
					const after = matchSeats(all, more).find(({ seat: one }) => one === before.seat);
					expect(after?.verdict).toBe('review');
				}
			}),
			{ numRuns: 500 },
		);
	});
});
