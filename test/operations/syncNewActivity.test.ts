import { CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { MINUTE_MS as MINUTE } from '../../src/basics/durations';
import { CONTRACTS, LOCKS, SYNC } from '../../src/state/tables';
import {
	activate,
	calls,
	compared as faults,
	control,
	members,
	NONE,
	office,
	openBeforeEach,
	sandbox,
	seats,
} from '../support/seatsAtWork';

const OTHER = 'urn:li:contract:2002';

openBeforeEach({ active: 4, mapped: 3 });

let texts = 0;
/** A note and an InMail of the seat, a minute ago. */
function happen(seat: string, contract = CONTRACT): void {
	texts += 1;
	const person = members[texts]?.urn ?? '';
	const parties = { contract, seat, person };
	const atMs = sandbox.context.clock.now() - MINUTE;
	sandbox.room.activity.addNote(parties, `ev-n${texts} v1 Hello`, atMs);
	sandbox.room.activity.addInMail(parties, {
		fromSeat: true,
		subject: 'Role',
		text: `ev-i${texts} v1 Hello`,
		createdAtMs: atMs + 1,
	});
}
describe('syncing new activity', () => {
	it('writes what mapped seat holders did, of every connected contract in the table, once', async () => {
		const [far = ''] = activate(OTHER, 1);
		await office.mapSeats([far], { contract: OTHER });
		await office.store.put(CONTRACTS, [
			CONTRACTS.schema.parse({ organization: ORGANIZATION, contract: OTHER, state: 'connected' }),
		]);
		for (const seat of seats) happen(seat);
		happen(far, OTHER);
		const { report, written } = await office.syncNew();
		expect(report).toMatchObject({ state: 'done', message: '', contracts: 2, seats: 4, left: 0 });
		expect(report.counts).toMatchObject({ written: 8, parked: 0 });
		expect(written).toHaveLength(8);
		const mapped = [...seats.slice(0, 3), far];
		expect(faults(mapped)).toEqual(NONE);
		office.later(30 * MINUTE);
		const again = await office.syncNew();
		expect(again.report).toMatchObject({ state: 'done', events: 0 });
		expect(faults(mapped)).toEqual(NONE);
	});

	it('reads seats that are not mapped not at all, and a contract that is not connected neither', async () => {
		const [far = ''] = activate(OTHER, 1);
		await office.mapSeats([far], { contract: OTHER });
		await office.syncNew();
		office.later(30 * MINUTE);
		const before = calls();
		await office.syncNew();
		// A token, three mapped seats, notes and contact details.
		expect(calls() - before).toBe(6);
	});

	it('asks nobody before its time has come, and at once by hand', async () => {
		await office.syncNew();
		office.later(5 * MINUTE);
		const before = calls();
		happen(seats[0] ?? '');
		expect((await office.syncNew()).report.state).toBe('skipped');
		expect(calls()).toBe(before);
		const { report } = await office.syncNew({ atOnce: true });
		expect(report.counts.written).toBe(2);
		office.later(29 * MINUTE + 50_000);
		expect((await office.syncNew()).report.state).toBe('done');
	});

	it('asks nobody while nobody is mapped, and reads a seat that is mapped later', async () => {
		await office.mapSeats(seats, { userId: '' });
		const before = calls();
		const { report } = await office.syncNew();
		expect(report).toMatchObject({ state: 'done', seats: 0 });
		expect(report.message).toContain('mapped');
		expect(calls()).toBe(before);
		happen(seats[1] ?? '');
		await office.mapSeats([seats[1] ?? '']);
		office.later(30 * MINUTE);
		expect((await office.syncNew()).report.counts.written).toBe(2);
	});

	it('writes nothing twice and leaves nothing out, wherever it is killed', async () => {
		let steps: number | undefined;
		for (let at = 1; steps === undefined; at += 3) {
			happen(seats[0] ?? '');
			const killAt = at;
			steps = await office.killed(killAt, async () => await office.syncNew({ atOnce: true }));
			await office.syncNew({ atOnce: true });
			expect(faults(seats.slice(0, 3))).toEqual(NONE);
			office.later(10 * MINUTE);
		}
		expect(steps).toBeGreaterThan(10);
	});

	it('goes on where it stood after a pause of the connection, however long', async () => {
		await office.syncNew();
		await office.connect('switchedOff');
		office.later(40 * MINUTE);
		happen(seats[2] ?? '');
		expect((await office.syncNew()).report.state).toBe('paused');
		office.later(3 * 24 * 60 * MINUTE);
		await office.connect();
		await office.syncNew();
		office.later(MINUTE);
		await office.syncNew({ atOnce: true });
		expect(faults(seats.slice(0, 3))).toEqual(NONE);
	});

	it('leaves the rest to the next run a minute later, where LinkedIn’s limit of the day holds', async () => {
		await control('/faults', [{ vendor: 'linkedin', kind: 'status', status: 429, times: 1_000 }]);
		const { report } = await office.syncNew();
		expect(report.state).toBe('waiting');
		const row = await office.sync('activityNew');
		expect(row?.resumeAtMs).toBeGreaterThan(sandbox.context.clock.now());
		expect(row).toMatchObject({ finishedAt: '' });
		office.later(1_000);
		expect((await office.syncNew()).report.state).toBe('skipped');
	});

	it('says so when everything is refused, and keeps what it knew', async () => {
		await office.syncNew();
		const before = (await office.sync('activityNew'))?.checkpoint;
		office.later(30 * MINUTE);
		await control('/faults', [{ vendor: 'linkedin', kind: 'status', status: 403, times: 1_000 }]);
		await expect(office.syncNew()).rejects.toThrow(/403/);
		const after = await office.sync('activityNew');
		expect(after?.message).toMatch(/403/);
		const readTo = (json = '') =>
			[...json.matchAll(/"readToMs":(\d+)/g)].map(([, ms]) => Number(ms));
		expect(readTo(after?.checkpoint)).toEqual(readTo(before));
	});

	it('stops at a damaged checkpoint, and names the row', async () => {
		await office.syncNew();
		await office.store.update(SYNC, { stream: 'activityNew' }, { checkpoint: '{"version":' });
		await expect(office.syncNew({ atOnce: true })).rejects.toThrow('rsc_sync');
	});

	it('leaves the work to another run that is at it', async () => {
		await office.store.put(LOCKS, [
			{
				name: `${ORGANIZATION}:activityNew`,
				owner: 'another run',
				untilMs: sandbox.context.clock.now() + 30_000,
			},
		]);
		expect((await office.syncNew()).report).toMatchObject({ state: 'busy' });
	});
});
