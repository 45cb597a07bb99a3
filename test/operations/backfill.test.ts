import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { backfill } from '../../src/operations/history/backfill';
import { Deletions } from '../../src/state/Deletions';
import { Progress } from '../../src/state/Progress';
import { CONTRACTS, PEOPLE, SYNC } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { parkedKeys } from '../support/parkedKeys';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { ORGANIZATION, historyRuntime } from '../../scripts/support/historyRuntime';
import { syncToEnd } from '../../scripts/support/syncToEnd';

let sandbox: Sandbox;

async function open(options: SandboxOptions = {}): Promise<Sandbox> {
	sandbox = await createSandbox({ people: 250, ...options });
	return sandbox;
}
afterEach(async () => {
	await sandbox.close();
});

const held = () => sandbox.store.of(ORGANIZATION);
const agreement = (pass: 'fast' | 'deep' = 'deep') =>
	compare(sandbox.context.company, held(), pass);
const writes = () => sandbox.context.requests.summary().writes;

describe('a backfill of a company with all its ugly cases', () => {
	it('puts at LinkedIn exactly what the company has, without one 429', async () => {
		await open();
		const run = await runToEnd(sandbox, await historyRuntime(sandbox));
		const result = agreement();
		expect(result.streams).toMatchObject({
			jobs: { agree: true },
			candidates: { agree: true },
			applications: { agree: true },
			stages: { agree: true },
		});
		expect(result.streams.stages.held.count).toBeGreaterThan(500);
		const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
		expect([linkedin.throttled, smartrecruiters.throttled]).toEqual([0, 0]);
		expect(run.last.activity).toBe('Everything is at LinkedIn');
	});

	it('reports as rejected exactly what LinkedIn would refuse, without anything of the person', async () => {
		await open();
		const { rejections, last } = await runToEnd(sandbox, await historyRuntime(sandbox));
		const ids = (kind: string) =>
			new Set(rejections.filter((one) => one.kind === kind).map(({ recordId }) => recordId));
		const { refused } = agreement();
		expect([ids('job').size, ids('candidate').size, ids('application').size]).toEqual([
			refused.jobs,
			refused.candidates,
			refused.applications,
		]);
		expect(new Set(rejections.map(({ code }) => code))).toEqual(
			new Set([
				'NO_EMAIL',
				'INVALID_EMAIL',
				'NO_NAME',
				'CANDIDATE_REFUSED',
				'SHORT_DESCRIPTION',
				'NO_LOCATION',
				'NO_APPLY_URL',
			]),
		);
		expect(JSON.stringify([rejections, last])).not.toMatch(/@example/);
	});

	it.each([
		['v2', '1.0'],
		['v2', '2.0.0'],
		['rest', '1.0'],
		['rest', '2.0.0'],
	] as const)(
		'arrives the same through generation %s with keys of protocol %s',
		async (generation, protocol) => {
			await open({ people: 120 });
			await runToEnd(
				sandbox,
				await historyRuntime(sandbox, { linkedIn: { generation, protocol } }),
			);
			expect(agreement()).toMatchObject({ agree: true });
			const { routes } = sandbox.context.requests.summary();
			const used = Object.keys(routes).filter(
				(route) => route.includes('/rest/') || route.includes('/v2/ats'),
			);
			expect(used.every((route) => route.includes(generation === 'v2' ? '/v2/' : '/rest/'))).toBe(
				true,
			);
		},
	);

	it('makes people recognisable in the fast pass, before any detail is read', async () => {
		await open();
		await runToEnd(sandbox, await historyRuntime(sandbox), { details: false });
		expect(agreement('fast')).toMatchObject({
			streams: { candidates: { agree: true }, applications: { agree: true } },
		});
		expect(sandbox.context.requests.summary().routes).not.toHaveProperty([
			'smartrecruiters GET /smartrecruiters/candidates/:id',
		]);
	});

	it('sends only the streams that were chosen', async () => {
		await open({ people: 120 });
		const run = await runToEnd(sandbox, await historyRuntime(sandbox), {
			jobs: false,
			applications: false,
		});
		expect(held().jobs.size + held().applications.size).toBe(0);
		expect(agreement()).toMatchObject({ streams: { candidates: { agree: true } } });
		expect(run.last.streams).toContainEqual({ stream: 'jobs', done: 0, total: null, rejected: 0 });
	});

	it('sends only what changed since the date that was chosen', async () => {
		await open();
		const sinceMs = Date.UTC(2026, 7, 1);
		await runToEnd(sandbox, await historyRuntime(sandbox), { sinceMs, jobs: false });
		const expected = [...sandbox.context.company.candidates()].filter(
			(one) =>
				one.updatedOn > sinceMs &&
				one.applications.length > 0 &&
				/@.+\./.test(one.email ?? '') &&
				one.lastName.trim(),
		);
		expect(new Set(held().candidates.keys())).toEqual(new Set(expected.map(({ id }) => id)));
		expect(expected.length).toBeGreaterThan(5);
	});
});

