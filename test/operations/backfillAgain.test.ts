import { backfill } from '../../src/operations/history/backfill';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { Progress } from '../../src/state/Progress';
import { PEOPLE, SYNC } from '../../src/state/tables';
import { parkedKeys } from '../support/parkedKeys';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { ORGANIZATION, historyRuntime } from '../../scripts/support/historyRuntime';
import { agreement, held, open, closeAfterEach, sandbox, writes } from '../support/backfilling';

closeAfterEach();

describe('a second run', () => {
	it('writes nothing when nothing has changed', async () => {
		await open();
		const connection = await historyRuntime(sandbox);
		const first = await runToEnd(sandbox, connection);
		sandbox.context.requests.reset();
		const second = await runToEnd(sandbox, connection, { startAgain: true });
		expect(second.reports).toHaveLength(1);
		expect(writes()).toEqual({});
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
		expect(second.last.streams).toEqual(first.last.streams);
	});

	it('sends what changed, complete, and again nothing after that', async () => {
		await open();
		const connection = await historyRuntime(sandbox);
		await runToEnd(sandbox, connection);
		sandbox.context.clock.advance(86_400_000);
		const { company, clock } = sandbox.context;
		const someone = company.candidateAt(100);
		if (!someone) throw new Error('Nobody at 100');
		company.putCandidate({ ...someone, firstName: 'Renamed', updatedOn: clock.now() });
		sandbox.context.requests.reset();
		await runToEnd(sandbox, connection, { startAgain: true });
		expect(writes().candidate).toBe(1);
		expect(agreement()).toMatchObject({ agree: true });
		const third = await runToEnd(sandbox, connection, { startAgain: true });
		expect(third.last.records).toBe(0);
		expect(writes().candidate).toBe(1);
	});

	it('closes a job that was filled meanwhile', async () => {
		await open();
		const connection = await historyRuntime(sandbox);
		await runToEnd(sandbox, connection);
		sandbox.context.clock.advance(86_400_000);
		const { company, clock } = sandbox.context;
		const open0 = company.job(0);
		company.changeJob({ ...open0, status: 'FILLED', updatedOn: clock.now() });
		await runToEnd(sandbox, connection, { startAgain: true });
		expect(held().jobs.get(open0.id)?.listing).toBe('NOT_LISTED');
	});
});

describe('a finished backfill', () => {
	it('says so once, then reads nothing until it is started again', async () => {
		await open({ people: 40 });
		const runtime = await historyRuntime(sandbox);
		const first = await runToEnd(sandbox, runtime);
		expect(first.reports.filter(({ finished }) => finished)).toHaveLength(1);
		sandbox.context.requests.reset();
		const { report } = await backfill(runtime, backfillInput());
		expect(report).toMatchObject({ state: 'done', finished: false, streams: first.last.streams });
		const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
		expect(linkedin.requests + smartrecruiters.requests).toBe(0);
	});

	it('takes no lock, and few statements, in a minute in which there is nothing to do', async () => {
		await open({ people: 40 });
		const runtime = await historyRuntime(sandbox);
		await runToEnd(sandbox, runtime);
		const statements: string[] = [];
		runtime.store.before = ({ table, kind }) => statements.push(`${table} ${kind}`);
		await backfill(runtime, backfillInput());
		await tryParkedAgain(runtime, { profileUrl: '', timeLimitMs: 60_000 });
		expect(statements).toEqual([
			'rsc_contracts read',
			'rsc_sync read',
			'rsc_settings read',
			'rsc_contracts read',
			'rsc_parked read',
		]);
	});

	it('has parked what LinkedIn refuses, and knows whom LinkedIn recognised', async () => {
		await open();
		const runtime = await historyRuntime(sandbox);
		const { rejections } = await runToEnd(sandbox, runtime);
		expect(new Set(await parkedKeys(runtime))).toEqual(
			new Set(rejections.map(({ kind, recordId }) => `${kind}:${recordId}`)),
		);
		const people = await runtime.store.read(PEOPLE, { organization: ORGANIZATION });
		expect(people.length).toBeGreaterThan(5);
		expect(people.every(({ knownBy }) => knownBy === 'match')).toBe(true);
	});
});

