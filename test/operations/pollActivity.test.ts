import { MemoryStore } from '../../scripts/support/MemoryStore';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { RecruiterSeat } from '../../sandbox/linkedin/seats/RecruiterSeats';
import { NEW_ACTIVITY_SHARE, TRIGGERS_SHARE } from '../../src/linkedin/dayQuotas';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import {
	type PollLimits,
	pollActivity,
	type PollResult,
} from '../../src/operations/activity/pollActivity';
import type { PollWish } from '../../src/operations/activity/pollStreams';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

const CONTRACT = 'urn:li:contract:2001';
const NOON = Date.UTC(2026, 10, 10, 12);
const MINUTE = 60_000;
/** Beside lists: two pages of seats an hour, and what the first poll looks back. */
const CONTRACT_CALLS = 60;
const HOUR = 60 * MINUTE;
let sandbox: Sandbox;
let seats: RecruiterSeat[];
let person: string;
let state: string;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON });
	sandbox.seats.setCount(CONTRACT, 5);
	const all = sandbox.seats.list(CONTRACT);
	for (const { seatUrn } of all.slice(3)) sandbox.seats.change(seatUrn, { state: 'PARKED' });
	for (const { seatUrn } of all.slice(0, 3)) sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
	seats = sandbox.seats.list(CONTRACT).filter((seat) => seat.state === 'ACTIVE');
	person = sandbox.room.members.all()[0]?.urn ?? '';
	state = '';
});
afterEach(async () => {
	await sandbox.close();
});

const now = () => sandbox.context.clock.now();
const later = (ms: number) => {
	sandbox.context.clock.advance(ms);
};
/** So many seats, all of them active. */
const activate = (count: number) => {
	sandbox.seats.setCount(CONTRACT, count);
	for (const { seatUrn } of sandbox.seats.list(CONTRACT))
		sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
	seats = [...sandbox.seats.list(CONTRACT)];
};
const parties = (nth = 0) => ({
	contract: CONTRACT,
	seat: seats[nth]?.seatUrn ?? '',
	person,
});
let written = 0;
const inMail = (atMs: number, nth = 0) => {
	written += 1;
	return sandbox.room.activity.addInMail(parties(nth), {
		fromSeat: true,
		subject: 'Role',
		text: `Hello ${written}`,
		createdAtMs: atMs,
	});
};
const note = (atMs: number, nth = 0) =>
	sandbox.room.activity.addNote(parties(nth), 'Met at the fair', atMs);
const control = async (path: string, body: unknown) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
};
/** Without those for a token. */
const requests = () =>
	Object.entries(sandbox.context.requests.summary().routes)
		.filter(([route]) => route.startsWith('linkedin ') && !route.includes('oauth'))
		.reduce((sum, [, count]) => sum + count.requests, 0);

interface Choice {
	wish?: Partial<PollWish>;
	limits?: Partial<PollLimits> & { forMs?: number };
	skewMs?: number;
	/** How long LinkedIn takes for an answer. */
	callMs?: number;
	linkedIn?: ConnectionChoice['linkedIn'];
	/** Stands around each request. */
	watch?: <T>(send: () => Promise<T>) => Promise<T>;
	/** Where state is kept, as for an operation; RSC Trigger has none. */
	store?: MemoryStore;
}

/** One poll, and its state kept as n8n keeps it. */
async function poll({
	wish,
	limits,
	skewMs = 0,
	callMs = 0,
	linkedIn = {},
	watch = async (send) => await send(),
	store,
}: Choice = {}): Promise<PollResult> {
	const connection = sandboxConnection(sandbox, { linkedIn });
	const { transport } = connection.linkedIn;
	connection.linkedIn.transport = async (request) => {
		if (callMs > 0) await connection.effects.sleep(callMs);
		return await watch(async () => await transport(request));
	};
	const { effects, budgets } = connection;
	const world = {
		budgets,
		...(store && { store }),
		random: () => 0.5,
		effects: {
			now: () => effects.now() + skewMs,
			sleep: async (ms: number) => {
				await effects.sleep(ms);
			},
		},
	};
	const result = await pollActivity(
		connection.linkedIn,
		world,
		{
			contracts: [CONTRACT],
			seats: [],
			kinds: ['inMail', 'prospectNote', 'stub'],
			lookBackMs: 12 * HOUR,
			everyMs: 30 * MINUTE,
			...wish,
		},
		state,
		{
			stopAtMs: now() + skewMs + (limits?.forMs ?? 240_000),
			maxEvents: 5_000,
			...limits,
		},
	);
	({ state } = result);
	return result;
}
const ids = ({ events }: { events: readonly ActivityEvent[] }) =>
	events.map(({ activityId }) => activityId);