describe('a dry run', () => {
	it('sends nothing, and lists what LinkedIn would refuse', async () => {
		await open();
		const run = await runToEnd(sandbox, await historyRuntime(sandbox), { dryRun: true });
		expect(writes()).toEqual({});
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
		const { refused } = agreement();
		expect(run.rejections.filter(({ kind }) => kind === 'candidate')).toHaveLength(
			refused.candidates,
		);
		expect(run.rejections.filter(({ kind }) => kind === 'job')).toHaveLength(refused.jobs);
	});

	it('tells records, requests and time before anything is sent', async () => {
		await open();
		const run = await runToEnd(sandbox, await historyRuntime(sandbox), { dryRun: true });
		const real = await runToEnd(sandbox, await historyRuntime(sandbox));
		const estimated = run.reports[0]?.estimate;
		expect(estimated?.smartRecruitersRequests).toBeGreaterThan(
			0.7 * real.last.requests.smartRecruiters,
		);
		expect(estimated?.smartRecruitersRequests).toBeLessThan(
			1.3 * real.last.requests.smartRecruiters,
		);
	});
});

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

describe('people who vanish while the backfill runs', () => {
	it('are parked, not taken for deleted: the audit trail proves it, and Sync Changes takes them back', async () => {
		await open();
		const runtime = await historyRuntime(sandbox);
		const { company, clock } = sandbox.context;
		const losing = company.candidateAt(30);
		const winning = company.candidateAt(31);
		if (!losing || !winning) throw new Error('Nobody there');
		const { transport } = runtime.smartRecruiters;
		let sentBefore = false;
		runtime.smartRecruiters.transport = async (request) => {
			// The list was read and the fast pass has sent the person; now the details are asked for.
			if (request.url.endsWith(`/candidates/${losing.id}`) && !sentBefore) {
				sentBefore = held().candidates.has(losing.id);
				company.mergeCandidates(losing.id, winning.id, clock.now());
			}
			return await transport(request);
		};
		const { rejections } = await runToEnd(sandbox, runtime);
		expect(sentBefore).toBe(true);
		expect(held().candidates.has(losing.id)).toBe(true);
		expect(rejections).toContainEqual(
			expect.objectContaining({ recordId: losing.id, code: 'NOT_VISIBLE' }),
		);
		const deletions = new Deletions(runtime.store, ORGANIZATION);
		expect(await deletions.barred([losing.id])).toEqual(new Map());
		clock.advance(3_600_000);
		await syncToEnd(sandbox, runtime);
		expect([...held().applications.keys()].filter((id) => id.startsWith(losing.id))).toEqual([]);
		expect(held().candidates.has(losing.id)).toBe(false);
		expect((await deletions.barred([losing.id])).get(losing.id)).toMatchObject({
			barred: 'untilSeen',
		});
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${losing.id}`);
	});

	it('stop it when they are most of a page: then rights have changed, and nothing is deleted', async () => {
		await open({ people: 40 });
		const runtime = await historyRuntime(sandbox);
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) =>
			/\/candidates\/[^/?]+$/.test(request.url)
				? { status: 404, headers: {}, body: '{}' }
				: await transport(request);
		await expect(runToEnd(sandbox, runtime)).rejects.toThrow(
			'lists candidates that it then says it does not know',
		);
		expect(held().candidates.size).toBeGreaterThan(20);
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

describe('nothing is sent', () => {
	it('before a contract is connected, and while it is switched off', async () => {
		await open({ people: 20 });
		for (const [state, message] of [
			['waiting', 'No contract is connected yet'],
			['switchedOff', 'is switched off in LinkedIn'],
		] as const) {
			const runtime = await historyRuntime(sandbox);
			await runtime.store.update(CONTRACTS, { contract: 'urn:li:contract:2001' }, { state });
			const { report } = await backfill(runtime, backfillInput());
			expect(report).toMatchObject({ state: 'waiting', finished: false });
			expect(report.message).toContain(message);
		}
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it('before the sharing of data was acknowledged', async () => {
		await open({ people: 20 });
		const runtime = await historyRuntime(sandbox, { store: new MemoryStore() });
		await expect(backfill(runtime, backfillInput())).rejects.toThrow('has not been acknowledged');
	});

	it('while another run is at work, which says so', async () => {
		await open({ people: 60 });
		const runtime = await historyRuntime(sandbox);
		const results = await Promise.all(
			['a', 'b'].map(async (owner) => await backfill({ ...runtime, owner }, backfillInput())),
		);
		const states = results.map(({ report }) => report.state);
		expect(states.filter((state) => state === 'busy')).toHaveLength(1);
		const busy = results.find(({ report }) => report.state === 'busy');
		expect(Date.parse(busy?.report.busyUntil ?? '')).toBeGreaterThan(0);
	});

	it('from a damaged checkpoint, which is named', async () => {
		await open({ people: 20 });
		const runtime = await historyRuntime(sandbox);
		await runToEnd(sandbox, runtime);
		await runtime.store.update(SYNC, { stream: 'backfill' }, { checkpoint: '{"version":2}' });
		await expect(backfill(runtime, backfillInput())).rejects.toThrow(/rsc_sync.*"checkpoint"/);
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
		expect(Math.max(...sizes)).toBeLessThan(8_000);
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
