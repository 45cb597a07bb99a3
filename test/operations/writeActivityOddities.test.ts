import { ACTIVITY, CONTRACTS, LOCKS, PARKED } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { nonEmpty } from '../support/nonEmpty';
import {
	NOON,
	AFTER_THE_NOTE,
	sandbox,
	office,
	member,
	event,
	edited,
	stub,
	candidateId,
	notes,
	fault,
	newcomer,
	posts,
	requests,
	openOfficeForEach,
} from '../support/writingActivity';

openOfficeForEach();

const set = (name: string, value: boolean) => {
	sandbox.context.switches.set(name, value);
};

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