describe('what polls may take of LinkedIn’s calls a day', () => {
	/** A day of polls, one an hour, of more seats than calls. */
	async function dayOfPolls(store?: MemoryStore): Promise<number> {
		activate(40);
		const before = requests();
		for (let hour = 0; hour < 24; hour += 1) {
			const result = await poll({
				wish: { everyMs: HOUR },
				linkedIn: { requestsPerDay: REQUESTS },
				...(store && { store }),
			});
			expect(result.failures).toEqual([]);
			later(HOUR);
		}
		return requests() - before;
	}
	const REQUESTS = 2_000;

	it('is a tenth without state, and a little more than half with it', async () => {
		const alone = await dayOfPolls();
		expect(alone).toBeLessThanOrEqual(REQUESTS * TRIGGERS_SHARE + CONTRACT_CALLS);
		expect(alone).toBeGreaterThan(REQUESTS * TRIGGERS_SHARE * 0.6);
		state = '';
		const counted = await dayOfPolls(new MemoryStore());
		expect(counted).toBeLessThanOrEqual(REQUESTS * NEW_ACTIVITY_SHARE + CONTRACT_CALLS);
		expect(counted).toBeGreaterThan(REQUESTS * NEW_ACTIVITY_SHARE * 0.6);
	}, 60_000);
});

