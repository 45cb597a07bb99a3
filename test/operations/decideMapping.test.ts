import type { Decision } from '../../src/operations/mapping/decide';
import { driftReport } from '../../src/operations/mapping/driftReport';
import { findDrift } from '../../src/operations/mapping/findDrift';
import { mapOne } from '../../src/operations/mapping/mapOne';
import { unmap } from '../../src/operations/mapping/unmap';
import type { StoredSeat } from '../../src/mapping/StoredSeat';
import { SEATS } from '../../src/state/tables';
import { nonEmpty } from '../support/nonEmpty';
import {
	DAYS,
	FIRST,
	SECOND,
	TIME,
	apply,
	confirmCertain,
	drop,
	keep,
	openBeforeEach,
	runtime,
	sandbox,
} from '../support/mappingPeople';

openBeforeEach();

describe('decisions', () => {
	const seat = (nth = 0) => sandbox.seats.list(FIRST)[nth];
	const map = (userId: string, nth = 0): Decision => ({
		seatUrn: seat(nth)?.seatUrn ?? '',
		contractUrn: FIRST,
		userId,
		matchedBy: 'by hand',
	});

	it('become complete rows with what both vendors say now', async () => {
		const [user] = sandbox.context.company.users;
		const { rows, refusals } = await apply([map(user?.id ?? '')]);
		expect(refusals).toEqual([]);
		expect(rows).toEqual([
			expect.objectContaining({
				seat: seat()?.seatUrn,
				contract: FIRST,
				organization: 'urn:li:organization:1000',
				person: seat()?.personUrn,
				userId: user?.id,
				userEmail: user?.email,
				matchedBy: 'by hand',
			}),
		]);
	});

	it('are refused for users and seats that are not there, one by one', async () => {
		const { users } = sandbox.context.company;
		const inactive = users.find(({ active }) => !active);
		const { rows, refusals } = await apply([
			map(users[0]?.id ?? '', 0),
			map('nobody', 1),
			map(inactive?.id ?? '', 2),
			{ ...map(users[0]?.id ?? ''), seatUrn: 'urn:li:seat:1' },
		]);
		expect(rows).toHaveLength(1);
		expect(refusals.map(({ code }) => code)).toEqual([
			'USER_GONE',
			'USER_DEACTIVATED',
			'SEAT_GONE',
		]);
	});

	it('on one seat count once: the last one', async () => {
		const { users } = sandbox.context.company;
		const { rows } = await apply([map(users[0]?.id ?? ''), map(users[4]?.id ?? '')]);
		expect(rows.map(({ userId }) => userId)).toEqual([users[4]?.id]);
	});

	it('on a contract that is not connected are refused, but for taking a user away', async () => {
		const stored = await confirmCertain();
		await drop(FIRST, false);
		const own = stored.find(({ contract }) => contract === FIRST);
		const { rows, refusals } = await apply(
			[
				{ ...map(own?.userId ?? '', 9), contractUrn: FIRST },
				{ seatUrn: own?.seat ?? '', contractUrn: FIRST, matchedBy: 'unmapped' },
			],
			stored,
		);
		expect(refusals).toEqual([expect.objectContaining({ code: 'CONTRACT_NOT_CONNECTED' })]);
		expect(rows).toEqual([expect.objectContaining({ seat: own?.seat, userId: '' })]);
	});

	it('on many seats read the users once, not one by one', async () => {
		sandbox.seats.setCount(FIRST, 90);
		sandbox.context.requests.reset();
		const { users } = sandbox.context.company;
		const decisions = sandbox.seats
			.list(FIRST)
			.slice(0, 60)
			.map((_seat, nth) => map(users[nth * 4]?.id ?? '', nth));
		const { rows } = await apply(decisions);
		expect(rows).toHaveLength(60);
		// A token, and four pages of 100.
		expect(sandbox.context.requests.summary().smartrecruiters.requests).toBe(5);
	});

	it('keep what was imported when a seat is mapped again', async () => {
		const stored = (await confirmCertain()).map((row) => ({ ...row, importedUntilMs: 12_345 }));
		const [, , other] = sandbox.context.company.users;
		const { rows } = await apply([map(other?.id ?? '')], stored);
		expect(rows[0]).toMatchObject({ userId: other?.id, importedUntilMs: 12_345 });
	});
});

