import { compareActivity } from '../../sandbox/compare/compareActivity';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { ACTIVITY, LOCKS, PARKED, SEATS, SYNC } from '../../src/state/tables';
import { ActivityOffice, CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';

const NOON = Date.UTC(2026, 10, 10, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let sandbox: Sandbox;
let office: ActivityOffice;
let seats: string[];
let members: Member[];

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
	sandbox.seats.setCount(CONTRACT, 5);
	for (const { seatUrn } of sandbox.seats.list(CONTRACT))
		sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
	seats = sandbox.seats.list(CONTRACT).map(({ seatUrn }) => seatUrn);
	office = new ActivityOffice(sandbox, { linkedIn: { inMailsPerMinute: 1000 } });
	await office.connect();
	await office.mapSeats(seats.slice(0, 4));
	await office.learnMatches();
	members = sandbox.room.members.all().filter(({ candidateIds }) => candidateIds.length === 1);
});
afterEach(async () => {
	await sandbox.close();
});

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
const faults = () => {
	const mapped = new Set(seats.slice(0, 4));
	const found = compareActivity(sandbox.room, sandbox.notes, mapped);
	const { agree, missing, twice, wrong } = found;
	return { agree, missing: missing.count, twice: twice.count, wrong: wrong.count };
};
const NONE = { agree: true, missing: 0, twice: 0, wrong: 0 };
const control = async (path: string, body: unknown, method = 'POST') => {
	await fetch(`${sandbox.url}/_sandbox${path}`, { method, body: JSON.stringify(body) });
};
const idOf = (nth: number) => seats[nth]?.split(':').pop() ?? '';
/** LinkedIn answers 503 to some requests, for ever. */
function withoutAnswer(isSpoilt: (url: string) => boolean) {
	const original = office.runtime.bind(office);
	return jest.spyOn(office, 'runtime').mockImplementation(() => {
		const runtime = original();
		const { transport } = runtime.linkedIn;
		const spoilt = { status: 503, headers: {}, body: '{}' };
		return {
			...runtime,
			linkedIn: {
				...runtime.linkedIn,
				transport: async (request) => (isSpoilt(request.url) ? spoilt : transport(request)),
			},
		};
	});
}
const calls = () => sandbox.context.requests.summary().linkedin.requests;

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
		const spoilt = withoutAnswer(
			(url) => url.includes('onversationEvents') && url.includes(idOf(0)),
		);
		const { report } = await office.catchUp();
		expect(report).toMatchObject({ state: 'done' });
		expect(report.message).toMatch(/could not be read.*503/);
		expect(faults()).toMatchObject({ missing: 6, twice: 0, wrong: 0 });
		office.later(DAY);
		const parties = { contract: CONTRACT, seat: seats[1] ?? '', person: members[0]?.urn ?? '' };
		sandbox.room.activity.addNote(parties, 'ev-later v1 Hello', NOON + HOUR);
		expect((await office.catchUp({ readEveryMs: DAY })).report.state).toBe('done');
		expect(faults()).toMatchObject({ missing: 6, twice: 0, wrong: 0 });
		spoilt.mockRestore();
		await office.catchUp({ days: 5 });
		expect(faults()).toEqual(NONE);
	});

	it('ends a pass of which LinkedIn has given nothing more for a day, and reads it again once it answers', async () => {
		fill();
		await office.catchUp();
		const down = withoutAnswer(() => true);
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
		down.mockRestore();
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
});

