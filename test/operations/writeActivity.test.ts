import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { StateError } from '../../src/errors/StateError';
import { ActivityLedger } from '../../src/state/ActivityLedger';
import { ACTIVITY, CONTRACTS, LOCKS, PARKED } from '../../src/state/tables';
import type { MortalStep } from '../../scripts/support/Mortal';
import { ActivityOffice, CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { nonEmpty } from '../support/nonEmpty';

const SEAT = 'urn:li:seat:200100000';
const NOON = Date.UTC(2026, 10, 10, 12);
/** The first write to SmartRecruiters. */
const AFTER_THE_NOTE = (step: MortalStep): boolean => step === 'SmartRecruiters';
let sandbox: Sandbox;
let office: ActivityOffice;
let member: Member;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 200, startAtMs: NOON, limits: 'off' });
	office = new ActivityOffice(sandbox);
	await office.connect();
	await office.mapSeats([SEAT]);
	await office.learnMatches();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
});
afterEach(async () => {
	await sandbox.close();
});

const event = (change: Partial<ActivityEvent> = {}): ActivityEvent => ({
	kind: 'prospectNote',
	activityId: 'prospectNote:1',
	seat: SEAT,
	contract: CONTRACT,
	person: member.urn,
	direction: 'sent',
	subject: '',
	text: 'ev-a v1 Hello',
	happenedAtMs: NOON - 60_000,
	deleted: false,
	...change,
});
const edited = (text = 'ev-a v2 Better', after = 30_000) =>
	event({ text, editedAtMs: NOON - 60_000 + after });
const stub = (contact: ActivityEvent['contact'], change: Partial<ActivityEvent> = {}) =>
	event({
		kind: 'stub',
		activityId: 'stub:1',
		direction: 'received',
		text: '',
		...(contact && { contact }),
		...change,
	});
const candidateId = () => member.candidateIds[0] ?? '';
const notes = (id = candidateId()) => sandbox.notes.of(id).map(({ content }) => content);
const fault = async (fault: object) => {
	await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify([fault]) });
};
const set = (name: string, value: boolean) => {
	sandbox.context.switches.set(name, value);
};
const newcomer = () => sandbox.room.members.all().find((one) => one.candidateIds.length === 0)!;
const posts = () =>
	sandbox.context.requests.summary().routes['smartrecruiters POST /smartrecruiters/messages/shares']
		?.requests ?? 0;
const requests = () => sandbox.context.requests.summary().smartrecruiters.requests;

