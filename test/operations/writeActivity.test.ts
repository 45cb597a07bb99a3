import { StateError } from '../../src/errors/StateError';
import { ActivityLedger } from '../../src/state/ActivityLedger';
import { ACTIVITY, PARKED } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/ActivityOffice';
import {
	SEAT,
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
	posts,
	requests,
	openOfficeForEach,
} from '../support/writingActivity';

openOfficeForEach();

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
		expect(result.message).toMatch(/is not allowed to read notes/);
		await office.write([event()]);
		expect(notes()).toHaveLength(2);
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
