import { MATCH_REASONS } from '../../../src/mapping/matchReasons';
import { matchSeats } from '../../../src/mapping/matchSeats';
import { ADA, say, seat, user } from '../../support/matchedSeats';

describe('a seat holder with the address of a user', () => {
	it.each([
		['as it is', seat('Ada', 'Lo', 'ada.lo@example.com')],
		['in other case', seat('ADA', 'lo', ' Ada.LO@Example.COM')],
		['with first and last name swapped', seat('Lo', 'Ada', 'ada.lo@example.com')],
		['with a middle name', seat('Ada M.', 'Lo', 'ada.lo@example.com')],
		['with a title behind the name', seat('Ada', 'Lo, PHR', 'ada.lo@example.com')],
	])('is matched %s', (_what, one) => {
		expect(say(one, [ADA])).toEqual({ reason: 'SAME_EMAIL', user: 'ada', candidates: [] });
	});

	it.each([
		['Zoë', 'Núñez'.normalize('NFD'), 'Zoë'.normalize('NFD'), 'Núñez'],
		['Zoe', 'Nunez', 'Zoë', 'Núñez'],
		['Jürgen', 'Groß', 'Juergen', 'Gross'],
		['Søren', 'Øvergård', 'Soren', 'Overgard'],
		['Łukasz', 'Żak', 'Lukasz', 'Zak'],
		['Connor', 'O’Neil', 'Connor', "O'Neil"],
		['Jean-Luc', 'Picard', 'Jean Luc', 'Picard'],
		['太郎', '山田', '', '山田太郎'],
	])('is matched as %s %s and %s %s', (first, last, otherFirst, otherLast) => {
		const users = [user('x', otherFirst, otherLast, 'x@example.com')];
		expect(say(seat(first, last, 'x@example.com'), users).reason).toBe('SAME_EMAIL');
	});

	it('is matched with a tag on either side, when the name agrees', () => {
		expect(say(seat('Ada', 'Lo', 'ada.lo+rec@example.com'), [ADA]).reason).toBe(
			'SAME_EMAIL_TAGGED',
		);
		const tagged = user('ada', 'Ada', 'Lo', 'ada.lo+ats@example.com');
		expect(say(seat('Ada', 'Lo', 'ada.lo@example.com'), [tagged]).user).toBe('ada');
	});

	it('is for review when the tags mark two people behind one mailbox', () => {
		const users = [user('bob', 'Bob', 'Ray', 'recruiting+bob@example.com')];
		expect(say(seat('Ada', 'Lo', 'recruiting+ada@example.com'), users)).toMatchObject({
			reason: 'EMAIL_OTHER_NAME',
			user: undefined,
		});
	});

	it('is for review under another name: the mailbox may be shared', () => {
		expect(say(seat('Eve', 'Poe', 'ada.lo@example.com'), [ADA])).toEqual({
			reason: 'EMAIL_OTHER_NAME',
			user: undefined,
			candidates: ['ada'],
		});
		expect(say(seat('Ada', 'Newname', 'ada.lo@example.com'), [ADA]).user).toBeUndefined();
		expect(say(seat('Adam', 'Lo', 'ada.lo@example.com'), [ADA]).user).toBeUndefined();
		expect(say(seat('', '', 'ada.lo@example.com'), [ADA]).user).toBeUndefined();
	});

	it('is told from those who share the mailbox by the name', () => {
		const users = [
			user('ada', 'Ada', 'Lo', 'team@example.com'),
			user('bob', 'Bob', 'Ray', 'team@example.com'),
		];
		expect(say(seat('Bob', 'Ray', 'team@example.com'), users).user).toBe('bob');
		expect(say(seat('Eve', 'Poe', 'team@example.com'), users)).toEqual({
			reason: 'EMAIL_OF_SEVERAL_USERS',
			user: undefined,
			candidates: ['ada', 'bob'],
		});
	});

	it('is for review when two accounts have both address and name', () => {
		const twice = [ADA, { ...ADA, id: 'ada2' }];
		expect(say(seat('Ada', 'Lo', 'ada.lo@example.com'), twice).reason).toBe(
			'EMAIL_OF_SEVERAL_USERS',
		);
	});

	it('is matched to the living account of somebody who came back', () => {
		const users = [{ ...ADA, id: 'old', active: false }, ADA];
		expect(say(seat('Ada', 'Lo', 'ada.lo@example.com'), users).user).toBe('ada');
	});

	it('is for review when that user is deactivated, and is offered the namesake only', () => {
		const users = [{ ...ADA, active: false }, user('other', 'Ada', 'Lo', 'ada.lo2@example.com')];
		expect(say(seat('Ada', 'Lo', 'ada.lo@example.com'), users)).toEqual({
			reason: 'EMAIL_DEACTIVATED',
			user: undefined,
			candidates: ['other'],
		});
	});

	it('is likely the same person in another alphabet, where the mailbox spells the name', () => {
		const anna = user('anna', 'Anna', 'Ivanova', 'anna.ivanova@example.com');
		const one = seat('Анна', 'Иванова', 'anna.ivanova@example.com');
		expect(say(one, [anna])).toMatchObject({ reason: 'SAME_EMAIL_OTHER_ALPHABET', user: 'anna' });
		const jobs = { ...anna, email: 'jobs@example.com' };
		expect(say({ ...one, email: 'jobs@example.com' }, [jobs]).reason).toBe('EMAIL_OTHER_NAME');
	});

	it('is not taken for the person whose old address it is', () => {
		const users = [
			user('ada', 'Ada', 'Lo', 'ada.lo@example.com'),
			user('adam', 'Adam', 'Lo', 'lo@example.com'),
		];
		expect(say(seat('Ada', 'Lo', 'lo@example.com'), users)).toEqual({
			reason: 'EMAIL_OTHER_NAME',
			user: undefined,
			candidates: ['adam', 'ada'],
		});
	});
});