describe('writing', () => {
	it('puts a note on the candidate, open to those who may see the candidate, and tells the ledger', async () => {
		await office.write([event()]);
		expect(sandbox.notes.of(candidateId())).toEqual([
			expect.objectContaining({ visibility: 'OPEN', mailed: [], candidateIds: [candidateId()] }),
		]);
		const row = await office.ledger('prospectNote:1');
		expect(row).toMatchObject({
			state: 'written',
			candidateId: candidateId(),
			seat: SEAT,
			happenedAt: '2026-11-10T11:59:00.000Z',
		});
		expect(row?.lagSeconds).toBeGreaterThanOrEqual(60);
		expect(row?.lagSeconds).toBeLessThan(70);
		expect(JSON.parse(row?.noteIds ?? '')).toEqual([
			expect.objectContaining({ id: sandbox.notes.all()[0]?.id, part: 1 }),
		]);
	});

	it('does nothing a second time, and asks nobody', async () => {
		await office.write([event()]);
		const before = requests();
		await office.write([event(), event({ editedAtMs: NOON })]);
		expect(notes()).toHaveLength(1);
		expect(posts()).toBe(1);
		await office.write([event()]);
		expect(requests()).toBe(before);
	});

	it('replaces the note when the original is edited, and removes it when that is deleted', async () => {
		await office.write([event()]);
		await office.write([edited()]);
		expect(notes()).toEqual([expect.stringContaining('ev-a v2 Better')]);
		await office.write([event({ deleted: true, editedAtMs: NOON })]);
		expect(notes()).toEqual([]);
		expect(await office.ledger('prospectNote:1')).toMatchObject({
			state: 'deleted',
			noteIds: '[]',
		});
	});

	it('never lets an old reading undo a newer one', async () => {
		await office.write([edited()]);
		await office.write([event()]);
		expect(notes()).toEqual([expect.stringContaining('v2')]);
		await office.write([event({ deleted: true, editedAtMs: NOON })]);
		await office.write([edited()]);
		expect(notes()).toEqual([]);
	});

	it('keeps the newer version parked, whatever becomes of an older one', async () => {
		const newer = JSON.stringify(edited());
		const payloads = async () =>
			(await office.store.read(PARKED, {})).map(({ payload }) => payload);
		await office.connect('switchedOff');
		await office.write([edited()]);
		await office.write([event()]);
		expect(await payloads()).toEqual([newer]);
		await office.connect();
		await office.forget(member.urn);
		await office.write([event()]);
		expect(await payloads()).toEqual([newer]);
		await office.learnMatches();
		await office.write([event()]);
		expect(await payloads()).toEqual([newer]);
		await office.write([event()]);
		expect(await payloads()).toEqual([newer]);
		await office.retry();
		expect(await payloads()).toEqual([]);
		expect(notes()).toEqual([expect.stringContaining('ev-a v2 Better')]);
	});

	it('writes nothing for what was deleted before it was seen', async () => {
		await office.write([event({ deleted: true })]);
		expect(sandbox.notes.all()).toEqual([]);
		expect((await office.ledger('prospectNote:1'))?.state).toBe('deleted');
	});

	it('moves the note when the person turns out to be another candidate', async () => {
		await office.write([event()]);
		const other = sandbox.room.members.all().find((one) => one !== member && one.candidateIds[0]);
		await office.forget(member.urn);
		await office.know(member.urn, [other?.candidateIds[0] ?? '']);
		await office.write([event()]);
		expect(notes()).toEqual([]);
		expect(notes(other?.candidateIds[0])).toHaveLength(1);
	});

	it('splits a long text, and replaces all its parts', async () => {
		const long = (version: string) => `ev-a ${version} ${'many words here '.repeat(1500)}`;
		await office.write([event({ text: long('v1') })]);
		expect(notes()).toHaveLength(3);
		await office.write([edited(long('v2'))]);
		expect(notes()).toHaveLength(3);
		expect(notes().join('')).not.toContain('v1');
		await office.write([event({ text: 'ev-a v3 short', editedAtMs: NOON })]);
		expect(notes()).toHaveLength(1);
	});

	it('leaves out seats that are not mapped', async () => {
		const result = await office.write([event({ seat: 'urn:li:seat:200100001' })]);
		expect(result.counts).toMatchObject({ unmapped: 1, written: 0, parked: 0 });
		expect([requests(), await office.ledger('prospectNote:1')]).toEqual([0, undefined]);
		expect(await office.parked()).toEqual({});
	});
});

