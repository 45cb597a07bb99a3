import { CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { DAY_MS as DAY, HOUR_MS as HOUR } from '../../src/basics/durations';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { ACTIVITY, LOCKS, PARKED, SYNC } from '../../src/state/tables';
import {
	calls,
	compared,
	control,
	members,
	NONE,
	NOON,
	office,
	openBeforeEach,
	sandbox,
	seats,
} from '../support/seatsAtWork';

openBeforeEach({ mapped: 4 });

/** Something of each mapped seat and of one that is not, over the last days. */
function fill(): number[] {
	const noteIds: number[] = [];
	seats.forEach((seat, nth) => {
		for (let one = 0; one < 6; one += 1) {
			const person = members[nth * 6 + one]?.urn ?? '';
			const atMs = NOON - (one * 11 + nth) * HOUR - 60_000;
			const parties = { contract: CONTRACT, seat, person };
			const text = `ev-n${nth}x${one} v1 Hello`;
			noteIds.push(sandbox.room.activity.addNote(parties, text, atMs).id);
			sandbox.room.activity.addInMail(parties, {
				fromSeat: true,
				subject: 'Role',
				text: `ev-i${nth}x${one} v1 Hello`,
				createdAtMs: atMs + 1,
			});
		}
	});
	return noteIds;
}
const faults = () => compared(seats.slice(0, 4));
const idOf = (nth: number) => seats[nth]?.split(':').pop() ?? '';
describe('catching up', () => {
	it('writes what is missing of mapped seat holders, and nothing a second time', async () => {
		fill();
		const first = await office.catchUp();
		expect(first.report).toMatchObject({ state: 'done', message: '' });
		expect(first.report.counts).toMatchObject({ written: 48, parked: 0 });
		expect(first.written).toHaveLength(48);
		expect(faults()).toEqual(NONE);
		const again = await office.catchUp();
		expect(again.report.counts).toMatchObject({ written: 0, unchanged: 48 });
		expect(faults()).toEqual(NONE);
		expect(await office.sync('activityCatchUp')).toMatchObject({
			activity: 'The last days were read again',
			message: '',
		});
	});

	it('reads notes of all seats of a contract in one call', async () => {
		const before = calls();
		await office.catchUp({ days: 1 });
		// Windows of 12 hours for notes and for each of four seats, one for contact details, and tokens.
		expect(calls() - before).toBeLessThanOrEqual(2 + 4 * 2 + 1 + 4);
	});

	it('reads a pause as a whole, however long ago it came to its end', async () => {
		await office.catchUp();
		const parties = { contract: CONTRACT, seat: seats[0] ?? '', person: members[0]?.urn ?? '' };
		sandbox.room.activity.addNote(parties, 'ev-late v1 Hello', NOON + DAY);
		office.later(9 * DAY);
		await office.catchUp();
		expect(faults()).toEqual(NONE);
	});

	it('is due at once after a pause, and else only as often as wanted', async () => {
		const daily = { readEveryMs: 20 * HOUR };
		expect((await office.catchUp(daily)).report.state).toBe('done');
		expect((await office.catchUp(daily)).report.state).toBe('skipped');
		await office.connect('switchedOff');
		const paused = await office.catchUp(daily);
		expect(paused.report).toMatchObject({ state: 'paused', calls: 0 });
		await office.connect();
		expect((await office.catchUp(daily)).report.state).toBe('done');
	});

	it('goes on in the next run where the time was over', async () => {
		fill();
		let runs = 0;
		let state = '';
		while (state !== 'done' && runs < 60) {
			({ state } = (await office.catchUp({ timeLimitMs: 1, readEveryMs: DAY })).report);
			runs += 1;
		}
		expect(runs).toBeGreaterThan(3);
		for (let more = 0; more < 10; more += 1) await office.retry();
		expect(faults()).toEqual(NONE);
	});

	it('leaves nothing out and doubles nothing, wherever it is killed', async () => {
		fill();
		let steps: number | undefined;
		for (let killAt = 1; steps === undefined; killAt += 7) {
			await office.store.remove(ACTIVITY, {});
			await office.store.remove(PARKED, {});
			await office.store.remove(SYNC, {});
			sandbox.notes.reset();
			steps = await office.killed(killAt, async () => office.catchUp());
			const { report } = await office.catchUp();
			expect([killAt, report.state]).toEqual([killAt, 'done']);
			expect([killAt, faults()]).toEqual([killAt, NONE]);
		}
		expect(steps).toBeGreaterThan(50);
	});

	it('doubles nothing when the ledger is lost between two runs', async () => {
		fill();
		await office.catchUp();
		expect(faults()).toEqual(NONE);
		await office.store.remove(ACTIVITY, {});
		office.later(HOUR);
		const { report } = await office.catchUp();
		expect(report.counts).toMatchObject({ written: 0 });
		expect(faults()).toEqual(NONE);
	});

	it('works alone: a second run at the same time says that it is busy', async () => {
		fill();
		const both = await Promise.all([office.catchUp(), office.catchUp()]);
		const states = both.map(({ report }) => report.state).sort();
		expect(states).toEqual(['busy', 'done']);
		expect(both.find(({ report }) => report.state === 'busy')?.report.busyUntil).toMatch(/^2026-/);
		expect(faults()).toEqual(NONE);
	});

	it('lets a run that a person started wait for the other one', async () => {
		fill();
		office.patienceMs = 10_000;
		const lock = { name: `${ORGANIZATION}:activityCatchUp`, owner: 'another run' };
		await office.store.put(LOCKS, [{ ...lock, untilMs: NOON + 5_000 }]);
		expect((await office.catchUp()).report.state).toBe('done');
		expect(faults()).toEqual(NONE);
	});

	it('writes beside RSC Trigger’s runs without doubling anything', async () => {
		const noteIds = fill();
		const parties = { contract: CONTRACT, seat: seats[0] ?? '' };
		const events = members.slice(0, 6).map(
			({ urn: person }, nth): ActivityEvent => ({
				...{ ...parties, person, kind: 'prospectNote', direction: 'sent', subject: '' },
				activityId: `prospectNote:${noteIds[nth]}`,
				text: `ev-n0x${nth} v1 Hello`,
				happenedAtMs: NOON - nth * 11 * HOUR - 60_000,
				deleted: false,
			}),
		);
		await Promise.all([office.catchUp(), office.write(events)]);
		expect(faults()).toEqual(NONE);
	});

	it('reads the other seats where one is refused, and says so', async () => {
		fill();
		await control('/faults', [
			{
				vendor: 'linkedin',
				kind: 'status',
				status: 404,
				path: seats[0]?.split(':').pop(),
				times: 9,
			},
		]);
		const { report } = await office.catchUp();
		expect(report.state).toBe('done');
		expect(report.counts.written).toBeGreaterThan(20);
	});

	it('reads the other seats, and the next days, where LinkedIn never answers for one', async () => {
		fill();
		office.refusal = (url) =>
			url.includes('onversationEvents') && url.includes(idOf(0)) ? 503 : undefined;
		const { report } = await office.catchUp();
		expect(report).toMatchObject({ state: 'done' });
		expect(report.message).toMatch(/could not be read.*503/);
		expect(faults()).toMatchObject({ missing: 6, twice: 0, wrong: 0 });
		office.later(DAY);
		const parties = { contract: CONTRACT, seat: seats[1] ?? '', person: members[0]?.urn ?? '' };
		sandbox.room.activity.addNote(parties, 'ev-later v1 Hello', NOON + HOUR);
		expect((await office.catchUp({ readEveryMs: DAY })).report.state).toBe('done');
		expect(faults()).toMatchObject({ missing: 6, twice: 0, wrong: 0 });
		office.refusal = undefined;
		await office.catchUp({ days: 5 });
		expect(faults()).toEqual(NONE);
	});

	it('ends a pass of which LinkedIn has given nothing more for a day, and reads it again once it answers', async () => {
		fill();
		await office.catchUp();
		office.refusal = () => 503;
		const parties = { contract: CONTRACT, seat: seats[1] ?? '', person: members[0]?.urn ?? '' };
		sandbox.room.activity.addInMail(parties, {
			...{ fromSeat: true, subject: 'Role', text: 'ev-late v1 Hello', createdAtMs: NOON + HOUR },
		});
		const states = new Set<string>();
		for (let half = 0; half < 12; half += 1) {
			office.later(DAY / 2);
			states.add((await office.catchUp()).report.state);
		}
		expect([...states].sort()).toEqual(['done', 'running']);
		office.refusal = undefined;
		await office.catchUp();
		await office.catchUp();
		expect(faults()).toEqual(NONE);
	});

	it('reads nothing of a contract that is switched off, and all of it later', async () => {
		fill();
		await control('/linkedin/integrations', { context: CONTRACT, enabled: false });
		const off = await office.catchUp();
		expect(off.report.message).toMatch(/could not be read.*403/);
		office.later(5 * DAY);
		await control('/linkedin/integrations', { context: CONTRACT, enabled: true });
		await office.catchUp();
		expect(faults()).toEqual(NONE);
	});

	it('does not read on while SmartRecruiters is down, and loses nothing', async () => {
		fill();
		await control('/faults', [
			{ vendor: 'smartrecruiters', kind: 'status', status: 503, times: 1000 },
		]);
		const down = await office.catchUp();
		expect(down.report.state).toBe('running');
		await control('/faults', undefined, 'DELETE');
		await office.retry();
		office.later(HOUR);
		expect((await office.catchUp()).report.state).toBe('done');
		expect(faults()).toEqual(NONE);
		expect(await office.parked()).toEqual({});
	});

	it('forgets finished events earlier where the tables fill, and writes none of them a second time', async () => {
		fill();
		await office.catchUp();
		const ago = (days: number) => new Date(NOON - days * DAY).toISOString();
		await office.store.update(ACTIVITY, { seat: seats[0] ?? '' }, { writtenAt: ago(100) });
		await office.store.update(ACTIVITY, { seat: seats[1] ?? '' }, { writtenAt: ago(80) });
		expect((await office.catchUp()).report.pruned).toBe(0);
		const full = { done: 90, total: 100, finishedAt: ago(0) };
		await office.store.put(SYNC, [
			SYNC.schema.parse({ organization: ORGANIZATION, stream: 'dataTables', ...full }),
		]);
		const { report } = await office.catchUp();
		expect(report).toMatchObject({ pruned: 12, counts: { written: 0 } });
		expect(faults()).toEqual(NONE);
	});
});
