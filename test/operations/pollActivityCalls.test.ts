import { MemoryStore } from '../../scripts/support/MemoryStore';
import { NEW_ACTIVITY_SHARE, TRIGGERS_SHARE } from '../../src/linkedin/dayQuotas';
import {
	CONTRACT,
	HOUR,
	MINUTE,
	NOON,
	activate,
	control,
	ids,
	inMail,
	keep,
	later,
	note,
	now,
	openBeforeEach,
	poll,
	sandbox,
	type Choice,
} from '../support/polledActivity';

openBeforeEach();

/** Beside lists: two pages of seats an hour, and what the first poll looks back. */
const CONTRACT_CALLS = 60;
/** Without those for a token. */
const requests = () =>
	Object.entries(sandbox.context.requests.summary().routes)
		.filter(([route]) => route.startsWith('linkedin ') && !route.includes('oauth'))
		.reduce((sum, [, count]) => sum + count.requests, 0);

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
		keep('');
		const counted = await dayOfPolls(new MemoryStore());
		expect(counted).toBeLessThanOrEqual(REQUESTS * NEW_ACTIVITY_SHARE + CONTRACT_CALLS);
		expect(counted).toBeGreaterThan(REQUESTS * NEW_ACTIVITY_SHARE * 0.6);
	}, 60_000);
});

describe('the calls of a poll', () => {
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

	it('does not ask a contract that was switched off for each of its seats', async () => {
		await poll();
		later(10 * MINUTE);
		await control('/linkedin/integrations', { context: CONTRACT, enabled: false });
		const { failures, calls } = await poll();
		expect(calls).toBe(2);
		expect(failures).toHaveLength(2);
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