describe('when nobody knows whether a note was written', () => {
	it.each([
		['lost', {}],
		['cutOff', {}],
		['status', { status: 504 }],
	])('it looks, and writes no second one (%s)', async (kind, more) => {
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind, ...more });
		await office.write([event()]);
		await office.retry();
		expect(notes()).toHaveLength(1);
		expect((await office.ledger('prospectNote:1'))?.state).toBe('written');
		expect(await office.parked()).toEqual({});
	});

	it('finds its mark among hundreds of notes, however SmartRecruiters pages them', async () => {
		for (const header of [true, false]) {
			set('sr§7.2 next page in header only', header);
			for (const wrap of [true, false]) {
				set('sr§7.2 wrap messages', wrap || !header);
				const activityId = `prospectNote:${header}${wrap}`;
				await office.killed(AFTER_THE_NOTE, async () => office.write([event({ activityId })]));
				for (let one = 0; one < 150; one += 1)
					sandbox.notes.add({
						id: `${activityId} ${one}`,
						content: 'Something else',
						createdOn: NOON,
						visibility: 'OPEN',
						candidateIds: [candidateId()],
						mailed: [],
					});
				await office.write([event({ activityId })]);
				expect((await office.ledger(activityId))?.state).toBe('written');
			}
		}
		expect(posts()).toBe(4);
	});

	it('writes only the parts that are missing', async () => {
		const text = `ev-a v1 ${'many words here '.repeat(1500)}`;
		await fault({
			vendor: 'smartrecruiters',
			method: 'POST',
			path: 'shares',
			kind: 'status',
			status: 503,
			skip: 1,
		});
		await office.write([event({ text })]);
		expect(notes()).toHaveLength(1);
		expect(await office.parked()).toEqual({ NOT_SETTLED: 1 });
		await office.retry();
		expect(notes()).toHaveLength(3);
		expect(await office.parked()).toEqual({});
	});

	it('tells people what to remove by hand when the id of an older note was lost', async () => {
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind: 'lost' });
		await office.write([event()]);
		await office.write([edited()]);
		expect(await office.parked()).toEqual({ REMOVE_BY_HAND: 1 });
		expect(notes()[1]).toContain('Replaces an earlier note that could not be removed.');
		expect((await office.ledger('prospectNote:1'))?.state).toBe('written');
		const before = requests();
		office.later(86_400_000);
		await office.catchUp();
		expect(requests()).toBe(before);
		await office.retry();
		expect(await office.parked()).toEqual({ REMOVE_BY_HAND: 1 });

		// A later edit does not forget it, until somebody has removed it.
		await office.write([edited('ev-a v3 Best', 40_000)]);
		expect(await office.parked()).toEqual({ REMOVE_BY_HAND: 1 });
		const [first] = sandbox.notes.of(candidateId());
		expect(first?.content).toContain('v1');
		sandbox.notes.remove(first?.id ?? '');
		await office.write([event({ deleted: true, editedAtMs: NOON })]);
		expect(notes()).toEqual([]);
		expect(await office.parked()).toEqual({});
	});

	it('can replace such a note where SmartRecruiters tells ids', async () => {
		set('sr§7.2 messages have ids', true);
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind: 'lost' });
		await office.write([event()]);
		await office.write([edited()]);
		expect(notes()).toEqual([expect.stringContaining('v2')]);
		expect(await office.parked()).toEqual({});
	});

	it('names both of two notes of one version', async () => {
		await office.killed(AFTER_THE_NOTE, async () => office.write([event()]));
		const [note] = sandbox.notes.of(candidateId());
		if (!note) throw new Error('There is no note');
		sandbox.notes.add({ ...note, id: 'twice' });
		await office.write([event({ deleted: true, editedAtMs: NOON })]);
		const [row] = await office.store.read(PARKED, { code: 'REMOVE_BY_HAND' });
		expect(row?.reason.match(/LI-\S+ \d+/g)).toHaveLength(2);

		// One of them goes, the other is still named.
		sandbox.notes.remove('twice');
		await office.retry();
		const [left] = await office.store.read(PARKED, { code: 'REMOVE_BY_HAND' });
		expect(left?.reason.match(/LI-\S+ \d+/g)).toHaveLength(1);
	});

	it('removes the second of two notes of one version where SmartRecruiters tells ids', async () => {
		set('sr§7.2 messages have ids', true);
		await office.killed(AFTER_THE_NOTE, async () => office.write([event()]));
		const [note] = sandbox.notes.of(candidateId());
		if (!note) throw new Error('There is no note');
		sandbox.notes.add({ ...note, id: 'twice' });
		await office.write([event()]);
		expect(notes()).toEqual([expect.stringContaining('v1')]);
		expect(await office.parked()).toEqual({});
	});

	it('writes nothing more when it may not look', async () => {
		await office.killed(AFTER_THE_NOTE, async () => office.write([event()]));
		await fault({
			vendor: 'smartrecruiters',
			method: 'GET',
			path: '/messages',
			kind: 'status',
			status: 403,
		});
		await office.write([event()]);
		expect(await office.parked()).toEqual({ CANNOT_LOOK: 1 });
		expect(notes()).toHaveLength(1);
	});
});

