import type { Runtime } from '../../src/operations/Runtime';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { QUEUE, PARKED } from '../../src/state/tables';
import { ORGANIZATION, PROFILE_URL } from '../../scripts/support/historyRuntime';
import { Mortal } from '../../scripts/support/Mortal';
import { HistoryOffice } from '../support/HistoryOffice';

const NOTHING = { event: '', candidateId: '', applicationId: '', jobId: '', reviewId: '' };

let office: HistoryOffice;
beforeEach(async () => {
	office = await HistoryOffice.open();
});
afterEach(async () => {
	await office.close();
});

/** What SmartRecruiters Trigger starts, each an execution of its own. */
const webhook = async (
	item: Partial<Parameters<typeof syncRecords>[1]['items'][number]>,
	runtime: Runtime = office.runtime,
) =>
	await syncRecords(
		{ ...runtime, owner: `execution ${item.candidateId ?? item.jobId}` },
		{ items: [{ ...NOTHING, ...item }], profileUrl: PROFILE_URL, timeLimitMs: 300_000 },
	);
const workOff = async (runtime: Runtime = office.runtime) =>
	await syncRecords(runtime, { items: [], profileUrl: PROFILE_URL, timeLimitMs: 300_000 });
const waiting = async () => await office.runtime.store.read(QUEUE, { organization: ORGANIZATION });

/** People whose telephone number is new at SmartRecruiters. */
function changed(count: number): string[] {
	const ids: string[] = [];
	for (const one of office.company.candidates()) {
		if (ids.length === count) break;
		if (!office.held.candidates.has(one.id)) continue;
		office.put({ ...one, phoneNumber: '+1 555 0177' });
		ids.push(one.id);
	}
	return ids;
}
const arrived = (ids: readonly string[]): string[] =>
	ids.filter((id) => JSON.stringify(office.held.candidates.get(id)?.fields).includes('555 0177'));

describe('records that many events name at once', () => {
	it('are sent by one run, each once, and the other runs end at once', async () => {
		const ids = changed(15);
		const reads = new Map<string, number>();
		office.intercept('smartRecruiters', ({ url, method }) => {
			const id = /\/candidates\/([^/?]+)$/.exec(url)?.[1];
			if (method === 'GET' && id) reads.set(id, (reads.get(id) ?? 0) + 1);
			return undefined;
		});
		const results = await Promise.all(
			Array.from({ length: 10 }, () => ids)
				.flat()
				.map(async (candidateId) => webhook({ event: 'candidate.updated', candidateId })),
		);
		const states = results.map(({ report }) => report.state);
		expect(new Set(states)).toEqual(new Set(['done', 'queued']));
		expect(states.filter((state) => state === 'queued').length).toBeGreaterThan(140);
		expect(arrived(ids)).toEqual(ids);
		expect(await waiting()).toEqual([]);
		// Those that came while the first ones were at work once more.
		expect(Math.max(...reads.values())).toBeLessThanOrEqual(2);
		const queued = results.find(({ report }) => report.state === 'queued');
		expect(queued?.report).toMatchObject({
			message: expect.stringContaining('sends these records'),
			rejected: 0,
		});
	});

	it('are sent, too, when they come between the last look and the end of the lock', async () => {
		const [first = '', second = ''] = changed(2);
		let late: Promise<unknown> | undefined;
		const { store } = office.runtime;
		store.before = ({ table, kind }) => {
			// The lock is given up when everything is done.
			if (table !== 'rsc_locks' || kind !== 'update' || arrived([first]).length === 0) return;
			late ??= webhook({ candidateId: second });
		};
		await webhook({ candidateId: first });
		await late;
		store.before = () => undefined;
		expect(arrived([first, second])).toEqual([first, second]);
		expect(await waiting()).toEqual([]);
	});

	it('wait in the queue while a run works for long, and are sent by the next one', async () => {
		const ids = changed(3);
		await office.runtime.store.put(QUEUE, [
			QUEUE.schema.parse({
				organization: ORGANIZATION,
				ticket: 'a',
				kind: 'candidate',
				recordId: ids[0],
			}),
		]);
		expect((await webhook({ candidateId: ids[1] ?? '' })).report).toMatchObject({
			state: 'done',
			sentCandidates: [ids[0], ids[1]],
		});
	});

	it('hold up nothing when one of them makes a run fail', async () => {
		const [bad = '', good = ''] = changed(2);
		const mend = office.intercept('smartRecruiters', () => {
			throw new TypeError('a bug');
		});
		await expect(webhook({ candidateId: bad })).rejects.toThrow('a bug');
		mend();
		await webhook({ candidateId: good });
		expect(arrived([bad, good])).toEqual([good]);
		const rows = await office.runtime.store.read(PARKED, { code: 'NOT_SENT_YET' });
		expect(rows.map(({ recordKey }) => recordKey)).toEqual([`candidate:${bad}`]);
		office.advance(3_600_000);
		await office.changes();
		expect(arrived([bad, good])).toEqual([bad, good]);
	});
});

describe('a run that is killed', () => {
	it('after any of its steps loses no record, whoever works the queue off next', async () => {
		const steps = await outcomeOf(Number.POSITIVE_INFINITY, async () => workOff());
		expect(steps.steps).toBeGreaterThan(5);
		expect(steps.lost).toEqual([]);
		for (let killAt = 1; killAt <= steps.steps; killAt += 1) {
			// The next event, or the next Sync Changes.
			const next = async (): Promise<unknown> =>
				killAt % 3 === 0 ? await office.changes() : await workOff();
			const { lost, left } = await outcomeOf(killAt, next);
			expect({ killAt, lost, left }).toEqual({ killAt, lost: [], left: 0 });
		}
	}, 300_000);
});

/** A run that holds the lock for two people and one who was deleted is killed; the lease ends; then the next one comes. */
async function outcomeOf(killAt: number, next: () => Promise<unknown>) {
	await office.close();
	office = await HistoryOffice.open({ people: 20, jobs: 6 });
	const ids = changed(2);
	const gone = office.someone(({ id }) => !ids.includes(id)).id;
	office.company.deleteCandidate(gone);
	const mortal = new Mortal(killAt);
	const sentAtMs = office.nowMs;
	const dying = mortal.runtime(office.runtime);
	await Promise.race([
		(async () => {
			await webhook({ event: 'candidate.deleted', candidateId: gone, sentAtMs }, dying);
			for (const candidateId of ids) await webhook({ candidateId }, dying);
		})(),
		mortal.death,
	]);
	// What was never put into the queue, n8n starts again: its execution was not finished.
	office.advance(61_000);
	const named = new Set([...(await waiting()).map(({ recordId }) => recordId)]);
	await next();
	const isLost = (id: string): boolean =>
		named.has(id) && (id === gone ? office.held.candidates.has(id) : arrived([id]).length === 0);
	return {
		steps: mortal.steps,
		lost: [gone, ...ids].filter(isLost),
		left: (await waiting()).length,
	};
}
