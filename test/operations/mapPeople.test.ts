import type { Decision } from '../../src/operations/mapping/decide';
import { findDrift } from '../../src/operations/mapping/findDrift';
import { readMapPage } from '../../src/operations/mapping/readMapPage';
import { searchSeatHolders } from '../../src/operations/mapping/searchSeatHolders';
import { searchUsers } from '../../src/operations/mapping/searchUsers';
import { Progress } from '../../src/state/Progress';
import { CONTRACTS } from '../../src/state/tables';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import { ORGANIZATION } from '../support/sandboxRuntime';
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
	read,
	runtime,
	sandbox,
} from '../support/mappingPeople';

openBeforeEach();

const connection = () => sandboxConnection(sandbox);

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
