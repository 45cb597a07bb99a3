import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import { DAY_MS, HOUR_MS } from '../../src/basics/durations';
import { backfill } from '../../src/operations/history/backfill';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { ORGANIZATION, historyRuntime } from '../../scripts/support/historyRuntime';
import { ParkedRecords } from '../../src/state/ParkedRecords';
import { sandbox, agreement, held, openSandboxForEach } from '../support/faultyBackfill';
import { movedTo } from '../support/movedTo';

openSandboxForEach();

describe('one bad record', () => {
	it('among a hundred is rejected, and the others go', async () => {
		const bad = sandbox.context.company.candidateAt(40);
		if (!bad) throw new Error('Nobody at 40');
		sandbox.store.refusals.set(`candidate ${bad.id}`, {
			status: 422,
			message: `ERROR :: /emailAddresses :: ${bad.email ?? ''} is odd`,
		});
		const { rejections } = await runToEnd(sandbox, await historyRuntime(sandbox));
		const own = rejections.filter(({ recordId }) => recordId === bad.id);
		expect(own[0]).toMatchObject({
			code: 'LINKEDIN_REFUSED',
			detail: 'status 422, field /emailAddresses',
		});
		expect(JSON.stringify(own)).not.toContain('@');
		const { streams } = agreement();
		expect(streams.candidates.missing).toEqual([bad.id]);
		expect(streams.candidates.held.count).toBe(streams.candidates.expected.count - 1);
	});

	it('that LinkedIn could not take for the moment is sent once more', async () => {
		const late = sandbox.context.company.candidateAt(41);
		if (!late) throw new Error('Nobody at 41');
		const key = `candidate ${late.id}`;
		sandbox.store.refusals.set(key, { status: 503, message: 'later' });
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.linkedIn;
		let asked = 0;
		connection.linkedIn.transport = async (request) => {
			// A record of a batch alone makes a short address: that is the repetition.
			if (request.body?.includes(late.id)) asked += 1;
			if (asked === 2) sandbox.store.refusals.delete(key);
			return await transport(request);
		};
		const { rejections } = await runToEnd(sandbox, connection);
		expect(rejections.filter(({ recordId }) => recordId === late.id)).toEqual([]);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('that LinkedIn leaves out of its answer counts as not taken', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.linkedIn;
		connection.linkedIn.transport = async (request) => {
			const answer = await transport(request);
			return request.url.includes('/rest/candidates') &&
				request.headers['x-restli-method'] === 'batch_update'
				? { ...answer, body: { results: {}, errors: {} } }
				: answer;
		};
		const { report, rejections } = await backfill(
			connection,
			backfillInput({ jobs: false, details: false }),
		);
		expect(report.streams.find(({ stream }) => stream === 'candidates')?.done).toBe(0);
		expect(rejections.map(({ code }) => code)).toContain('LINKEDIN_BUSY');
	});
});

describe('a job that LinkedIn drops after taking it', () => {
	it('is rejected with what LinkedIn’s text is about, and without that text', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.linkedIn;
		const victim = sandbox.context.company.job(0).id;
		connection.linkedIn.transport = async (request) =>
			await transport(
				request.body && request.url.endsWith('/simpleJobPostings')
					? { ...request, body: movedTo('Nowhere', victim, request.body) }
					: request,
			);
		const { rejections, last } = await runToEnd(sandbox, connection);
		expect(rejections).toContainEqual(
			expect.objectContaining({
				kind: 'job',
				recordId: victim,
				code: 'JOB_TASK_FAILED',
				detail: 'location',
			}),
		);
		expect(last.state).toBe('done');
	});

	it('stays parked when it is tried again, until LinkedIn says that it has it', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.linkedIn;
		const victim = sandbox.context.company.job(0).id;
		let isOdd = true;
		connection.linkedIn.transport = async (request) =>
			await transport(
				isOdd && request.body && request.url.endsWith('/simpleJobPostings')
					? { ...request, body: movedTo('Nowhere', victim, request.body) }
					: request,
			);
		await runToEnd(sandbox, connection);
		const parked = new ParkedRecords(connection.store, ORGANIZATION, ['job']);
		const codeAfterTry = async (): Promise<string | undefined> => {
			sandbox.context.clock.advance(60_000);
			await parked.askAgain(1);
			await tryParkedAgain(connection, { profileUrl: '', timeLimitMs: 60_000 });
			const rows = await parked.list();
			return rows.find(({ recordKey }) => recordKey === `job:${victim}`)?.code;
		};
		expect(await codeAfterTry()).toBe('JOB_TASK_RUNNING');
		expect(await codeAfterTry()).toBe('JOB_TASK_FAILED');
		isOdd = false;
		expect(await codeAfterTry()).toBe('JOB_TASK_RUNNING');
		// Nobody has to ask: the hourly run does.
		expect((await parked.retryable()).map(({ recordKey }) => recordKey)).toContain(`job:${victim}`);
		expect(await codeAfterTry()).toBeUndefined();
		expect(agreement().streams.jobs.missing).toEqual([]);
	});
});

