import type { Seat } from '../../../src/linkedin/seats';
import { compareWithMap } from '../../../src/mapping/compareWithMap';
import type { StoredSeat } from '../../../src/mapping/StoredSeat';
import type { SrUser } from '../../../src/smartrecruiters/users';

const CONTRACT = 'urn:li:contract:2001';
const OTHER = 'urn:li:contract:2002';
const seat = (change: Partial<Seat> = {}): Seat => ({
	seatUrn: 'urn:li:seat:1',
	contractUrn: CONTRACT,
	state: 'ACTIVE',
	personUrn: 'urn:li:person:ada',
	firstName: 'Ada',
	lastName: 'Lo',
	email: 'ada.lo@example.com',
	roles: [],
	...change,
});
const row = (change: Partial<StoredSeat> = {}): StoredSeat => ({
	seat: 'urn:li:seat:1',
	contract: CONTRACT,
	organization: 'urn:li:organization:1000',
	seatState: 'ACTIVE',
	person: 'urn:li:person:ada',
	seatName: 'Ada Lo',
	seatEmail: 'ada.lo@example.com',
	userId: 'ada',
	userName: 'Ada Lo',
	userEmail: 'ada.lo@example.com',
	matchedBy: 'email',
	mappedAt: '2026-11-01T00:00:00.000Z',
	importedFromMs: 0,
	importedUntilMs: 0,
	importCheckpoint: '',
	checkedAt: '2026-11-01T00:00:00.000Z',
	...change,
});
const SKIPPED = { userId: '', userName: '', userEmail: '', matchedBy: 'skipped', mappedAt: '' };
const ADA: SrUser = {
	id: 'ada',
	firstName: 'Ada',
	lastName: 'Lo',
	email: 'ada.lo@example.com',
	active: true,
};

const codes = (seats: Seat[], rows: StoredSeat[], users = [ADA], contracts = [CONTRACT]) =>
	compareWithMap(contracts, seats, users, rows).map(({ code }) => code);

describe('the stored map beside what is', () => {
	it('says nothing when nothing has changed', () => {
		expect(codes([seat()], [row()])).toEqual([]);
	});

	it('tells of new seats that somebody works with, and of no others', () => {
		expect(codes([seat()], [])).toEqual(['NEW_SEAT']);
		expect(codes([seat({ state: 'INVITED' })], [])).toEqual(['NEW_SEAT']);
		expect(codes([seat({ state: 'PARKED' })], [])).toEqual([]);
	});

	it('tells of mapped seats that are gone, and of nothing else about them', () => {
		expect(codes([], [row()], [])).toEqual(['SEAT_GONE']);
		expect(codes([], [row(SKIPPED)])).toEqual([]);
	});

	it('leaves alone the seats of contracts that were not looked at', () => {
		expect(codes([], [row({ contract: OTHER })])).toEqual([]);
	});

	it.each(['PARKED', 'INACTIVE'])('tells of mapped seats that became %s', (state) => {
		expect(codes([seat({ state })], [row()])).toEqual(['SEAT_NOT_ACTIVE']);
		expect(codes([seat({ state })], [row({ seatState: state })])).toEqual([]);
		expect(codes([seat({ state })], [row(SKIPPED)])).toEqual([]);
	});

	it('tells of mapped seats that are active again', () => {
		expect(codes([seat()], [row({ seatState: 'PARKED' })])).toEqual(['SEAT_ACTIVE_AGAIN']);
	});

	it('does not mind that an invitation was accepted', () => {
		expect(codes([seat()], [row({ seatState: 'INVITED', person: '' })])).toEqual([]);
	});

	it('tells of a seat that another person holds, mapped or skipped', () => {
		const passed = seat({ personUrn: 'urn:li:person:bob', firstName: 'Bob' });
		expect(compareWithMap([CONTRACT], [passed], [ADA], [row()])).toEqual([
			expect.objectContaining({ code: 'SEAT_PASSED_ON', before: 'Ada Lo', now: 'Bob Lo' }),
		]);
		expect(codes([passed], [row(SKIPPED)])).toEqual(['SEAT_PASSED_ON']);
	});

	it('tells of changed addresses on either side, but not of other writing or missing ones', () => {
		const moved = seat({ email: 'ada@new.example.com' });
		expect(codes([moved], [row()])).toEqual(['SEAT_EMAIL_CHANGED']);
		expect(codes([moved], [row(SKIPPED)])).toEqual(['SEAT_EMAIL_CHANGED']);
		expect(codes([seat()], [row()], [{ ...ADA, email: 'a@example.com' }])).toEqual([
			'USER_EMAIL_CHANGED',
		]);
		const { email: _none, ...withoutAddress } = seat();
		expect(codes([withoutAddress], [row()])).toEqual([]);
		expect(codes([seat({ email: 'ADA.LO@example.com' })], [row()])).toEqual([]);
		expect(codes([seat()], [row({ seatEmail: '' })])).toEqual([]);
	});

	it('tells of users who are deactivated or gone', () => {
		expect(codes([seat()], [row()], [{ ...ADA, active: false }])).toEqual(['USER_DEACTIVATED']);
		expect(codes([seat()], [row()], [])).toEqual(['USER_GONE']);
	});

	it('tells of one person on two seats of a contract, once, and not after a decision on both', () => {
		const second = seat({ seatUrn: 'urn:li:seat:2' });
		const both = [seat(), second];
		expect(codes(both, [row()])).toEqual([
			'NEW_SEAT',
			'PERSON_ON_TWO_SEATS',
			'PERSON_ON_TWO_SEATS',
		]);
		expect(codes(both, [row(), row({ seat: 'urn:li:seat:2' })])).toEqual([]);
		expect(codes(both, [row(), row({ seat: 'urn:li:seat:2', ...SKIPPED })])).toEqual([]);
	});

	it('takes one person on two contracts for normal, unless the users differ', () => {
		const both = [seat(), seat({ seatUrn: 'urn:li:seat:2', contractUrn: OTHER })];
		const other = { seat: 'urn:li:seat:2', contract: OTHER };
		expect(codes(both, [row(), row(other)], [ADA], [CONTRACT, OTHER])).toEqual([]);
		const bob = { ...ADA, id: 'bob' };
		expect(
			codes(both, [row(), row({ ...other, userId: 'bob' })], [ADA, bob], [CONTRACT, OTHER]),
		).toEqual(['PERSON_ON_TWO_SEATS', 'PERSON_ON_TWO_SEATS']);
	});

	it('tells of one user who is mapped to two people', () => {
		const second = { seatUrn: 'urn:li:seat:2', personUrn: 'urn:li:person:eve' };
		expect(
			codes(
				[seat(), seat(second)],
				[row(), row({ seat: 'urn:li:seat:2', person: 'urn:li:person:eve' })],
			),
		).toEqual(['USER_ON_TWO_PEOPLE', 'USER_ON_TWO_PEOPLE']);
	});
});