describe('trying parked activity again', () => {
	const event = (change: Partial<ActivityEvent> = {}): ActivityEvent => ({
		kind: 'prospectNote',
		activityId: 'prospectNote:1',
		seat: seats[0] ?? '',
		contract: CONTRACT,
		person: members[0]?.urn ?? '',
		direction: 'sent',
		subject: '',
		text: 'ev-a v1 Hello',
		happenedAtMs: NOON - 60_000,
		deleted: false,
		...change,
	});
	const skipped = { readEveryMs: 100 * DAY };

	it('happens soon, later, and then daily, when it can settle by itself', async () => {
		await office.catchUp();
		await office.forget(members[0]?.urn ?? '');
		await office.write([event()]);
		const tried = async () => (await office.catchUp(skipped)).report.retried;
		expect(await tried()).toBe(0);
		office.later(HOUR / 4);
		expect(await tried()).toBe(1);
		office.later(HOUR / 4);
		expect(await tried()).toBe(0);
		office.later(HOUR / 4);
		expect(await tried()).toBe(1);
		await office.learnMatches();
		office.later(DAY);
		expect(await tried()).toBe(1);
		expect(await office.parked()).toEqual({});
		expect(sandbox.notes.all()).toHaveLength(1);
	});

	it('waits for a person where only a person can settle it', async () => {
		await office.catchUp();
		const { person: _nobody, ...rest } = event();
		await office.write([rest]);
		office.later(5 * DAY);
		expect((await office.catchUp(skipped)).report.retried).toBe(0);
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		expect((await office.catchUp(skipped)).report.retried).toBe(1);
		expect(await office.parked()).toEqual({ NO_PERSON: 1 });
	});

	it('comes to all of them, also behind thousands that nothing can settle by itself', async () => {
		await office.catchUp();
		await office.connect('switchedOff');
		await office.store.put(
			PARKED,
			Array.from({ length: 2_100 }, (_, nth) =>
				PARKED.schema.parse({
					...{ organization: ORGANIZATION, kind: 'activity', code: 'NO_PERSON' },
					...{ recordKey: `activity:prospectNote:old${nth}`, payload: JSON.stringify(event()) },
				}),
			),
		);
		await office.write(
			Array.from({ length: 700 }, (_, nth) => event({ activityId: `prospectNote:new${nth}` })),
		);
		await office.connect();
		office.later(HOUR);
		const { report } = await office.catchUp(skipped);
		expect(report).toMatchObject({ retried: 700, counts: { written: 700 } });
		expect(await office.parked()).toEqual({ NO_PERSON: 2_100 });
	});

	it('forgets after 400 days what no try has settled, and nothing that waits for a person', async () => {
		await office.catchUp();
		await office.forget(members[0]?.urn ?? '');
		const { person: _nobody, ...rest } = event({ activityId: 'prospectNote:2' });
		await office.write([event(), rest]);
		office.later(401 * DAY);
		expect((await office.catchUp(skipped)).report.pruned).toBe(1);
		expect(await office.parked()).toEqual({ NO_PERSON: 1 });
	});

	it('loses nothing of seats that are no longer mapped: it follows when they are mapped again', async () => {
		await office.catchUp();
		await office.connect('switchedOff');
		await office.write([event()]);
		await office.connect();
		await office.store.update(SEATS, { seat: seats[0] ?? '' }, { userId: '' });
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		const { progress } = await office.importPast();
		expect(progress.retried).toBe(0);
		const [row] = await office.store.read(PARKED, {});
		expect(row).toMatchObject({ code: 'WAITING', retryAskedAt: '' });
		await office.store.update(SEATS, { seat: seats[0] ?? '' }, { userId: 'u1' });
		office.later(2 * DAY);
		await office.catchUp(skipped);
		expect(await office.parked()).toEqual({});
		expect(sandbox.notes.all()).toHaveLength(1);
	});

	it('ends for what cannot be read', async () => {
		await office.connect('switchedOff');
		await office.write([event()]);
		await office.connect();
		await office.store.update(PARKED, {}, { payload: '{', retryAskedAt: 'now' });
		await office.importPast();
		expect(await office.parked()).toEqual({ NOT_READABLE: 1 });
		const [row] = await office.store.read(PARKED, {});
		expect(row?.retryAskedAt).toBe('');
	});

	it('leaves parked records of other kinds alone', async () => {
		const row = { organization: ORGANIZATION, kind: 'candidate', retryAskedAt: 'now' };
		await office.store.put(PARKED, [PARKED.schema.parse({ ...row, recordKey: 'candidate:1' })]);
		await office.catchUp();
		expect(await office.store.read(PARKED, {})).toMatchObject([
			{ recordKey: 'candidate:1', retryAskedAt: 'now' },
		]);
	});

	it('waits for another run that writes no longer than its time', async () => {
		await office.connect('switchedOff');
		await office.write([event()]);
		await office.connect();
		const untilMs = NOON + 5 * DAY;
		const name = `${ORGANIZATION}:activityWrite`;
		await office.store.put(LOCKS, [{ name, owner: 'another run', untilMs }]);
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		const { report } = await office.catchUp({ ...skipped, timeLimitMs: 10_000 });
		expect(report.message).not.toBe('');
		expect(await office.parked()).toEqual({ WAITING: 1 });
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
