import { CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { DAY_MS as DAY, HOUR_MS as HOUR } from '../../src/basics/durations';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { LOCKS, PARKED, SEATS } from '../../src/state/tables';
import { members, NOON, office, openBeforeEach, sandbox, seats } from '../support/seatsAtWork';

openBeforeEach({ mapped: 4 });

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
});
