import fc from 'fast-check';
import { estimateImport } from '../../../src/mapping/estimateImport';
import { seatToStored } from '../../../src/mapping/seatToStored';
import { toStoredMappings } from '../../../src/mapping/StoredSeat';
import { SEATS } from '../../../src/state/tables';

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;
const SEAT = {
	seatUrn: 'urn:li:seat:1',
	contractUrn: 'urn:li:contract:2001',
	state: 'ACTIVE',
	personUrn: 'urn:li:person:ada',
	firstName: 'Ada',
	lastName: 'Lo',
	roles: [],
};
const USER = {
	id: 'u1',
	firstName: 'Ada',
	lastName: 'Lo',
	email: 'ada@example.com',
	active: true,
};
const context = { organizationUrn: 'urn:li:organization:1000', nowMs: NOW, importDays: 730 };

describe('a decision as a row', () => {
	it('has exactly the columns of its Data Table', () => {
		const row = seatToStored(SEAT, { user: USER, matchedBy: 'by hand' }, context);
		expect(Object.keys(row).sort()).toEqual(Object.keys(SEATS.columns).sort());
		expect(SEATS.schema.parse(row)).toEqual(row);
	});

	it('wants the last two years of a newly mapped seat, of which nothing is imported yet', () => {
		expect(seatToStored(SEAT, { user: USER, matchedBy: 'email' }, context)).toMatchObject({
			userId: 'u1',
			mappedAt: '2026-11-24T00:00:00.000Z',
			importedFromMs: NOW - 730 * DAY,
			importedUntilMs: NOW - 730 * DAY,
		});
	});

	it('wants nothing of a skipped one', () => {
		expect(seatToStored(SEAT, { matchedBy: 'skipped' }, context)).toMatchObject({
			userId: '',
			mappedAt: '',
			importedFromMs: 0,
			importedUntilMs: 0,
		});
	});

	it('keeps what was imported when the user changes, and through an unmapping', () => {
		const first = seatToStored(SEAT, { user: USER, matchedBy: 'email' }, context);
		const half = { ...first, importedUntilMs: NOW - 300 * DAY };
		const none = seatToStored(SEAT, { matchedBy: 'unmapped' }, { ...context, before: half });
		expect(none).toMatchObject({ userId: '', importedUntilMs: NOW - 300 * DAY });
		const later = { ...context, nowMs: NOW + 90 * DAY, before: none };
		expect(seatToStored(SEAT, { user: USER, matchedBy: 'by hand' }, later)).toMatchObject({
			importedFromMs: NOW - 730 * DAY,
			importedUntilMs: NOW - 300 * DAY,
			mappedAt: new Date(NOW + 90 * DAY).toISOString(),
		});
	});

	it('wants the past from further back when it is mapped again with more days', () => {
		const few = seatToStored(
			SEAT,
			{ user: USER, matchedBy: 'email' },
			{ ...context, importDays: 30 },
		);
		const done = { ...few, importedUntilMs: NOW };
		const none = seatToStored(SEAT, { matchedBy: 'unmapped' }, { ...context, before: done });
		const again = { ...context, nowMs: NOW + DAY, before: none };
		const linked = { user: USER, matchedBy: 'by hand' } as const;
		expect(seatToStored(SEAT, linked, { ...again, importDays: 365 })).toMatchObject({
			importedFromMs: NOW + DAY - 365 * DAY,
			importedUntilMs: NOW + DAY - 365 * DAY,
		});
		expect(seatToStored(SEAT, linked, { ...again, importDays: 30 })).toMatchObject({
			importedFromMs: NOW - 30 * DAY,
			importedUntilMs: NOW,
		});
	});

	it('does not want the past again when only the user changes, and the pause alone after one', () => {
		const first = seatToStored(SEAT, { user: USER, matchedBy: 'email' }, context);
		const done = { ...first, importedUntilMs: NOW };
		const remapped = seatToStored(
			SEAT,
			{ user: { ...USER, id: 'u2' }, matchedBy: 'by hand' },
			{ ...context, nowMs: NOW + 5 * DAY, before: done },
		);
		expect(remapped).toMatchObject({ userId: 'u2', importedUntilMs: NOW + 5 * DAY });
		expect(Date.parse(remapped.mappedAt)).toBe(remapped.importedUntilMs);

		const paused = seatToStored(
			SEAT,
			{ matchedBy: 'unmapped' },
			{ ...context, nowMs: NOW + 10 * DAY, before: done },
		);
		expect(paused.importedUntilMs).toBe(NOW + 10 * DAY);
		expect(
			seatToStored(
				SEAT,
				{ user: USER, matchedBy: 'by hand' },
				{ ...context, nowMs: NOW + 40 * DAY, before: paused },
			),
		).toMatchObject({ importedUntilMs: NOW + 10 * DAY });
	});

	it('begins anew when another person holds the seat', () => {
		const first = seatToStored(SEAT, { user: USER, matchedBy: 'email' }, context);
		const before = { ...first, importedUntilMs: NOW };
		const other = { ...SEAT, personUrn: 'urn:li:person:bob' };
		expect(
			seatToStored(other, { user: USER, matchedBy: 'by hand' }, { ...context, before }),
		).toMatchObject({ importedUntilMs: NOW - 730 * DAY });
	});

	it('counts as a mapping only with a user', () => {
		const skipped = seatToStored(SEAT, { matchedBy: 'skipped' }, context);
		const mapped = seatToStored(SEAT, { user: USER, matchedBy: 'email' }, context);
		expect(toStoredMappings([skipped, mapped])).toEqual([
			{ seatUrn: mapped.seat, personUrn: mapped.person, userId: 'u1' },
		]);
	});
});

describe('the estimate of an import', () => {
	it('is 1,460 windows for two years, once for InMails and once for notes', () => {
		expect(estimateImport(1, 730, 100_000)).toMatchObject({ windowsPerSeat: 1460, calls: 2921 });
		expect(estimateImport(0, 730, 100_000).calls).toBe(0);
	});

	it('grows with seats and days, and never promises less than one call a seat', () => {
		fc.assert(
			fc.property(fc.nat(1000), fc.nat(3650), (seats, days) => {
				const { calls, daysOfQuota } = estimateImport(seats, days, 100_000);
				expect(calls).toBeGreaterThanOrEqual(seats);
				expect(estimateImport(seats + 1, days, 100_000).calls).toBeGreaterThan(calls);
				expect(daysOfQuota).toBeCloseTo(calls / 100_000);
			}),
		);
	});
});
