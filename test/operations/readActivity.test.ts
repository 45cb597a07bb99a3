import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { RecruiterSeat } from '../../sandbox/linkedin/seats/RecruiterSeats';
import { ConnectorError } from '../../src/errors/ConnectorError';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { readInMails } from '../../src/linkedin/conversationEvents';
import { readMailStubs } from '../../src/linkedin/mailStubs';
import { readProspectNotes } from '../../src/linkedin/prospectNotes';
import type { WindowRead } from '../../src/linkedin/readWindow';
import { getManyActivity, type GetManyInput } from '../../src/operations/activity/getManyActivity';
import { openActivity } from '../../src/operations/activity/openActivity';
import { type ConnectionChoice, sandboxConnection } from '../support/sandboxConnection';

const CONTRACT = 'urn:li:contract:2001';
const NOON = Date.UTC(2026, 10, 10, 12);
const HOUR = 3_600_000;
let sandbox: Sandbox;
let seat: RecruiterSeat;
let person: string;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON });
	const [first] = sandbox.seats.list(CONTRACT);
	if (!first) throw new Error('No seat');
	seat = first;
	person = sandbox.room.members.all()[0]?.urn ?? '';
});
afterEach(async () => {
	await sandbox.close();
});

const parties = () => ({ contract: CONTRACT, seat: seat.seatUrn, person });
function addInMails(count: number, fromMs: number, stepMs = 1): void {
	for (let one = 0; one < count; one += 1)
		sandbox.room.activity.addInMail(parties(), {
			fromSeat: one % 3 !== 0,
			subject: 'Role',
			text: `ev-i${one} v1`,
			createdAtMs: fromMs + one * stepMs,
		});
}
function addNotes(count: number, fromMs: number, stepMs = 1): void {
	for (let one = 0; one < count; one += 1)
		sandbox.room.activity.addNote(parties(), `ev-n${one} v1`, fromMs + one * stepMs);
}
const control = async (path: string, body: object) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
};
const requests = () => sandbox.context.requests.summary();

function open(choice: ConnectionChoice = {}, minutes = 600) {
	const connection = sandboxConnection(sandbox, choice);
	const until = sandbox.context.clock.now() + minutes * 60_000;
	return openActivity(connection.linkedIn, connection, until);
}
const range = { fromMs: NOON - 12 * HOUR, toMs: NOON + 1 };
const notesOf = (reader: ReturnType<typeof open>['reader'], from = range) =>
	readProspectNotes(reader, { seats: [seat.seatUrn], contract: CONTRACT }, from);
const idsOf = ({ events }: { events: ActivityEvent[] }) =>
	events.map(({ activityId }) => activityId);

describe.each([
	['1.0', 'newest first', true],
	['1.0', 'oldest first', false],
	['2.0.0', 'newest first', false],
	['2.0.0', 'oldest first', true],
] as const)('with key syntax %s, %s, total told: %s', (protocol, order, total) => {
	it('reads every InMail, note and stub once', async () => {
		await control('/switches', {
			'li§14.6 activity order': order,
			'li§14.6 activity total': total,
			'li§9.1 elements come twice': true,
		});
		addInMails(40, NOON - HOUR);
		addNotes(250, NOON - HOUR);
		const member = sandbox.room.members.byUrn(person);
		if (!member) throw new Error('Nobody');
		for (let one = 0; one < 120; one += 1)
			sandbox.room.activity.addStub(parties(), member, { email: true, phone: true }, NOON - one);
		const { reader } = open({ linkedIn: { protocol } });
		const of = { seats: [seat.seatUrn], contract: CONTRACT };
		for (const [read, count] of [
			[await readInMails(reader, { seat: seat.seatUrn, contract: CONTRACT }, range), 40],
			[await readProspectNotes(reader, of, range), 250],
			[await readMailStubs(reader, of, range), 120],
		] as const) {
			expect(new Set(idsOf(read)).size).toBe(count);
			expect(read.events).toHaveLength(count);
			expect(read).toMatchObject({ unreadable: 0, unsettled: false });
			expect(read.position).toBeUndefined();
		}
	});
});