describe('a poll', () => {
	it('gives the hours before its first run, then only what is new', async () => {
		const old = inMail(NOON - 13 * HOUR);
		const recent = inMail(NOON - 11 * HOUR);
		const written = note(NOON - HOUR, 1);
		const member = sandbox.room.members.byUrn(person)!;
		const stub = sandbox.room.activity.addStub(
			parties(2),
			member,
			{ email: true, phone: false },
			NOON - 2 * HOUR,
		);
		const first = await poll();
		expect(ids(first)).toEqual([
			`stub:${stub.id}`,
			`prospectNote:${written.id}`,
			`inMail:${recent.id}`,
		]);
		expect(ids(first)).not.toContain(`inMail:${old.id}`);
		expect(first).toMatchObject({ failures: [], left: 0, finished: 5, calls: 6 });
		later(30 * MINUTE);
		const next = inMail(now() - MINUTE);
		expect(ids(await poll())).toEqual([`inMail:${next.id}`]);
	});

	it('looks further back on its first run, in windows of 12 hours', async () => {
		const old = inMail(NOON - 40 * HOUR);
		inMail(NOON - 60 * HOUR);
		const first = await poll({ wish: { lookBackMs: 48 * HOUR } });
		expect(ids(first)).toEqual([`inMail:${old.id}`]);
		expect(first.calls).toBeGreaterThan(4 * 5);
	});

	it('costs one call for each seat and two for the contract when nothing happened, and finds nothing', async () => {
		for (let hour = 0; hour < 11; hour += 1) {
			inMail(NOON - hour * HOUR);
			note(NOON - hour * HOUR, 1);
		}
		await poll();
		for (let nth = 1; nth < 6; nth += 1) {
			later(30 * MINUTE);
			const before = requests();
			const { events, calls } = await poll();
			expect(events).toEqual([]);
			expect(requests() - before).toBe(calls);
			// Once an hour, the seats are asked for.
			expect(calls).toBe(nth % 2 === 0 ? 6 : 5);
		}
	});

	it('costs no more when one seat has written much, and repeats none of it', async () => {
		for (let one = 0; one < 40; one += 1) inMail(NOON - 2 * HOUR + one * MINUTE);
		const first = await poll({ limits: { forMs: 20 * MINUTE } });
		expect(first.events).toHaveLength(40);
		expect(sandbox.room.activity.pacePeak).toBeLessThanOrEqual(12);
		later(30 * MINUTE);
		expect(await poll()).toMatchObject({ events: [], calls: 5 });
	});

	it('gives an event that LinkedIn shows late', async () => {
		inMail(NOON - MINUTE);
		await poll();
		const late = inMail(NOON - 5 * HOUR);
		later(30 * MINUTE);
		expect(ids(await poll())).toEqual([`inMail:${late.id}`]);
	});

	it('gives a note again when it was edited, and when it was deleted', async () => {
		const one = note(NOON - 3 * 24 * HOUR);
		await poll();
		later(30 * MINUTE);
		one.versions.push({ atMs: now() - MINUTE, text: 'Better', active: true });
		expect((await poll()).events).toMatchObject([{ text: 'Better', deleted: false }]);
		later(30 * MINUTE);
		expect((await poll()).events).toEqual([]);
		one.versions.push({ atMs: now() - MINUTE, text: 'Better', active: false });
		expect((await poll()).events).toMatchObject([{ deleted: true, text: '' }]);
		expect((await poll()).events).toEqual([]);
	});

	it('loses nothing when its pages shift', async () => {
		for (let one = 0; one < 350; one += 1) note(NOON - HOUR + one);
		await control('/activity/disturb', { how: 'edited', times: 3 });
		const seen = new Set(ids(await poll()));
		later(30 * MINUTE);
		for (const id of ids(await poll())) seen.add(id);
		expect(seen.size).toBe(350);
	});

	it('reads a window once more when its pages never stood still', async () => {
		for (let one = 0; one < 350; one += 1) note(NOON - HOUR + one);
		await control('/activity/disturb', { how: 'edited', times: 60 });
		const seen = new Set<string>();
		for (let nth = 0; nth < 8 && seen.size < 350; nth += 1) {
			for (const id of ids(await poll())) seen.add(id);
			later(30 * MINUTE);
		}
		expect(seen.size).toBe(350);
	});

	it('catches up after two days without an answer, window by window', async () => {
		await poll();
		const missed = Array.from({ length: 48 }, (_, hour) => inMail(NOON + hour * HOUR + 1, 1));
		await control('/faults', [{ vendor: 'linkedin', kind: 'status', status: 503, times: 30 }]);
		later(24 * HOUR);
		const down = await poll();
		expect(down.events).toEqual([]);
		expect(down.failures).toMatchObject([{ error: { limit: 'linkedInOutage' } }, {}]);
		await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
		sandbox.context.clock.set(NOON + 48 * HOUR);
		const found: string[] = [];
		for (let nth = 0; nth < 4; nth += 1) {
			found.push(...ids(await poll({ limits: { forMs: 10 * MINUTE } })));
			later(30 * MINUTE);
		}
		expect(found).toEqual(missed.map(({ id }) => `inMail:${id}`));
	});

	it('ends when its time is over and goes on with the others next time', async () => {
		activate(20);
		for (let nth = 0; nth < 20; nth += 1) inMail(NOON - HOUR, nth);
		const seen: string[] = [];
		const left: number[] = [];
		for (let nth = 0; nth < 4; nth += 1) {
			const result = await poll({ limits: { forMs: 10_000 }, callMs: 4_000 });
			seen.push(...ids(result));
			left.push(result.left);
		}
		// The list of seats, one stream, six streams.
		expect(left[0]).toBe(22 - 7);
		expect(new Set(seen).size).toBe(20);
		expect(seen).toHaveLength(20);
	});

	it('does not hold the others up where one seat has more than a minute’s worth', async () => {
		for (let one = 0; one < 200; one += 1) inMail(NOON - HOUR + one, 0);
		const quiet = [inMail(NOON - HOUR, 1), inMail(NOON - HOUR, 2)];
		const first = await poll({ limits: { forMs: 30_000 } });
		expect(ids(first)).toEqual(expect.arrayContaining(quiet.map(({ id }) => `inMail:${id}`)));
		const seen = ids(first);
		for (let nth = 0; nth < 30; nth += 1) {
			later(MINUTE);
			seen.push(...ids(await poll({ limits: { forMs: 30_000 } })));
		}
		expect(seen).toHaveLength(202);
		expect(new Set(seen).size).toBe(202);
		expect(sandbox.context.requests.summary().linkedin.throttled).toBe(0);
	});

	it.each([5 * MINUTE, -5 * MINUTE])(
		'loses and repeats nothing when n8n’s clock is %d ms off',
		async (skewMs) => {
			const made: string[] = [];
			const seen: string[] = [];
			for (let nth = 0; nth < 20; nth += 1) {
				made.push(`inMail:${inMail(now() - 1, 0).id}`, `inMail:${inMail(now(), 1).id}`);
				made.push(`prospectNote:${note(now(), 2).id}`);
				seen.push(...ids(await poll({ skewMs })));
				made.push(`inMail:${inMail(now() + 1, 0).id}`);
				later(30 * MINUTE);
			}
			later(30 * MINUTE);
			seen.push(...ids(await poll({ skewMs })));
			expect(seen.sort()).toEqual(made.sort());
		},
	);

	it('takes ten thousand events of one millisecond, once, and stays small', async () => {
		await poll();
		later(30 * MINUTE);
		await control('/activity/burst', {
			seat: seats[0]?.seatUrn,
			count: 10_000,
			atMs: now() - 1,
		});
		const after = inMail(now() - 1, 1);
		const seen: string[] = [];
		const sizes: number[] = [];
		for (let nth = 0; nth < 4; nth += 1) {
			seen.push(...ids(await poll()));
			sizes.push(state.length);
			later(30 * MINUTE);
		}
		expect(seen).toHaveLength(10_001);
		expect(new Set(seen).size).toBe(10_001);
		expect(seen).toContain(`inMail:${after.id}`);
		expect(Math.max(...sizes)).toBeLessThan(20_000);
		expect(await poll()).toMatchObject({ events: [] });
		expect(state.length).toBeLessThan(3_000);
	});

	it('reads the other contract when one is switched off, and says which', async () => {
		const other = 'urn:li:contract:2002';
		await control('/linkedin/integrations', { context: other, enabled: false });
		const mine = inMail(NOON - HOUR);
		const result = await poll({ wish: { contracts: [other, CONTRACT] } });
		expect(ids(result)).toEqual([`inMail:${mine.id}`]);
		expect(result.failures).toMatchObject([{ contract: other, error: { status: 403 } }]);
	});

	it('does not ask a contract that was switched off for each of its seats', async () => {
		await poll();
		later(10 * MINUTE);
		await control('/linkedin/integrations', { context: CONTRACT, enabled: false });
		const { failures, calls } = await poll();
		expect(calls).toBe(2);
		expect(failures).toHaveLength(2);
	});

	it('reads the chosen seats only, and those that come later from their look-back on', async () => {
		inMail(NOON - HOUR, 0);
		const chosen = inMail(NOON - HOUR, 1);
		const theirs = note(NOON - HOUR, 2);
		const wish = { seats: [seats[1]?.seatUrn ?? ''] };
		expect(ids(await poll({ wish }))).toEqual([`inMail:${chosen.id}`]);
		later(30 * MINUTE);
		wish.seats.push(seats[2]?.seatUrn ?? '');
		expect(ids(await poll({ wish }))).toEqual([`prospectNote:${theirs.id}`]);
	});

	it('forgets seats that are gone, and begins anew with a state that it cannot read', async () => {
		await poll();
		sandbox.seats.remove(seats[0]?.seatUrn ?? '');
		later(2 * HOUR);
		await poll();
		expect(state).not.toContain(seats[0]?.seatUrn);
		const known = inMail(now() - HOUR, 1);
		await poll();
		state = '{"version":7}';
		expect(ids(await poll())).toEqual([`inMail:${known.id}`]);
	});

	it('reads six lists at a time once LinkedIn answers, and one at a time while it does not', async () => {
		sandbox.seats.setCount(CONTRACT, 30);
		let open = 0;
		let most = 0;
		const watch: Choice['watch'] = async (send) => {
			open += 1;
			most = Math.max(most, open);
			try {
				return await send();
			} finally {
				open -= 1;
			}
		};
		await poll({ watch });
		expect(most).toBe(6);
		later(30 * MINUTE);
		await control('/faults', [{ vendor: 'linkedin', kind: 'status', status: 503, times: 1_000 }]);
		most = 0;
		const { failures } = await poll({ watch });
		expect(most).toBe(1);
		expect(failures.length).toBeLessThanOrEqual(2);
	});

	it('stays within its share of a day’s calls, reads busy seats each time and quiet ones in turn', async () => {
		activate(30);
		// 10 % for 48 polls a day: ten lists each.
		const linkedIn = { requestsPerDay: 4_920 };
		const seen: string[] = [];
		const calls: number[] = [];
		const wait = async () => {
			later(30 * MINUTE);
			const result = await poll({ linkedIn });
			expect(result.failures).toEqual([]);
			calls.push(result.calls);
			seen.push(...ids(result));
		};
		const first = inMail(now(), 0).id;
		for (let nth = 0; nth < 6; nth += 1) await wait();
		expect(seen).toEqual([`inMail:${first}`]);
		const made: string[] = [];
		calls.length = 0;
		for (let nth = 0; nth < 10; nth += 1) {
			made.push(`inMail:${inMail(now(), 0).id}`);
			await wait();
			expect(seen.slice(1)).toEqual(made);
		}
		// Besides the lists, the seats of the contract once an hour.
		expect(Math.max(...calls)).toBeLessThanOrEqual(11);
		for (let nth = 1; nth < 30; nth += 1) made.push(`inMail:${inMail(now(), nth).id}`);
		for (let nth = 0; nth < 15; nth += 1) await wait();
		expect(seen.slice(1).sort()).toEqual(made.sort());
	});

	it('serves a thousand seats within five minutes where an answer takes 400 ms', async () => {
		activate(1_000);
		await poll({ callMs: 400, limits: { forMs: HOUR } });
		later(30 * MINUTE);
		const startedAtMs = now();
		const result = await poll({ callMs: 400, store: new MemoryStore() });
		expect(result).toMatchObject({ left: 0, failures: [], finished: 1_002 });
		expect(now() - startedAtMs).toBeLessThan(5 * MINUTE);
	});
});
