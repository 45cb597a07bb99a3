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
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

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
		expect(ledger.binding(sandbox.context.clock.now() - NOON)).toBe('linkedInInMails');
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
	const get = async (change: Partial<GetManyInput> = {}, choice: ConnectionChoice = {}) => {
		const connection = sandboxConnection(sandbox, choice);
		return await getManyActivity(connection.linkedIn, connection, {
			seat: seat.seatUrn,
			contract: CONTRACT,
			kinds: ['inMail', 'prospectNote', 'stub'],
			fromMs: NOON - DAYS * 24 * HOUR,
			toMs: NOON,
			timeLimitMs: 3_600_000,
			...change,
		});
	};

	it('comes complete, each event once, newest first, within the limits', async () => {
		addInMails(150, NOON - (DAYS - 1) * 24 * HOUR, HOUR);
		addNotes(90, NOON - (DAYS - 1) * 24 * HOUR, HOUR);
		const other = { ...parties(), seat: 'urn:li:seat:200100001' };
		sandbox.room.activity.addNote(other, 'theirs', NOON - HOUR);
		const { events, message } = await get();
		expect([events.length, message]).toEqual([240, '']);
		expect(new Set(idsOf({ events })).size).toBe(240);
		expect(requests().linkedin.throttled).toBe(0);
		expect(sandbox.room.activity.pacePeak).toBeLessThanOrEqual(12);
		const times = events.map(({ happenedAtMs }) => happenedAtMs);
		expect(times).toEqual([...times].sort((a, b) => b - a));
	});

	it('costs a call for 12 hours of InMails or notes, and one for contact details', async () => {
		expect((await get()).calls).toBe(2 * DAYS + 2 * DAYS + 1);
		expect((await get({ kinds: ['inMail'] })).calls).toBe(2 * DAYS);
	});

	it('ends with the newest of all kinds where only some are wanted', async () => {
		addInMails(20, NOON - 30 * HOUR, HOUR);
		addNotes(20, NOON - 30 * HOUR, HOUR);
		const { events, calls, message } = await get({ limit: 5 });
		expect(events.map(({ happenedAtMs }) => NOON - happenedAtMs)).toEqual([
			...[11, 11, 12, 12, 13].map((hours) => hours * HOUR),
		]);
		expect([calls < 15, message]).toEqual([true, '']);
	});

	it('waits for a list that LinkedIn gives out slowly: what is in it is newer', async () => {
		addInMails(20, NOON - 10 * HOUR, HOUR / 4);
		addNotes(90, NOON - 110 * HOUR, HOUR);
		const { events, message } = await get({ limit: 25 });
		expect(events.map(({ kind }) => kind)).toEqual([
			...Array.from({ length: 20 }, () => 'inMail'),
			...Array.from({ length: 5 }, () => 'prospectNote'),
		]);
		expect(message).toBe('');
	});

	it('says so when the newest are not certain yet', async () => {
		addInMails(100, NOON - 10 * HOUR, HOUR / 10);
		const some = await get({ limit: 20, timeLimitMs: 90_000 });
		expect(some.events).toHaveLength(20);
		expect(some.message).toMatch(/read back to 2026-11-10/);
	});

	it('says how far it came when the time was over, and fails where all were wanted', async () => {
		addInMails(100, NOON - 50 * HOUR, HOUR / 10);
		const some = await get({ limit: 100, timeLimitMs: 90_000 });
		expect(some.events.length).toBeGreaterThan(10);
		expect(some.message).toMatch(/read back to 2026-11-0/);
		sandbox.context.clock.advance(120_000);
		await expect(get({ timeLimitMs: 90_000 })).rejects.toMatchObject({
			limit: 'linkedInInMails',
		});
	});

	it('stops at LinkedIn’s limit for the day', async () => {
		await expect(get({}, { linkedIn: { requestsPerDay: 7 } })).rejects.toMatchObject({
			limit: 'linkedInRequests',
		});
	});

	it('survives an outage in between', async () => {
		addNotes(20, NOON - 5 * 24 * HOUR, HOUR);
		await control('/faults', [
			{ vendor: 'linkedin', kind: 'status', status: 503, skip: 15, times: 3 },
		]);
		expect((await get()).events).toHaveLength(20);
	});

	it('says what to do when the contract is switched off', async () => {
		await control('/linkedin/integrations', { context: CONTRACT, enabled: false });
		await expect(get({ limit: 5 })).rejects.toMatchObject({ status: 403 });
	});
});