describe('a seat holder without a known address', () => {
	it('is likely the only user with exactly this name', () => {
		expect(say(seat('ada', 'LO'), [ADA])).toMatchObject({ reason: 'UNIQUE_NAME', user: 'ada' });
		expect(MATCH_REASONS.UNIQUE_NAME.confidence).toBe('likely');
	});

	it('is for review when the address is another one', () => {
		expect(say(seat('Ada', 'Lo', 'ada@elsewhere.example.com'), [ADA])).toEqual({
			reason: 'NAME_OTHER_EMAIL',
			user: undefined,
			candidates: ['ada'],
		});
	});

	it.each([
		['another user has the name', user('b', 'Ada', 'Lo', 'b@example.com')],
		['a colleague of that name has left', user('b', 'Ada', 'Lo', 'b@example.com', false)],
		['another user has it with a middle name', user('b', 'Ada Maria', 'Lo', 'b@example.com')],
		['another user has it the other way round', user('b', 'Lo', 'Ada', 'b@example.com')],
		['another user has it with accents', user('b', 'Áda', 'Ló', 'b@example.com')],
	])('is for review when %s', (_what, other) => {
		expect(say(seat('Ada', 'Lo'), [ADA, other])).toMatchObject({
			reason: 'NAME_OF_SEVERAL_USERS',
			user: undefined,
		});
	});

	it('is for review when two seat holders have the name', () => {
		const suggestions = matchSeats([seat('Ada', 'Lo'), seat('Ada', 'Lo')], [ADA]);
		expect(suggestions.map(({ reason }) => reason)).toEqual([
			'NAME_OF_SEVERAL_SEATS',
			'NAME_OF_SEVERAL_SEATS',
		]);
	});

	it('is matched on two contracts, being one person', () => {
		const one = seat('Ada', 'Lo');
		const two = { ...one, seatUrn: 'urn:li:seat:0', contractUrn: 'urn:li:contract:2002' };
		expect(matchSeats([one, two], [ADA]).map(({ user: found }) => found?.id)).toEqual([
			'ada',
			'ada',
		]);
	});

	it.each([
		['swapped', seat('Lo', 'Ada')],
		['with accents', seat('Áda', 'Lo')],
		['longer', seat('Ada Maria', 'Lo')],
	])('is for review when the name is only alike: %s', (_what, one) => {
		expect(say(one, [ADA])).toEqual({
			reason: 'NAME_ALIKE',
			user: undefined,
			candidates: ['ada'],
		});
	});

	it('is for review when the only namesake is deactivated', () => {
		expect(say(seat('Ada', 'Lo'), [{ ...ADA, active: false }])).toEqual({
			reason: 'NAME_DEACTIVATED',
			user: undefined,
			candidates: [],
		});
	});

	it('is unmatched when nobody has the name', () => {
		expect(say(seat('Eve', 'Poe'), [ADA]).reason).toBe('NOBODY');
		expect(say(seat('', ''), [ADA]).reason).toBe('NOBODY');
		expect(say(seat('Eve', 'Poe'), []).reason).toBe('NOBODY');
	});
});
