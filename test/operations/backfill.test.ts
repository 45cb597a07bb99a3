import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
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
		const run = await runToEnd(sandbox, sandboxConnection(sandbox));
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
		const { rejections, last } = await runToEnd(sandbox, sandboxConnection(sandbox));
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
			await runToEnd(sandbox, sandboxConnection(sandbox, { linkedIn: { generation, protocol } }));
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
		await runToEnd(sandbox, sandboxConnection(sandbox), { details: false });
		expect(agreement('fast')).toMatchObject({
			streams: { candidates: { agree: true }, applications: { agree: true } },
		});
		expect(sandbox.context.requests.summary().routes).not.toHaveProperty([
			'smartrecruiters GET /smartrecruiters/candidates/:id',
		]);
	});

	it('sends only the streams that were chosen', async () => {
		await open({ people: 120 });
		const run = await runToEnd(sandbox, sandboxConnection(sandbox), {
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
		await runToEnd(sandbox, sandboxConnection(sandbox), { sinceMs, jobs: false });
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
		const run = await runToEnd(sandbox, sandboxConnection(sandbox), { dryRun: true });
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
		const run = await runToEnd(sandbox, sandboxConnection(sandbox), { dryRun: true });
		const real = await runToEnd(sandbox, sandboxConnection(sandbox));
		const estimated = run.chunks[0]?.estimate;
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
		const connection = sandboxConnection(sandbox);
		const first = await runToEnd(sandbox, connection);
		sandbox.context.requests.reset();
		const second = await runToEnd(sandbox, connection, {}, first.last.checkpoint);
		expect(second.chunks).toHaveLength(1);
		expect(writes()).toEqual({});
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
		expect(second.last.streams).toEqual(first.last.streams);
	});

	it('sends what changed, complete, and again nothing after that', async () => {
		await open();
		const connection = sandboxConnection(sandbox);
		const first = await runToEnd(sandbox, connection);
		sandbox.context.clock.advance(86_400_000);
		const { company, clock } = sandbox.context;
		const someone = company.candidateAt(100);
		if (!someone) throw new Error('Nobody at 100');
		company.putCandidate({ ...someone, firstName: 'Renamed', updatedOn: clock.now() });
		sandbox.context.requests.reset();
		const second = await runToEnd(sandbox, connection, {}, first.last.checkpoint);
		expect(writes().candidate).toBe(1);
		expect(agreement()).toMatchObject({ agree: true });
		const third = await runToEnd(sandbox, connection, {}, second.last.checkpoint);
		expect(third.last.records).toBe(0);
		expect(writes().candidate).toBe(1);
	});

	it('closes a job that was filled meanwhile', async () => {
		await open();
		const connection = sandboxConnection(sandbox);
		const first = await runToEnd(sandbox, connection);
		sandbox.context.clock.advance(86_400_000);
		const { company, clock } = sandbox.context;
		const open0 = company.job(0);
		company.changeJob({ ...open0, status: 'FILLED', updatedOn: clock.now() });
		await runToEnd(sandbox, connection, {}, first.last.checkpoint);
		expect(held().jobs.get(open0.id)?.listing).toBe('NOT_LISTED');
	});
});

describe('what LinkedIn already holds', () => {
	it('keeps its details when a backfill is begun anew without its checkpoint', async () => {
		await open();
		const connection = sandboxConnection(sandbox);
		await runToEnd(sandbox, connection);
		const before = JSON.stringify([...held().candidates.values()].map(({ fields }) => fields));
		await runToEnd(sandbox, connection, { details: false });
		expect(JSON.stringify([...held().candidates.values()].map(({ fields }) => fields))).toBe(
			before,
		);
	});

	it('keeps the person that a recruiter linked by hand', async () => {
		await open({ people: 120 });
		const connection = sandboxConnection(sandbox);
		await runToEnd(sandbox, connection);
		const [id, linked] = [...held().candidates][3] ?? [];
		if (!id || !linked) throw new Error('Nobody there');
		linked.fields = { ...linked.fields, manualMatchedMember: 'urn:li:person:aB3dE_f-01' };
		await runToEnd(sandbox, connection);
		expect(held().candidates.get(id)?.fields.manualMatchedMember).toBe('urn:li:person:aB3dE_f-01');
	});
});

describe('people who vanish while the backfill runs', () => {
	it('are taken back from LinkedIn, with their applications', async () => {
		await open();
		const connection = sandboxConnection(sandbox);
		const { company, clock } = sandbox.context;
		const losing = company.candidateAt(30);
		const winning = company.candidateAt(31);
		if (!losing || !winning) throw new Error('Nobody there');
		const { transport } = connection.smartRecruiters;
		let sentBefore = false;
		connection.smartRecruiters.transport = async (request) => {
			// The list was read and the fast pass has sent the person; now the details are asked for.
			if (request.url.endsWith(`/candidates/${losing.id}`)) {
				sentBefore = held().candidates.has(losing.id);
				company.mergeCandidates(losing.id, winning.id, clock.now());
			}
			return await transport(request);
		};
		await runToEnd(sandbox, connection);
		expect(sentBefore).toBe(true);
		expect([...held().applications.keys()].filter((id) => id.startsWith(losing.id))).toEqual([]);
		expect(held().candidates.has(losing.id)).toBe(false);
	});
});

describe('progress', () => {
	it('tells done, total, rate, what binds and how long it takes', async () => {
		await open();
		const { chunks } = await runToEnd(sandbox, sandboxConnection(sandbox), { chunkRecords: 200 });
		const middle = chunks
			.filter(({ state, activity }) => state === 'running' && activity.startsWith('Completing'))
			.at(-1);
		expect(middle).toMatchObject({ boundBy: 'SmartRecruiters requests per second', done: false });
		expect(middle?.recordsPerMinute).toBeGreaterThan(100);
		expect(middle?.etaSeconds).toBeGreaterThan(1);
		expect(chunks[0]?.estimate).toBeDefined();
		expect(chunks[1]?.estimate).toBeUndefined();
	});

	it('stays small in its checkpoint', async () => {
		await open({ people: 600, jobs: 150 });
		const { chunks } = await runToEnd(sandbox, sandboxConnection(sandbox), { chunkRecords: 200 });
		expect(Math.max(...chunks.map(({ checkpoint }) => checkpoint.length))).toBeLessThan(8_000);
	});

	it('keeps LinkedIn’s daily requests in mind across chunks and waits for midnight', async () => {
		await open();
		const { chunks } = await runToEnd(
			sandbox,
			sandboxConnection(sandbox, { linkedIn: { requestsPerDay: 15 } }),
		);
		expect(chunks.map(({ boundBy }) => boundBy)).toContain('LinkedIn requests per day');
		expect(chunks.find(({ boundBy }) => boundBy === 'LinkedIn requests per day')?.resumeAt).toMatch(
			/T00:00:00/,
		);
		expect(agreement()).toMatchObject({ agree: true });
	});
});