describe('jobs about which LinkedIn says nothing', () => {
	it.each([200, 404])(
		'are looked up themselves when n8n stood still for days, and its tasks are forgotten (%i)',
		async (status) => {
			const runtime = await historyRuntime(sandbox);
			const { transport } = runtime.linkedIn;
			runtime.linkedIn.transport = async (request) =>
				status === 404 && request.url.includes('simpleJobPostingTasks')
					? { status, headers: {}, body: '{}' }
					: await transport(request);
			// Long enough for the jobs to be submitted, and for no answer.
			await backfill(runtime, backfillInput({ timeLimitMs: 10_000 }));
			expect(held().tasks.size).toBeGreaterThan(2);
			sandbox.context.clock.advance(3 * DAY_MS);
			settleTasks(sandbox.room, held());
			const [gone = ''] = held().jobs.keys();
			held().tasks.clear();
			held().jobs.delete(gone);
			const { last } = await runToEnd(sandbox, runtime);
			expect(last.state).toBe('done');
			const parked = await new ParkedRecords(runtime.store, ORGANIZATION, ['job']).list();
			const lost = parked.filter(({ code }) => code === 'JOB_TASK_LOST');
			expect(lost.map(({ recordKey }) => recordKey)).toEqual([`job:${gone}`]);
		},
	);

	it.each([
		['tells', 200],
		['does not tell', 403],
	])(
		'go with the hourly run, and those that are over are closed in the end, where LinkedIn %s their status',
		async (_, status) => {
			const runtime = await historyRuntime(sandbox);
			const { transport } = runtime.linkedIn;
			let isSilent = true;
			runtime.linkedIn.transport = async (request) => {
				if (status !== 200 && request.url.includes('jobPostingStatus'))
					return { status, headers: {}, body: '{}' };
				if (!isSilent || !request.url.endsWith('/simpleJobPostings'))
					return await transport(request);
				return { status: 200, headers: {}, body: '{}' };
			};
			await runToEnd(sandbox, runtime);
			isSilent = false;
			expect(agreement().streams.jobs.missing.length).toBeGreaterThan(2);
			for (let hour = 0; hour < 4; hour += 1) {
				sandbox.context.clock.advance(HOUR_MS);
				await syncChanges(runtime, {
					...{ profileUrl: '', chunkRecords: 1000, jobCheckDelayMs: 1 },
					...{ timeLimitMs: 60_000, atOnce: true },
				});
			}
			settleTasks(sandbox.room, held());
			expect(agreement().streams.jobs).toMatchObject({ agree: true, missing: [], different: [] });
			const parked = await new ParkedRecords(runtime.store, ORGANIZATION, ['job']).list();
			expect(parked.filter(({ code }) => code === 'JOB_TASK_RUNNING')).toEqual([]);
		},
	);
});

describe('one record that SmartRecruiters does not let be read', () => {
	it.each([403, 410])('with %i is parked under its id, and all others go', async (status) => {
		const bad = sandbox.context.company.candidateAt(40);
		if (!bad) throw new Error('Nobody at 40');
		const runtime = await historyRuntime(sandbox);
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) =>
			request.url.endsWith(`/candidates/${bad.id}`)
				? { status, headers: {}, body: '{}' }
				: await transport(request);
		await runToEnd(sandbox, runtime, { sinceMs: null });
		const rows = await new ParkedRecords(runtime.store, ORGANIZATION, ['candidate']).list();
		expect(rows).toContainEqual(
			expect.objectContaining({ recordKey: `candidate:${bad.id}`, code: 'READ_REFUSED' }),
		);
		const ofOthers = agreement().streams.applications.missing.filter(
			(id) => !id.startsWith(bad.id),
		);
		expect(ofOthers).toEqual([]);
	});

	it('because a list entry is odd is parked with the field’s name, and all others go', async () => {
		const runtime = await historyRuntime(sandbox);
		const { transport } = runtime.smartRecruiters;
		const odd = sandbox.context.company.job(3).id;
		runtime.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			if (!request.url.includes('/jobs?')) return answer;
			const body = JSON.parse(String(answer.body)) as { content: Array<{ id: string }> };
			const content = body.content.map((one) => (one.id === odd ? { ...one, title: null } : one));
			return { ...answer, body: JSON.stringify({ ...body, content }) };
		};
		const { rejections } = await runToEnd(sandbox, runtime, {
			candidates: false,
			applications: false,
		});
		expect(rejections.filter(({ recordId }) => recordId === odd)[0]).toMatchObject({
			code: 'UNREADABLE',
			detail: 'field title',
		});
		expect(agreement().streams.jobs.missing).toEqual([odd]);
	});
});