describe('progress', () => {
	it('tells done, total, rate, what binds and how long it takes', async () => {
		await open();
		const runtime = await historyRuntime(sandbox);
		const { reports } = await runToEnd(sandbox, runtime, {
			chunkRecords: 100,
			timeLimitMs: 15_000,
		});
		const middle = reports
			.filter(({ state, activity }) => state === 'running' && activity.startsWith('Completing'))
			.at(-1);
		expect(middle).toMatchObject({
			boundBy: 'SmartRecruiters requests per second',
			finished: false,
		});
		expect(middle?.recordsPerMinute).toBeGreaterThan(100);
		expect(middle?.etaSeconds).toBeGreaterThan(1);
		expect(reports[0]?.estimate).not.toBeNull();
		expect(reports[1]?.estimate).toBeNull();
		const rows = await new Progress(runtime.store, ORGANIZATION).list();
		const row = (stream: string) => rows.find((one) => one.stream === stream);
		expect(row('candidates')).toMatchObject({ total: row('details')?.total });
		expect(row('candidates')?.done).toBeGreaterThan(150);
		expect(row('backfill')).toMatchObject({ activity: 'Everything is at LinkedIn', message: '' });
		expect(JSON.parse(row('backfill')?.samples ?? '').length).toBeGreaterThan(5);
	});

	it('stays small in its checkpoint', async () => {
		await open({ people: 400, jobs: 150 });
		const runtime = await historyRuntime(sandbox);
		const sizes: number[] = [];
		runtime.store.after = ({ table, kind }) => {
			if (table !== SYNC.name || kind !== 'put') return;
			void runtime.store
				.read(SYNC, { stream: 'backfill' })
				.then(([row]) => sizes.push(row?.checkpoint.length ?? 0));
		};
		await runToEnd(sandbox, runtime, { chunkRecords: 200, details: false });
		expect(sizes.length).toBeGreaterThan(3);
		// Most of it are jobs that LinkedIn works on, with their tasks.
		expect(Math.max(...sizes)).toBeLessThan(12_000);
	});

	it('keeps LinkedIn’s daily requests in mind across runs and waits for midnight', async () => {
		await open();
		const runtime = await historyRuntime(sandbox, { linkedIn: { requestsPerDay: 10 } });
		const { reports } = await runToEnd(sandbox, runtime);
		const limited = reports.find(({ boundBy }) => boundBy === 'LinkedIn requests per day');
		expect(limited).toMatchObject({ state: 'waiting' });
		expect(limited?.resumeAt).toMatch(/T00:00:00/);
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('what LinkedIn already holds', () => {
	it('keeps its details when a backfill is begun anew without its checkpoint', async () => {
		await open();
		await runToEnd(sandbox, await historyRuntime(sandbox));
		const before = JSON.stringify([...held().candidates.values()].map(({ fields }) => fields));
		await runToEnd(sandbox, await historyRuntime(sandbox), { details: false });
		expect(JSON.stringify([...held().candidates.values()].map(({ fields }) => fields))).toBe(
			before,
		);
	});

	it('keeps the person that a recruiter linked by hand', async () => {
		await open({ people: 120 });
		const connection = await historyRuntime(sandbox);
		await runToEnd(sandbox, connection);
		const [id, linked] = [...held().candidates][3] ?? [];
		if (!id || !linked) throw new Error('Nobody there');
		linked.fields = { ...linked.fields, manualMatchedMember: 'urn:li:person:aB3dE_f-01' };
		await runToEnd(sandbox, await historyRuntime(sandbox));
		expect(held().candidates.get(id)?.fields.manualMatchedMember).toBe('urn:li:person:aB3dE_f-01');
	});
});