describe('one mapping by hand', () => {
	it('gives the row and what the import costs; unmapping gives the row without the user', async () => {
		const seat = sandbox.seats.list(SECOND)[1];
		const user = sandbox.context.company.users[8];
		const run = await runtime();
		const { row, estimate } = await mapOne(run, {
			seatUrn: seat?.seatUrn ?? '',
			contractUrns: [],
			userId: user?.id ?? '',
			...DAYS,
			...TIME,
		});
		expect(row).toMatchObject({ seat: seat?.seatUrn, contract: SECOND, userId: user?.id });
		expect(estimate).toMatchObject({ windowsPerSeat: 1460, callsPerDay: 100_000 });
		expect(await run.store.read(SEATS, {})).toEqual([row]);
		const unmapped = {
			...row,
			userId: '',
			userName: '',
			userEmail: '',
			matchedBy: 'unmapped',
			mappedAt: '',
			checkedAt: expect.any(String),
		};
		expect(await unmap(run, row.seat)).toEqual(unmapped);
		expect(await run.store.read(SEATS, {})).toEqual([unmapped]);
		await expect(unmap(await runtime(), row.seat)).rejects.toThrow('No such seat is mapped');
	});

	it('says which side is wrong', async () => {
		const seat = sandbox.seats.list(FIRST)[0];
		const { users } = sandbox.context.company;
		const attempt = async (seatUrn: string, userId: string) =>
			await mapOne(await runtime(), {
				seatUrn,
				userId,
				contractUrns: [FIRST],
				...DAYS,
				...TIME,
			});
		await expect(attempt('urn:li:seat:1', users[0]?.id ?? '')).rejects.toThrow(
			'The seat is on none of these contracts',
		);
		await expect(attempt(seat?.seatUrn ?? '', 'nobody')).rejects.toThrow('no such SmartRecruiters');
		const inactive = users.find(({ active }) => !active)?.id ?? '';
		await expect(attempt(seat?.seatUrn ?? '', inactive)).rejects.toThrow('is deactivated');
	});
});

describe('drift', () => {
	const look = async (stored: StoredSeat[]) =>
		await findDrift(await runtime(stored), { contractUrns: [], ...TIME });

	it('is none right after everything was decided', async () => {
		const stored = await confirmCertain();
		const open = (await look(stored)).drift;
		expect(new Set(open.map(({ code }) => code))).toEqual(new Set(['NEW_SEAT']));
		const decided = await apply(
			open.map(({ seatUrn, contractUrn }) => ({ seatUrn, contractUrn, matchedBy: 'skipped' })),
		);
		const { drift, seats, mapped } = await look(keep(stored, decided.rows));
		expect(drift).toEqual([]);
		expect({ seats, mapped }).toEqual({ seats: 16, mapped: stored.length });
		expect(driftReport(drift, { seats, mapped })).toMatchObject({
			changed: false,
			subject: 'Recruiter seats: nothing has changed',
		});
	});

	it('is told in a report without names', async () => {
		const stored = await confirmCertain();
		const [first, second, third, fourth] = stored.filter(({ contract }) => contract === FIRST);
		sandbox.seats.remove(first?.seat ?? '');
		sandbox.seats.change(second?.seat ?? '', { state: 'PARKED' });
		sandbox.seats.change(third?.seat ?? '', { email: 'new@example.com' });
		sandbox.context.company.changeUser(fourth?.userId ?? '', { email: 'other@example.com' });
		sandbox.seats.setCount(FIRST, 13);
		const found = await look(stored);
		const report = driftReport(found.drift, found);
		expect(report.changed).toBe(true);
		expect(report.counts).toMatchObject({
			SEAT_GONE: 1,
			SEAT_NOT_ACTIVE: 1,
			SEAT_EMAIL_CHANGED: 1,
			NEW_SEAT: expect.any(Number),
		});
		expect(report.counts.USER_EMAIL_CHANGED).toBeGreaterThanOrEqual(1);
		expect(report.text).toContain('The seat is gone from Recruiter. Unmap it.');
		for (const { seatName, seatEmail, userName } of nonEmpty(stored))
			for (const name of [seatName, seatEmail, userName]) expect(report.text).not.toContain(name);
	});
});