describe('reading', () => {
	it('costs one call when there is little, and one for many seats', async () => {
		const { reader, calls } = open();
		await readInMails(reader, { seat: seat.seatUrn, contract: CONTRACT }, range);
		const seats = Array.from({ length: 200 }, (_, at) => `urn:li:seat:${200_100_000 + at}`);
		await readProspectNotes(reader, { seats, contract: CONTRACT }, range);
		await readMailStubs(reader, { seats, contract: CONTRACT }, range);
		expect(calls()).toBe(3);
	});

	it('keeps twelve InMails per member and minute by waiting, and is never refused', async () => {
		addInMails(100, NOON - HOUR);
		const { reader, ledger } = open();
		const read = await readInMails(reader, { seat: seat.seatUrn, contract: CONTRACT }, range);
		expect(read.events).toHaveLength(100);
		expect(requests().linkedin.throttled).toBe(0);
		expect(sandbox.room.activity.pacePeak).toBeLessThanOrEqual(12);
		expect(sandbox.context.clock.now() - NOON).toBeLessThan(11 * 60_000);
		expect(ledger.binding(sandbox.context.clock.now() - NOON)).toBe(
			'LinkedIn InMails per member and minute',
		);
	});

	it('goes on in the middle of a window where the time was over', async () => {
		addInMails(50, NOON - HOUR);
		const seen: string[] = [];
		let from: Parameters<typeof readInMails>[2] = range;
		let pauses = 0;
		for (let run = 0; run < 40; run += 1) {
			const { reader } = open({}, 0.5);
			const read: WindowRead = await readInMails(
				reader,
				{ seat: seat.seatUrn, contract: CONTRACT },
				from,
			);
			seen.push(...idsOf(read));
			if (!read.position) break;
			pauses += read.pause ? 1 : 0;
			from = JSON.parse(JSON.stringify(read.position));
			sandbox.context.clock.advance(61_000);
		}
		expect(seen).toHaveLength(50);
		expect(new Set(seen).size).toBe(50);
		expect(pauses).toBeGreaterThan(2);
	});

	it.each([['newest first'], ['oldest first']])(
		'loses nothing when notes are edited between its pages, %s',
		async (order) => {
			await control('/switches', { 'li§14.6 activity order': order });
			addNotes(350, NOON - HOUR);
			await control('/activity/disturb', { how: 'edited', times: 2 });
			const read = await notesOf(open().reader);
			const later = await notesOf(open().reader, {
				fromMs: NOON + 1,
				toMs: sandbox.context.clock.now() + 1,
			});
			// Those edited meanwhile are in the next window; all others must be in this one.
			const all = new Set([...idsOf(read), ...idsOf(later)]);
			expect(all.size).toBe(350);
			expect(read.unsettled).toBe(false);
		},
	);

	it('finds an InMail that arrives in front of those already read', async () => {
		addInMails(30, NOON - HOUR);
		await control('/activity/disturb', { how: 'late' });
		const read = await readInMails(
			open().reader,
			{ seat: seat.seatUrn, contract: CONTRACT },
			range,
		);
		expect(read.events).toHaveLength(31);
	});

	it('gives up on a list that never stands still, and says so', async () => {
		addNotes(350, NOON - HOUR);
		await control('/activity/disturb', { how: 'edited', times: 100 });
		expect((await notesOf(open().reader)).unsettled).toBe(true);
	});

	it('halves the time where LinkedIn gives no more than 20,000', async () => {
		const member = sandbox.room.members.byUrn(person);
		if (!member) throw new Error('Nobody');
		const { activity } = sandbox.room;
		for (let at = 0; at < 20_500; at += 1)
			activity.addStub(parties(), member, { email: true, phone: false }, NOON - at);
		const read = await readMailStubs(
			open().reader,
			{ seats: [seat.seatUrn], contract: CONTRACT },
			range,
		);
		expect(read.events).toHaveLength(20_500);
	});

	it('says what to do when the contract is switched off', async () => {
		await control('/linkedin/integrations', { context: CONTRACT, enabled: false });
		const failed = await notesOf(open().reader).catch((error: unknown) => error);
		expect(failed).toMatchObject({ status: 403 });
		expect((failed as ConnectorError).advice).toMatch(/Switch the integration on/);
	});
});