describe('a run that is killed', () => {
	it('after any step loses nothing and doubles nothing when it runs again', async () => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		const shared = { firstName, lastName, email };
		const nobody = event({ activityId: 'prospectNote:2', person: 'urn:li:person:nobody' });
		let steps: number | undefined;
		for (let killAt = 1; steps === undefined; killAt += 1) {
			await office.store.remove(ACTIVITY, {});
			await office.store.remove(PARKED, {});
			await office.forget(member.urn);
			sandbox.notes.reset();
			const run = async () => office.write([event(), stub(shared), nobody]);
			steps = await office.killed(killAt, run);
			await run();
			expect([killAt, notes().length, sandbox.notes.all().length]).toEqual([killAt, 2, 2]);
			expect((await office.ledger('prospectNote:1'))?.state).toBe('written');
			expect((await office.ledger('stub:1'))?.state).toBe('written');
			expect(await office.parked()).toEqual({ PERSON_UNKNOWN: 1 });
			expect(await office.people(member.urn)).toEqual([[candidateId(), 'stub']]);
		}
		expect(steps).toBeGreaterThan(8);
	});

	it('does not stop another one for longer than its lock holds', async () => {
		await office.killed(AFTER_THE_NOTE, async () => office.write([event()]));
		sandbox.context.clock.advance(-30_000);
		const result = await office.write([event()]);
		expect([result.state, notes().length]).toEqual(['done', 1]);
	});
});

