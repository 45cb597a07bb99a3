import { type ActivityOffice, CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { DAY_MS as DAY, HOUR_MS as HOUR } from '../../src/basics/durations';
import { ACTIVITY, LOCKS, PARKED, SEATS, SYNC } from '../../src/state/tables';
import {
	activate,
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

const FROM = NOON - 20 * DAY;
const WANTED = { mappedAt: new Date(NOON).toISOString(), importedFromMs: FROM };

openBeforeEach({ mapped: 3, row: WANTED });

function addNote(nth: number, token: string, atMs: number): void {
	const person = members[nth]?.urn ?? '';
	const parties = { contract: CONTRACT, seat: seats[nth] ?? '', person };
	sandbox.room.activity.addNote(parties, `ev-${token} v1 Hello`, atMs);
}
/** Something of each seat in each four days of the last twenty, and something that is older. */
function fill(): void {
	for (let nth = 0; nth < 4; nth += 1)
		for (let one = 0; one < 6; one += 1) {
			const atMs = NOON - one * 4 * DAY - (nth + 1) * HOUR;
			addNote(nth, `n${nth}x${one}`, atMs);
			const parties = {
				contract: CONTRACT,
				seat: seats[nth] ?? '',
				person: members[nth]?.urn ?? '',
			};
			sandbox.room.activity.addInMail(parties, {
				fromSeat: one % 2 === 0,
				subject: 'Role',
				text: `ev-i${nth}x${one} v1 Hello`,
				createdAtMs: atMs + 1,
			});
		}
}
const faults = (mapped = seats.slice(0, 3), since = FROM) =>
	compared(mapped, new Map(mapped.map((seat) => [seat, since])));
const seatRow = async (nth: number) => {
	const [row] = await office.store.read(SEATS, { seat: seats[nth] ?? '' });
	return row;
};
const requests = () => sandbox.context.requests.summary();

async function runToEnd(change: Parameters<ActivityOffice['importPast']>[0] = {}) {
	for (let runs = 1; runs < 100; runs += 1) {
		const { progress } = await office.importPast(change);
		if (progress.state === 'done') return { runs, progress };
		if (progress.resumeAt !== '')
			sandbox.context.clock.set(
				Math.max(sandbox.context.clock.now(), Date.parse(progress.resumeAt)),
			);
	}
	throw new Error('It did not end');
}

describe('importing the past', () => {
	it('writes what mapped seat holders did before, as far back as wanted, several seats at once', async () => {
		fill();
		const { progress, written } = await office.importPast();
		expect(progress).toMatchObject({
			state: 'done',
			seatsFinished: 3,
			seatsWaiting: 0,
			callsLeft: 0,
		});
		expect(written.length).toBe(3 * 10);
		expect(faults()).toEqual(NONE);
		for (const nth of [0, 1, 2])
			expect(await seatRow(nth)).toMatchObject({ importedUntilMs: NOON });
		expect((await seatRow(0))?.userId).toBe('u1');
	});

	it('asks for the notes of all seats of a contract together, for longer times where little happened', async () => {
		await office.importPast();
		const { routes } = requests();
		const of = (name: string) =>
			Object.entries(routes).find(([route]) => route.includes(name))?.[1].requests;
		expect([of('onversationEvents'), of('rospectNotes'), of('tubs')]).toEqual([3 * 6, 6, 1]);
	});

	it('reads two quiet years of many seats within a day’s share of calls', async () => {
		const many = 40;
		const all = activate(CONTRACT, many);
		await office.mapSeats(all, { ...WANTED, importedFromMs: NOON - 730 * DAY });
		const before = calls();
		await runToEnd({ seatsAtOnce: 200 });
		const made = calls() - before;
		// At 1,000 seats as 40: below the 25,000 to 30,000 of a day or two.
		expect((made * 1_000) / many).toBeLessThan(32_000);
		expect((await seatRow(many - 1))?.importedUntilMs ?? 0).toBe(0);
		const rows = await office.store.read(SEATS, {});
		expect(rows.filter(({ importedUntilMs }) => importedUntilMs !== NOON)).toEqual([]);
	});

	it('reads as long windows as LinkedIn recommends where it refuses longer ones', async () => {
		fill();
		const long: number[] = [];
		office.refusal = (url) => {
			const [start = 0, end = 0] = ['start', 'end'].map((part) =>
				Number(new RegExp(`timeRange\\.${part}=(\\d+)`).exec(url)?.[1] ?? 0),
			);
			if (end - start <= 12 * HOUR) return undefined;
			long.push(end - start);
			return 400;
		};
		await runToEnd();
		expect(long.length).toBe(3);
		expect(faults()).toEqual(NONE);
		expect(await office.store.read(PARKED, {})).toEqual([]);
	});

	it('costs next to nothing when there is nothing to do', async () => {
		await runToEnd();
		const before = calls();
		let statements = 0;
		office.store.before = () => {
			statements += 1;
		};
		expect((await office.importPast()).progress.state).toBe('done');
		expect(calls()).toBe(before);
		expect(statements).toBeLessThanOrEqual(4);
	});

	it('goes on where the last run stood, and never begins anew', async () => {
		fill();
		const { runs } = await runToEnd({ timeLimitMs: 1 });
		expect(runs).toBeGreaterThan(5);
		expect(faults()).toEqual(NONE);
		const { routes } = requests();
		const notes = Object.entries(routes).find(([route]) => route.includes('rospectNotes'))?.[1];
		// Windows of 12 hours, of one, two, four and eight days, and the rest.
		expect(notes?.requests).toBe(6);
	});

	it('leaves nothing out and doubles nothing, wherever it is killed', async () => {
		await office.mapSeats(seats.slice(0, 2), { ...WANTED, importedFromMs: NOON - 6 * DAY });
		await office.store.update(SEATS, { seat: seats[2] ?? '' }, { userId: '' });
		fill();
		let steps: number | undefined;
		for (let killAt = 1; steps === undefined; killAt += 3) {
			await office.store.remove(ACTIVITY, {});
			await office.store.remove(PARKED, {});
			await office.store.remove(SYNC, {});
			await office.store.update(SEATS, {}, { importedUntilMs: 0 });
			sandbox.notes.reset();
			steps = await office.killed(killAt, async () => office.importPast());
			await runToEnd();
			expect([killAt, faults(seats.slice(0, 2), NOON - 6 * DAY)]).toEqual([killAt, NONE]);
			expect((await seatRow(1))?.importedUntilMs).toBe(NOON);
		}
		expect(steps).toBeGreaterThan(15);
	});

	it('works alone: a second run at the same time says that it is busy', async () => {
		fill();
		const both = await Promise.all([office.importPast(), office.importPast()]);
		expect(both.map(({ progress }) => progress.state).sort()).toEqual(['busy', 'done']);
		expect(faults()).toEqual(NONE);
	});

	it('lets a run that a person started wait for the other one', async () => {
		fill();
		office.patienceMs = 10_000;
		const lock = { name: `${ORGANIZATION}:activityImport`, owner: 'another run' };
		await office.store.put(LOCKS, [{ ...lock, untilMs: NOON + 5_000 }]);
		expect((await office.importPast()).progress.state).toBe('done');
		expect(faults()).toEqual(NONE);
	});

	it('leaves the rest of the day to what is new, all seats together', async () => {
		const { progress } = await office.importPast({ callsPerDay: 10 });
		expect(progress).toMatchObject({
			state: 'waiting',
			boundBy: 'LinkedIn requests per day',
			resumeAt: '2026-11-11T00:00:00.000Z',
			calls: 10,
		});
		const again = await office.importPast({ callsPerDay: 10 });
		expect(again.progress).toMatchObject({ state: 'waiting', calls: 0 });
	});

	it('reads only the pause of a seat that was mapped again', async () => {
		await runToEnd();
		office.later(10 * DAY);
		addNote(0, 'pause', NOON + 5 * DAY);
		addNote(0, 'before', NOON - 3 * DAY);
		const mappedAt = new Date(NOON + 10 * DAY).toISOString();
		await office.store.update(SEATS, { seat: seats[0] ?? '' }, { mappedAt });
		const { progress } = await runToEnd();
		expect(progress.seatsFinished).toBe(1);
		expect(sandbox.notes.all()).toHaveLength(1);
		expect(await seatRow(0)).toMatchObject({ importedUntilMs: NOON + 10 * DAY });
	});

	it('ends for a seat that is no longer mapped', async () => {
		fill();
		await office.importPast({ timeLimitMs: 1 });
		await office.store.update(SEATS, { seat: seats[0] ?? '' }, { userId: '' });
		const before = sandbox.notes.all().length;
		await runToEnd();
		expect(faults(seats.slice(1, 3)).missing).toBe(0);
		expect((await seatRow(0))?.importedUntilMs).toBe(0);
		expect(before).toBeLessThan(sandbox.notes.all().length);
	});

	it('takes up seats that are mapped while others are read, when those are done', async () => {
		fill();
		await office.importPast({ timeLimitMs: 1 });
		await office.mapSeats([seats[3] ?? ''], WANTED);
		await runToEnd();
		expect(faults(seats.slice(0, 4))).toEqual(NONE);
	});

	it.each([[404], [503]])(
		'reads the other seats where one answers %i, and tries that one later',
		async (status) => {
			fill();
			const path = seats[0]?.split(':').pop() ?? '';
			office.refusal = (url) =>
				url.includes('onversationEvents') && url.includes(path) ? status : undefined;
			const { progress } = await office.importPast();
			expect(progress).toMatchObject({ state: 'running', seatsFinished: 2 });
			expect(progress.message).toMatch(new RegExp(`could not be read.*${status}`));
			office.refusal = undefined;
			expect((await office.importPast()).progress.state).toBe('waiting');
			office.later(7 * HOUR);
			await runToEnd();
			expect(faults()).toEqual(NONE);
		},
	);

	it('leaves out the one window of notes that LinkedIn never gives out, and reads all the rest once', async () => {
		fill();
		const spoiltMs = NOON - 8 * DAY - 2 * HOUR;
		const spoilt = (url: string) => {
			const [fromMs = 0, toMs = 0] = (url.match(/\d{13}/g) ?? []).map(Number).sort();
			return url.includes('rospectNotes') && fromMs <= spoiltMs && spoiltMs < toMs;
		};
		office.refusal = (url) => (spoilt(url) ? 500 : undefined);
		let tries = 0;
		let made = 0;
		while ((await seatRow(0))?.importedUntilMs === 0) {
			tries += 1;
			expect(tries).toBeLessThan(12);
			for (let calls = 1; calls > 0; made += calls)
				({ calls } = (await office.importPast()).progress);
			office.later(6 * HOUR);
		}
		// It resumes where it stood, and the other lists are not read again.
		expect(made).toBeLessThan(200);
		// At least four refusals, and a day in which nothing else shows whether LinkedIn answers at all.
		expect(tries).toBeGreaterThanOrEqual(4);
		const left = await office.store.read(PARKED, { kind: 'seat' });
		expect(left).toMatchObject([{ code: 'NOT_GIVEN_OUT' }]);
		expect(faults()).toMatchObject({ missing: 3, twice: 0, wrong: 0 });
	});

	it('does not take a seat for finished that was mapped anew with more days meanwhile', async () => {
		fill();
		await office.importPast({ timeLimitMs: 1 });
		const anew = NOON + HOUR;
		const wanted = { importedFromMs: FROM - 20 * DAY, importedUntilMs: FROM - 20 * DAY };
		await office.store.update(
			SEATS,
			{ seat: seats[0] ?? '' },
			{ mappedAt: new Date(anew).toISOString(), ...wanted },
		);
		addNote(0, 'older', FROM - 10 * DAY);
		await runToEnd();
		expect((await seatRow(0))?.importedUntilMs).toBe(anew);
		expect(faults([seats[0] ?? ''], FROM - 20 * DAY)).toMatchObject({ missing: 0, twice: 0 });
	});

	it('does not read on while SmartRecruiters is down, and loses nothing', async () => {
		fill();
		await control('/faults', [
			{ vendor: 'smartrecruiters', kind: 'status', status: 503, times: 1000 },
		]);
		const { progress } = await office.importPast();
		expect(progress.state).toBe('waiting');
		expect(await office.sync('activityImport')).toMatchObject({ message: progress.message });
		await control('/faults', undefined, 'DELETE');
		await runToEnd();
		await office.retry();
		expect(faults()).toEqual(NONE);
	});

	it('tells its progress for the status page', async () => {
		await office.mapSeats(seats.slice(0, 3), WANTED);
		await office.importPast({ callsPerDay: 15 });
		expect(await office.sync('activityImport')).toMatchObject({
			organization: ORGANIZATION,
			activity: expect.stringMatching(/^Reading the past of 3 seat holders, back to 2026-1/),
			total: 161,
			boundBy: 'LinkedIn requests per day',
			finishedAt: '',
		});
		const row = await office.sync('activityImport');
		expect(row?.done).toBeGreaterThan(40);
	});

	it('reads nothing while no contract is connected', async () => {
		await office.connect('switchedOff');
		expect((await office.importPast()).progress).toMatchObject({ state: 'paused', calls: 0 });
	});

	it('does not take a checkpoint that is damaged for none', async () => {
		await office.importPast({ callsPerDay: 5 });
		await office.store.update(SYNC, { stream: 'activityImport' }, { checkpoint: '{"version":9}' });
		await expect(office.importPast()).rejects.toThrow(/rsc_sync cannot be read/);
	});
});
