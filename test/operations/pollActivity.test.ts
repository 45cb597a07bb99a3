import {
	CONTRACT,
	HOUR,
	MINUTE,
	NOON,
	control,
	ids,
	inMail,
	keep,
	later,
	note,
	now,
	openBeforeEach,
	parties,
	person,
	poll,
	sandbox,
	seats,
	state,
} from '../support/polledActivity';

openBeforeEach();

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
		keep('{"version":7}');
		expect(ids(await poll())).toEqual([`inMail:${known.id}`]);
	});
});