describe('once', () => {
	it('is kept when the ledger was lost: the notes on the candidate tell', async () => {
		await office.write([event()]);
		await office.store.remove(ACTIVITY, {});
		const { counts } = await office.write([event()]);
		expect([posts(), notes().length]).toEqual([1, 1]);
		expect(counts).toMatchObject({ written: 0, unchanged: 1 });
		expect((await office.ledger('prospectNote:1'))?.state).toBe('written');
	});

	it('is kept when the ledger was lost, and the first try after that did not come to look', async () => {
		await office.write([event()]);
		await office.store.remove(ACTIVITY, {});
		await office.forget(member.urn);
		await office.write([event()]);
		expect(await office.parked()).toEqual({ PERSON_UNKNOWN: 1 });
		await office.learnMatches();
		await office.retry();
		expect([posts(), notes().length, await office.parked()]).toEqual([1, 1, {}]);
		expect((await office.ledger('prospectNote:1'))?.state).toBe('written');
	});

	it('is kept when the ledger was lost and notes may not be read: it refuses until they may', async () => {
		const refusal = { vendor: 'smartrecruiters', method: 'GET', path: '/messages', kind: 'status' };
		await office.write([event()]);
		await office.store.remove(ACTIVITY, {});
		await fault({ ...refusal, status: 403, times: 2 });
		await office.write([event()]);
		await office.retry();
		expect([posts(), await office.parked()]).toEqual([1, { CANNOT_LOOK: 1 }]);
		const [row] = await office.store.read(PARKED, {});
		expect(row?.reason).toContain('rsc_activity was deleted or emptied');
		await office.retry();
		expect([posts(), notes().length, await office.parked()]).toEqual([1, 1, {}]);
	});

	it('is kept when two runs get the same event at the same time', async () => {
		const results = await Promise.all([
			office.write([event()]),
			office.write([event()]),
			office.write([event(), event({ activityId: 'prospectNote:2', text: 'ev-b v1' })]),
		]);
		expect(notes()).toHaveLength(2);
		expect(results.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
	});

	it('is kept for an event that is handed over twice, in its newest version', async () => {
		await office.write([edited(), event(), edited()]);
		expect(notes()).toEqual([expect.stringContaining('v2')]);
		expect(posts()).toBe(1);
	});

	it.each([[2], [3]])('is kept when the table is full at its write number %i', async (nth) => {
		let writes = 0;
		office.store.before = ({ table, kind }) => {
			if (table !== 'rsc_activity' || kind !== 'put') return;
			writes += 1;
			if (writes >= nth - 1) throw StateError.unusable(table, undefined);
		};
		await expect(office.write([event()])).rejects.toThrow(StateError);
		const full = posts();
		expect(full).toBe(nth - 2);
		office.store.before = () => undefined;
		await office.write([event()]);
		expect([posts(), notes().length]).toEqual([1, 1]);
	});

	it('is kept by the ledger alone where this credential may not read notes, and that is told', async () => {
		const refusal = { vendor: 'smartrecruiters', method: 'GET', path: '/messages', kind: 'status' };
		await fault({ ...refusal, status: 403, times: 100 });
		const result = await office.write([event(), event({ activityId: 'prospectNote:2' })]);
		expect(notes()).toHaveLength(2);
		expect(result.message).toMatch(/may not read notes/);
		await office.write([event()]);
		expect(notes()).toHaveLength(2);
	});
});

describe('while it may not write', () => {
	it('says clearly that nothing was acknowledged', async () => {
		await office.store.remove(CONTRACTS, {});
		await expect(office.write([event()])).rejects.toThrow(/has not been acknowledged/);
		expect(posts()).toBe(0);
	});

	it.each([
		['waiting', 'waiting'],
		['switchedOff', 'paused'],
	] as const)('because the contract is %s, it keeps everything', async (contract, state) => {
		await office.connect(contract);
		const result = await office.write([event()]);
		expect([result.state, result.counts.parked, requests()]).toEqual([state, 1, 0]);
		expect(result.message).toMatch(/Nothing was written/);
		expect(await office.parked()).toEqual({ WAITING: 1 });
		await office.connect();
		await office.retry();
		expect(notes()).toEqual([expect.stringContaining('ev-a v1 Hello')]);
		expect(await office.parked()).toEqual({});
	});

	it('because another run writes all the time, it keeps everything, and says until when', async () => {
		const name = `${ORGANIZATION}:activityWrite`;
		const untilMs = NOON + 3_600_000;
		await office.store.put(LOCKS, [{ name, owner: 'another run', untilMs }]);
		const result = await office.write([event()], { timeLimitMs: 10_000 });
		expect([result.state, result.busyUntil]).toEqual(['busy', new Date(untilMs).toISOString()]);
		expect(await office.parked()).toEqual({ WAITING: 1 });
		expect(requests()).toBe(0);
	});

	it('because the time is over, it keeps what is left', async () => {
		const many = Array.from({ length: 60 }, (_, at) => event({ activityId: `prospectNote:${at}` }));
		const result = await office.write(many, { timeLimitMs: 1 });
		expect(result.state).toBe('partly');
		expect(notes().length + result.counts.parked).toBe(60);
		await office.retry();
		expect(notes()).toHaveLength(60);
		expect(await office.parked()).toEqual({});
	});

	it('because the credential is refused, it keeps everything, and fails', async () => {
		await fault({ vendor: 'smartrecruiters', kind: 'status', status: 401, times: 1000 });
		const events = [event(), event({ activityId: 'prospectNote:2' })];
		await expect(office.write(events)).rejects.toMatchObject({ status: 401 });
		expect(await office.parked()).toEqual({ WAITING: 2 });
		expect((await office.sync('activityWrite'))?.message).toMatch(/401/);
	});

	it('because the credential is refused, it leaves nothing marked as begun of which nothing was sent', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		await fault({ vendor: 'smartrecruiters', kind: 'status', status: 401, times: 1000 });
		const shared = stub({ firstName, lastName, email }, { person: urn });
		const events = [shared, event(), event({ activityId: 'prospectNote:2' })];
		const creating = { createCandidates: true };
		await expect(office.write(events, creating)).rejects.toMatchObject({ status: 401 });
		await expect(office.write(events.slice(1), creating)).rejects.toMatchObject({ status: 401 });
		const rows = await office.store.read(ACTIVITY, {});
		expect(rows.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
		await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
		// Without the right to read notes, what was begun could not be told from what was not.
		const refusal = { vendor: 'smartrecruiters', method: 'GET', path: '/messages', kind: 'status' };
		await fault({ ...refusal, status: 403, times: 100 });
		await office.write(events, creating);
		expect(await office.parked()).toEqual({});
		expect(await office.people(urn)).toHaveLength(1);
	});

	it('because every note is refused, it stops trying', async () => {
		const refusal = { vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind: 'status' };
		await fault({ ...refusal, status: 403, times: 1000 });
		const many = Array.from({ length: 60 }, (_, at) => event({ activityId: `prospectNote:${at}` }));
		await office.write(many);
		expect(posts()).toBe(5);
		expect(await office.parked()).toEqual({ NOTE_REFUSED: 5, WAITING: 55 });
	});

	it.each([[403], [410]])('of one candidate (%i), it writes the others', async (status) => {
		const others = sandbox.room.members.all().filter((one) => one !== member);
		const other = others.find(({ candidateIds }) => candidateIds.length === 1)!;
		const path = `/candidates/${candidateId()}`;
		await fault({ vendor: 'smartrecruiters', kind: 'status', status, path, times: 1000 });
		const many = Array.from({ length: 8 }, (_, at) => event({ activityId: `prospectNote:${at}` }));
		await office.write([...many, event({ activityId: 'prospectNote:9', person: other.urn })]);
		expect(await office.parked()).toEqual({ NOTE_REFUSED: 8 });
		expect(notes(other.candidateIds[0])).toHaveLength(1);
	});
});

describe('an odd event', () => {
	it.each([
		['a text with half characters', `\uD83D half \uDE00 ${'😀'.repeat(9000)}`],
		['a text without a blank', 'x'.repeat(50_000)],
		['marks over marks', `a${'\u0301'.repeat(30_000)}`],
		['a text that plays our mark', 'Ref: LI-0000000000000000-0000000000000000 1/1'],
		['no text', ''],
	])('with %s becomes notes that are well-formed', async (_title, text) => {
		await office.write([event({ text }), event({ activityId: 'prospectNote:2' })]);
		expect(notes().length).toBeGreaterThan(1);
		for (const note of nonEmpty(notes())) {
			expect(/\p{Surrogate}/u.test(note)).toBe(false);
			expect(note.length).toBeLessThanOrEqual(10_000);
		}
		expect(await office.parked()).toEqual({});
	});

	it('of a candidate whose answer cannot be read is set aside, and the others go on', async () => {
		const other = sandbox.room.members
			.all()
			.find((one) => one !== member && one.candidateIds[1] === undefined && one.candidateIds[0])!;
		const path = `/candidates/${candidateId()}`;
		const odd = { vendor: 'smartrecruiters', method: 'GET', path, kind: 'status', status: 200 };
		await fault({ ...odd, body: { id: 7 }, times: 10 });
		await office.write([event(), event({ activityId: 'prospectNote:2', person: other.urn })]);
		expect(await office.parked()).toEqual({ FAILED: 1 });
		expect(notes(other.candidateIds[0])).toHaveLength(1);
	});

	it('of a candidate who answers 500 for ever does not stop the others', async () => {
		const other = sandbox.room.members
			.all()
			.find((one) => one !== member && one.candidateIds[1] === undefined && one.candidateIds[0])!;
		const path = `/candidates/${candidateId()}`;
		const broken = { vendor: 'smartrecruiters', method: 'GET', path, kind: 'status', status: 500 };
		await fault({ ...broken, times: 1000 });
		await office.write([event(), event({ activityId: 'prospectNote:2', person: other.urn })]);
		expect(await office.parked()).toEqual({ WAITING: 1 });
		expect(notes(other.candidateIds[0])).toHaveLength(1);
	});
});

describe('the ledger', () => {
	it('forgets what is older than 400 days, and nothing that is open', async () => {
		const old = event({ activityId: 'prospectNote:old' });
		const open = event({ activityId: 'prospectNote:open', person: 'urn:li:person:nobody' });
		await office.write([old, open]);
		office.later(401 * 86_400_000);
		await office.write([event()]);
		const ledger = new ActivityLedger(office.store, ORGANIZATION);
		expect(await ledger.prune(sandbox.context.clock.now())).toBe(1);
		const left = await office.store.read(ACTIVITY, {});
		expect(left.map(({ activityId }) => activityId).sort()).toEqual([
			'prospectNote:1',
			'prospectNote:open',
		]);
		await office.write([old]);
		expect(notes()).toHaveLength(2);
	});

	it('looks at the candidate where a row cannot be read', async () => {
		await office.write([event()]);
		office.store.edit('rsc_activity', (rows) => {
			for (const row of rows) row.noteIds = 'x';
		});
		await office.write([event()]);
		expect([posts(), notes().length]).toEqual([1, 1]);
	});
});

describe('who it is', () => {
	it('is never guessed: unknown and ambiguous people get nothing, and one review item each', async () => {
		await office.know('urn:li:person:two', ['a'], ['b']);
		await office.know('urn:li:person:flagged', ['']);
		const people = [
			undefined,
			'urn:li:person:nobody',
			'urn:li:person:two',
			'urn:li:person:flagged',
		];
		const events = people.map((person, at) => {
			const { person: _person, ...rest } = event({ activityId: `prospectNote:${at}` });
			return person ? { ...rest, person } : rest;
		});
		await office.write(events);
		await office.retry();
		expect(await office.parked()).toEqual({ NO_PERSON: 1, PERSON_UNKNOWN: 1, PERSON_AMBIGUOUS: 2 });
		expect([posts(), sandbox.notes.all().length]).toEqual([0, 0]);
		expect((await office.ledger('prospectNote:1'))?.state).toBe('waiting');
	});

	it('is told by the link that a recruiter set, where LinkedIn recognises several', async () => {
		await office.know(member.urn, ['other'], [candidateId()]);
		await office.write([event()]);
		expect(await office.parked()).toEqual({ PERSON_AMBIGUOUS: 1 });
		await office.know(member.urn, [candidateId(), 'by hand']);
		await office.retry();
		expect(notes()).toHaveLength(1);
	});

	it('follows by itself once the person is known', async () => {
		await office.forget(member.urn);
		await office.write([event()]);
		await office.learnMatches();
		await office.retry();
		expect(notes()).toHaveLength(1);
		expect(await office.parked()).toEqual({});
	});

	it('is told by shared contact details, for everything else of the same run as well', async () => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([event(), stub({ firstName, lastName, email })]);
		expect(notes()).toHaveLength(2);
		expect(await office.people(member.urn)).toEqual([[candidateId(), 'stub']]);
	});

	it.each([
		['another person’s name', { firstName: 'Quite', lastName: 'Another' }, 'NAME_DIFFERS'],
		['a spouse’s name', { firstName: 'Quite' }, 'NAME_DIFFERS'],
		['an unknown address', { email: 'nobody@example.com' }, 'PERSON_UNKNOWN'],
	])('is not told by an address with %s', async (_title, change, code) => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([stub({ firstName, lastName, email, ...change })]);
		expect(await office.parked()).toEqual({ [code]: 1 });
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('is told by an address in other case, with the name written otherwise', async () => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([
			stub({
				firstName: firstName.toUpperCase(),
				lastName: `van ${lastName}`,
				email: email.toUpperCase(),
			}),
		]);
		expect(notes()).toHaveLength(1);
	});

	it('has left: a candidate who is gone is a case for people', async () => {
		sandbox.context.company.deleteCandidate(candidateId());
		await office.write([event()]);
		expect(await office.parked()).toEqual({ CANDIDATE_GONE: 1 });
		expect(posts()).toBe(0);
	});

	it('becomes a candidate only when that is wished, once', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const shared = stub({ firstName, lastName, email }, { person: urn });
		await office.write([shared]);
		expect(await office.parked()).toEqual({ PERSON_UNKNOWN: 1 });
		const creating = { createCandidates: true, tags: ['linkedin-rsc'] };
		await office.write([shared, event({ person: urn, activityId: 'prospectNote:2' })], creating);
		await office.write(
			[stub({ firstName, lastName, email }, { person: urn, activityId: 'stub:2' })],
			creating,
		);
		const [[id] = ['']] = await office.people(urn);
		expect(sandbox.context.company.candidateById(id)).toMatchObject({
			firstName,
			email,
			tags: ['linkedin-rsc'],
		});
		expect(notes(id)).toHaveLength(3);
		expect(
			[...sandbox.context.company.candidates()].filter((one) => one.email === email),
		).toHaveLength(1);
	});

	it('cannot be created, and follows by itself once somebody has done it', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const creating = { createCandidates: true };
		await office.write([stub({ lastName, email }, { person: urn })], creating);
		expect(await office.parked()).toEqual({ CREATE_BLOCKED: 1 });
		const own = sandbox.context.company.candidateById(candidateId())!;
		const made = { ...own, id: 'made-by-hand', firstName, lastName, email };
		sandbox.context.company.putCandidate(made);
		office.later(3_600_000);
		await office.catchUp(creating);
		expect(await office.parked()).toEqual({});
		expect(notes('made-by-hand')).toHaveLength(1);
	});

	it('is not made twice when SmartRecruiters’ answer cannot be read', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const odd = { vendor: 'smartrecruiters', method: 'POST', path: '/candidates', kind: 'status' };
		await fault({ ...odd, status: 200, body: { id: 7 } });
		const creating = { createCandidates: true };
		await office.write([stub({ firstName, lastName, email }, { person: urn })], creating);
		expect(await office.parked()).toEqual({ NOT_SETTLED: 1 });
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		await office.importPast(creating);
		expect(await office.parked()).toEqual({ CREATE_BLOCKED: 1 });
	});

	it('is not made twice after an answer that got lost, and is found later', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: '/candidates', kind: 'lost' });
		await office.write([stub({ firstName, lastName, email }, { person: urn })], {
			createCandidates: true,
		});
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		await office.importPast({ createCandidates: true });
		const made = [...sandbox.context.company.candidates()].filter((one) => one.email === email);
		expect(made).toHaveLength(1);
	});
});

