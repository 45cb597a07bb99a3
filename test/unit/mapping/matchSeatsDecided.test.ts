import { matchSeats } from '../../../src/mapping/matchSeats';
import { ADA, say, seat, user } from '../../support/matchedSeats';

describe('what was decided before', () => {
	const bob = user('bob', 'Bob', 'Ray', 'bob@example.com');

	it('holds for the person, on any seat, against name and address', () => {
		const one = seat('Ada', 'Lo', 'ada.lo@example.com');
		const stored = [{ seatUrn: 'urn:li:seat:0', personUrn: one.personUrn ?? '', userId: 'bob' }];
		expect(say(one, [ADA, bob], stored)).toMatchObject({ reason: 'STORED_PERSON', user: 'bob' });
	});

	it('holds for a seat whose person is not known yet', () => {
		const { personUrn, ...one } = seat('Ada', 'Lo');
		const stored = [{ seatUrn: one.seatUrn, userId: 'bob' }];
		expect(say(one, [ADA, bob], stored)).toMatchObject({ reason: 'STORED_SEAT', user: 'bob' });
		expect(say({ ...one, personUrn: personUrn ?? '' }, [ADA, bob], stored).user).toBe('bob');
	});

	it('is forgotten for a seat that has passed to somebody else', () => {
		const one = seat('Ada', 'Lo', 'ada.lo@example.com');
		const stored = [{ seatUrn: one.seatUrn, personUrn: 'urn:li:person:before', userId: 'bob' }];
		expect(say(one, [ADA, bob], stored)).toMatchObject({ reason: 'SAME_EMAIL', user: 'ada' });
	});

	it('is for review when the user is gone or deactivated', () => {
		const one = seat('Ada', 'Lo', 'ada.lo@example.com');
		const stored = [{ seatUrn: one.seatUrn, personUrn: one.personUrn ?? '', userId: 'gone' }];
		expect(say(one, [ADA], stored)).toEqual({
			reason: 'STORED_USER_GONE',
			user: undefined,
			candidates: ['ada'],
		});
	});

	it('is for review when it contradicts itself', () => {
		const one = seat('Ada', 'Lo');
		const stored = ['ada', 'bob'].map((userId, at) => ({
			seatUrn: `urn:li:seat:a${at}`,
			personUrn: one.personUrn ?? '',
			userId,
		}));
		expect(say(one, [ADA, bob], stored).reason).toBe('STORED_CONFLICT');
	});

	it('keeps a user for the person who has it', () => {
		const stored = [{ seatUrn: 'urn:li:seat:0', personUrn: 'urn:li:person:other', userId: 'ada' }];
		expect(say(seat('Ada', 'Lo', 'ada.lo@example.com'), [ADA], stored)).toEqual({
			reason: 'USER_OF_SEVERAL_PEOPLE',
			user: undefined,
			candidates: ['ada'],
		});
	});
});

describe('two people who fit one user', () => {
	it('are both for review', () => {
		const [one, two] = matchSeats(
			[seat('Ada', 'Lo', 'ada.lo@example.com'), seat('Ada', 'Lo', 'ada.lo+x@example.com')],
			[ADA],
		);
		expect([one?.reason, two?.reason]).toEqual([
			'USER_OF_SEVERAL_PEOPLE',
			'USER_OF_SEVERAL_PEOPLE',
		]);
	});

	it('are one when the other seat is an open invitation', () => {
		const { personUrn: _none, ...invited } = seat('Ada', 'Lo', 'ada.lo@example.com');
		const suggestions = matchSeats([seat('Ada', 'Lo', 'ada.lo@example.com'), invited], [ADA]);
		expect(suggestions.map(({ user: found }) => found?.id)).toEqual(['ada', 'ada']);
	});
});
