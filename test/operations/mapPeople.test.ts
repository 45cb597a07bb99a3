import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { decide, type Decision } from '../../src/operations/mapping/decide';
import { driftReport } from '../../src/operations/mapping/driftReport';
import { findDrift } from '../../src/operations/mapping/findDrift';
import { mapOne } from '../../src/operations/mapping/mapOne';
import { readMapPage } from '../../src/operations/mapping/readMapPage';
import { searchSeatHolders } from '../../src/operations/mapping/searchSeatHolders';
import { searchUsers } from '../../src/operations/mapping/searchUsers';
import { unmap } from '../../src/operations/mapping/unmap';
import type { StoredSeat } from '../../src/mapping/StoredSeat';
import { Progress } from '../../src/state/Progress';
import { CONTRACTS, SEATS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import { connectInState, ORGANIZATION, sandboxRuntime } from '../support/sandboxRuntime';
import { nonEmpty } from '../support/nonEmpty';

const FIRST = 'urn:li:contract:2001';
const SECOND = 'urn:li:contract:2002';
const TIME = { timeLimitMs: 300_000 };
const DAYS = { importDays: 730 };

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 20, users: 400 });
});
afterEach(async () => {
	await sandbox.close();
});

const connection = () => sandboxConnection(sandbox);
/** A run with a map that holds these rows. */
const runtime = async (stored: readonly StoredSeat[] = []) => {
	const store = new MemoryStore();
	await connectInState(store, [FIRST, SECOND]);
	await store.put(SEATS, stored);
	return sandboxRuntime(sandbox, store);
};
const read = async (stored: StoredSeat[] = []) =>
	await readMapPage(await runtime(stored), { ...DAYS, ...TIME });
const apply = async (decisions: Decision[], stored: StoredSeat[] = []) => {
	const run = await runtime(stored);
	const outcome = await decide(run, decisions, { ...DAYS, ...TIME });
	const kept = await run.store.read(SEATS, {});
	for (const row of nonEmpty(outcome.rows)) expect(kept).toContainEqual(row);
	return outcome;
};
/** Puts rows in place, as the Data Table does. */
const keep = (before: StoredSeat[], rows: StoredSeat[]): StoredSeat[] => [
	...new Map([...before, ...rows].map((row) => [row.seat, row])).values(),
];
const drop = async (contract: string, enabled: boolean) =>
	await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
		method: 'POST',
		body: JSON.stringify({ integrationType: 'CSA_API', context: contract, enabled }),
	});

/** Confirms everything that is certain, as the page's button does. */
async function confirmCertain(stored: StoredSeat[] = []): Promise<StoredSeat[]> {
	const view = await read(stored);
	const decisions = view.contracts.flatMap(({ rows }) =>
		rows.flatMap(({ status, seatUrn, contractUrn, user }): Decision[] =>
			status === 'certain' && user
				? [{ seatUrn, contractUrn, userId: user.id, matchedBy: 'email' }]
				: [],
		),
	);
	return keep(stored, (await apply(decisions)).rows);
}