describe('a seat’s past', () => {
	const DAYS = 10;
	const wish = (change: Partial<GetManyInput> = {}): GetManyInput => ({
		seat: seat.seatUrn,
		contract: CONTRACT,
		kinds: ['inMail', 'prospectNote', 'stub'],
		fromMs: NOON - DAYS * 24 * HOUR,
		toMs: NOON,
		windowMs: 12 * HOUR,
		checkpoint: '',
		timeLimitMs: 300_000,
		limit: 50,
		callsPerDay: 50_000,
		estimateOnly: false,
		...change,
	});
	async function readAll(change: Partial<GetManyInput> = {}) {
		const events: ActivityEvent[] = [];
		let checkpoint: unknown = '';
		for (let chunk = 1; chunk < 200; chunk += 1) {
			const connection = sandboxConnection(sandbox);
			const result = await getManyActivity(
				connection.linkedIn,
				connection,
				wish({ checkpoint, ...change }),
			);
			events.push(...result.events);
			({ checkpoint } = result.progress);
			if (result.progress.done) return { events, chunks: chunk, last: result.progress };
			const { resumeAt } = result.progress;
			if (resumeAt)
				sandbox.context.clock.set(Math.max(Date.parse(resumeAt), sandbox.context.clock.now()));
		}
		throw new Error('It did not end');
	}

	it('comes complete, each event once, in bounded chunks, newest first, within the limits', async () => {
		addInMails(150, NOON - (DAYS - 1) * 24 * HOUR, HOUR);
		addNotes(90, NOON - (DAYS - 1) * 24 * HOUR, HOUR);
		sandbox.room.activity.addNote(
			{ ...parties(), seat: 'urn:li:seat:200100001' },
			'theirs',
			NOON - HOUR,
		);
		const { events, chunks, last } = await readAll();
		expect(events).toHaveLength(240);
		expect(new Set(events.map(({ activityId }) => activityId)).size).toBe(240);
		expect(chunks).toBeGreaterThan(4);
		expect(last).toMatchObject({ state: 'done', events: 240, callsLeft: 0, unreadable: 0 });
		expect(requests().linkedin.throttled).toBe(0);
		const notes = events.filter(({ kind }) => kind === 'prospectNote');
		const days = notes.map(({ happenedAtMs }) => Math.floor(happenedAtMs / (12 * HOUR)));
		expect(days).toEqual([...days].sort((a, b) => b - a));
	});

	it('is estimated honestly, without a call: two years are 1,460 windows for each kind that has windows', async () => {
		const connection = sandboxConnection(sandbox);
		const two = wish({ fromMs: NOON - 730 * 24 * HOUR, estimateOnly: true });
		const { progress } = await getManyActivity(connection.linkedIn, connection, two);
		expect(progress).toMatchObject({ state: 'estimated', callsLeft: 1460 + 1460 + 1, calls: 0 });
		expect(progress.etaSeconds).toBeGreaterThan(600);
		expect(requests().linkedin.requests).toBe(0);
		const slow = await getManyActivity(connection.linkedIn, connection, {
			...two,
			callsPerDay: 500,
		});
		expect(slow.progress.etaSeconds).toBeGreaterThan(5 * 86_400);
		const inMails = { ...two, kinds: ['inMail' as const] };
		expect(
			(await getManyActivity(connection.linkedIn, connection, inMails)).progress.callsLeft,
		).toBe(1460);
	});

	it('costs what was estimated', async () => {
		const { last } = await readAll();
		expect(last.calls).toBe(2 * DAYS + 2 * DAYS + 1);
	});

	it('leaves the rest of the day to the live polls', async () => {
		const connection = sandboxConnection(sandbox);
		const input = wish({ callsPerDay: 7 });
		const first = await getManyActivity(connection.linkedIn, connection, input);
		expect(first.progress).toMatchObject({
			state: 'waiting',
			boundBy: 'LinkedIn requests per day',
			calls: 7,
			resumeAt: '2026-11-11T00:00:00.000Z',
		});
		const { checkpoint } = first.progress;
		const again = await getManyActivity(connection.linkedIn, connection, { ...input, checkpoint });
		expect(again.progress.calls).toBe(7);
	});

	it('goes on after an outage where it stood', async () => {
		addNotes(20, NOON - 5 * 24 * HOUR, HOUR);
		await control('/faults', [
			{ vendor: 'linkedin', kind: 'status', status: 503, skip: 25, times: 20 },
		]);
		const { events } = await readAll({ limit: 1000 });
		expect(new Set(events.map(({ activityId }) => activityId)).size).toBe(20);
		expect(events).toHaveLength(20);
	});

	it.each([
		['damaged', 'x', /does not hold/],
		['another seat’s', undefined, /another seat/],
	])('does not take a checkpoint that is %s', async (_title, text, message) => {
		const connection = sandboxConnection(sandbox);
		const other = await getManyActivity(
			connection.linkedIn,
			connection,
			wish({ seat: 'urn:li:seat:200100001' }),
		);
		const checkpoint = text ?? other.progress.checkpoint;
		await expect(
			getManyActivity(connection.linkedIn, connection, wish({ checkpoint })),
		).rejects.toThrow(message);
	});
});
