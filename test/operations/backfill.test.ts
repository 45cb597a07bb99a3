import { backfill } from '../../src/operations/history/backfill';
import { Deletions } from '../../src/state/Deletions';
import { CONTRACTS, SYNC } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { parkedKeys } from '../support/parkedKeys';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { ORGANIZATION, historyRuntime } from '../../scripts/support/historyRuntime';
import { syncToEnd } from '../../scripts/support/syncToEnd';
import { agreement, held, open, closeAfterEach, sandbox, writes } from '../support/backfilling';

closeAfterEach();

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