describe('the page of seats', () => {
	it('shows every seat of every contract once, most of them certain', async () => {
		const view = await read();
		const rows = view.contracts.flatMap((one) => one.rows);
		expect(rows.map(({ seatUrn }) => seatUrn)).toEqual(
			[...sandbox.seats.list(FIRST), ...sandbox.seats.list(SECOND)].map(({ seatUrn }) => seatUrn),
		);
		expect(rows.filter(({ status }) => status === 'certain').length).toBeGreaterThan(
			rows.length / 2,
		);
		expect(view.contracts.map(({ name, problem }) => [name, problem])).toEqual([
			['Acme', ''],
			['Acme', ''],
		]);
		expect(view.users.every(({ active }) => active)).toBe(true);
		expect(view.import).toEqual({ days: 730, callsPerSeat: 2921, callsPerDay: 100_000 });
	});

	it('says that the table of the contracts was deleted, not that none is connected', async () => {
		const run = await runtime();
		await new Progress(run.store, ORGANIZATION).save(0, [{ stream: 'contracts' }]);
		await run.store.remove(CONTRACTS, {});
		const lost = /rsc_contracts no longer knows this organization/;
		await expect(readMapPage(run, { ...DAYS, ...TIME })).rejects.toThrow(lost);
		await expect(findDrift(run, { contractUrns: [], ...TIME })).rejects.toThrow(lost);
	});

	it('shows what was decided, and asks about nothing again', async () => {
		let stored = await confirmCertain();
		const rest = (await read(stored)).contracts.flatMap(({ rows }) =>
			rows.filter(({ status }) => ['review', 'unmatched', 'likely'].includes(status)),
		);
		const left = rest.map(
			({ seatUrn, contractUrn }): Decision => ({
				seatUrn,
				contractUrn,
				matchedBy: 'left open',
			}),
		);
		stored = keep(stored, (await apply(left, stored)).rows);
		const statuses = (await read(stored)).contracts.flatMap(({ rows }) =>
			rows.map(({ status }) => status),
		);
		expect(new Set(statuses)).toEqual(new Set(['mapped', 'skipped']));
	});

	it('asks again about exactly the seat that has changed', async () => {
		const stored = await confirmCertain();
		const [first] = stored;
		sandbox.context.company.changeUser(first?.userId ?? '', { active: false });
		const changed = (await read(stored)).contracts.flatMap(({ rows }) =>
			rows.filter(({ status }) => status === 'changed'),
		);
		// The same person may hold a seat on the other contract.
		const expected = stored.filter(({ userId }) => userId === first?.userId);
		expect(changed.map(({ seatUrn }) => seatUrn).sort()).toEqual(
			expected.map(({ seat }) => seat).sort(),
		);
		expect(changed[0]?.changes).toEqual([
			expect.objectContaining({ code: 'USER_DEACTIVATED', whatToDo: expect.any(String) }),
		]);
	});

	it('offers the right user where the one before cannot stay, and lets keep where one can', async () => {
		const stored = await confirmCertain();
		const [first, second] = stored.filter(({ contract }) => contract === FIRST);
		// The seat passes to the colleague who has the next seat.
		const heir = sandbox.seats.byUrn(second?.seat ?? '');
		sandbox.seats.change(first?.seat ?? '', {
			personUrn: heir?.personUrn ?? '',
			firstName: heir?.firstName ?? '',
			lastName: heir?.lastName ?? '',
			email: heir?.email ?? '',
		});
		const rows = (await read(stored)).contracts[0]?.rows ?? [];
		const passed = rows.find(({ seatUrn }) => seatUrn === first?.seat);
		expect(passed?.changes.map(({ code }) => code)).toContain('SEAT_PASSED_ON');
		expect(passed).toMatchObject({
			status: 'changed',
			keepable: false,
			candidates: [{ id: second?.userId }],
		});
		sandbox.seats.change(second?.seat ?? '', { state: 'PARKED' });
		const parked = (await read(stored)).contracts[0]?.rows.find(
			({ seatUrn }) => seatUrn === second?.seat,
		);
		expect(parked).toMatchObject({ status: 'changed', keepable: true, candidates: [] });
	});

	it('shows a mapped seat that is gone, until it is unmapped', async () => {
		const stored = await confirmCertain();
		const [first] = stored;
		if (!first) throw new Error('Nothing was mapped');
		sandbox.seats.remove(first.seat);
		const gone = (await read(stored)).contracts[0]?.rows.filter(
			({ seatState }) => seatState === 'GONE',
		);
		expect(gone).toEqual([expect.objectContaining({ seatUrn: first.seat, status: 'changed' })]);
		const { rows } = await apply(
			[{ seatUrn: first.seat, contractUrn: FIRST, matchedBy: 'unmapped' }],
			stored,
		);
		const after = await read(keep(stored, rows));
		expect(after.contracts[0]?.rows.some(({ seatUrn }) => seatUrn === first.seat)).toBe(false);
	});

	it('tells of a contract that is not connected, and shows the others', async () => {
		await drop(SECOND, false);
		const [one, two] = (await read()).contracts;
		expect(one?.rows).toHaveLength(11);
		expect(two?.rows).toEqual([]);
		expect(two?.problem).toContain('Product settings');
	});

	it('does not take the seats of a contract that is not connected for gone', async () => {
		const stored = await confirmCertain();
		await drop(SECOND, false);
		const view = await read(stored);
		expect(view.contracts[1]?.rows).toEqual([]);
	});
});

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

describe('lists to type into', () => {
	it('find seat holders by the beginnings of words, without accents, page by page', async () => {
		sandbox.seats.setCount(FIRST, 250);
		const world = connection();
		const find = async (search: string, from = 0) =>
			await searchSeatHolders(world.linkedIn, world, { contractUrns: [FIRST], search, from });
		expect((await find('zoe nun')).seats[0]?.name.normalize('NFC')).toBe('Zoë Núñez');
		expect((await find('nobody at all')).seats).toEqual([]);
		const first = await find('');
		expect(first).toMatchObject({ next: 50 });
		expect(first.seats).toHaveLength(50);
		const last = await find('', 200);
		expect(last.seats).toHaveLength(50);
		expect(last.next).toBeUndefined();
	});

	it('find active users as SmartRecruiters finds them, page by page', async () => {
		const world = connection();
		const [, wanted] = sandbox.context.company.users;
		const { users } = await searchUsers(world.smartRecruiters, world, {
			search: wanted?.email ?? '',
			pageId: undefined,
		});
		expect(users).toEqual([expect.objectContaining({ id: wanted?.id, email: wanted?.email })]);
		const all = await searchUsers(world.smartRecruiters, world, { search: '', pageId: undefined });
		expect(all.nextPageId).toBeDefined();
		expect(all.users).toHaveLength(90);
	});
});