describe('shared contact details', () => {
	const without = (field: 'phoneNumber' | 'email', value?: string) => {
		const candidate = sandbox.context.company.candidateById(candidateId());
		if (!candidate) throw new Error('Nobody');
		const copy = { ...candidate };
		delete copy[field];
		sandbox.context.company.putCandidate({ ...copy, ...(value && { [field]: value }) });
	};
	const now = () => sandbox.context.company.candidateById(candidateId());

	it('fill what is missing, and replace nothing else', async () => {
		without('phoneNumber');
		await office.write([stub({ email: 'new@example.com', phone: '+1 555 0777' })]);
		expect(now()).toMatchObject({ phoneNumber: '+1 555 0777', email: member.email });
		await office.write([stub({ phone: '+1 555 0888' }, { activityId: 'stub:2' })]);
		expect(now()?.phoneNumber).toBe('+1 555 0777');
		expect(notes().join()).toContain('+1 555 0888');
	});

	it('replace a placeholder address', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		await office.write([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toBe('real@example.com');
	});

	it('leave the address where another candidate has it', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		const twin = { ...now()!, id: 'twin', email: 'real@example.com' };
		sandbox.context.company.putCandidate(twin);
		await office.write([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toMatch(/no-email/);
		expect(notes()).toHaveLength(1);
	});

	it.each([[400], [422]])(
		'that SmartRecruiters refuses (%i) do not keep back the note',
		async (status) => {
			without('phoneNumber');
			const path = `/candidates/${candidateId()}`;
			await fault({
				vendor: 'smartrecruiters',
				method: 'PATCH',
				path,
				kind: 'status',
				status,
				times: 9,
			});
			await office.write([stub({ phone: 'ask my assistant' })]);
			expect(notes()).toHaveLength(1);
			expect(await office.parked()).toEqual({});
		},
	);

	it('are only noted when filling is switched off', async () => {
		without('phoneNumber');
		await office.write([stub({ phone: '+1 555 0777' })], { enrich: false });
		expect(now()?.phoneNumber).toBeUndefined();
		expect(notes()).toHaveLength(1);
	});
});

describe('when SmartRecruiters', () => {
	it('is down, the events wait, and the others of the run do not try', async () => {
		await fault({ vendor: 'smartrecruiters', kind: 'status', status: 503, times: 1000 });
		const events = Array.from({ length: 30 }, (_, at) =>
			event({ activityId: `prospectNote:${at}` }),
		);
		await office.write(events);
		expect(await office.parked()).toEqual({ WAITING: 30 });
		// Two records with their repeats, and after each a look whether anything else is answered.
		expect(requests()).toBeLessThan(20);
		await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
		await office.retry();
		expect(notes()).toHaveLength(30);
		expect(await office.parked()).toEqual({});
	});

	it('refuses one note, the others go on', async () => {
		await fault({
			vendor: 'smartrecruiters',
			method: 'POST',
			path: 'shares',
			kind: 'status',
			status: 422,
		});
		await office.write([event(), event({ activityId: 'prospectNote:2', text: 'ev-b v1' })]);
		expect(await office.parked()).toEqual({ NOTE_REFUSED: 1 });
		expect(notes()).toHaveLength(1);
	});
});
