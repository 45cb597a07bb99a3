import {
	type BuiltReport,
	DEFAULT_REPORT_ID,
} from '../../sandbox/smartrecruiters/reports/ReportStore';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { Mortal } from '../../scripts/support/Mortal';
import { type Run, runToEnd } from '../../scripts/support/runToEnd';
import { Progress } from '../../src/state/Progress';
import { parseCheckpoint } from '../../src/sync/checkpoint';
import {
	sandbox,
	open,
	ALONE,
	held,
	agreement,
	agreesInPeople,
	NOTHING_ODD,
	runtimeOf,
	build,
	without,
	runOnce,
	closeAfterEach,
} from '../support/reportFed';

closeAfterEach();

describe('a report that cannot be used', () => {
	it.each<[string, Partial<BuiltReport>, RegExp]>([
		[
			'lacks columns',
			{ columns: without('Candidate Email', 'Application State Hired Date') },
			/columns Candidate Email, Application State Hired Date/,
		],
		['names no job', { columns: without('Job ID', 'Job Ref ID') }, /column Job ID/],
		['has a filter', { filters: [{ booleanValue: { value: true } }] }, /it has a filter/],
		['is restricted to an access group', { accessGroupId: 'group-1' }, /an access group restricts/],
		['has rows of jobs', { rowEntityTypeId: 'JOB' }, /its rows are not applications/],
		['is no CSV', { reportFormats: ['EXCEL'] }, /it has no CSV format/],
	])('%s: that is said before anything is sent', async (_name, change, message) => {
		await open();
		build(change);
		await expect(runToEnd(sandbox, await runtimeOf(), ALONE)).rejects.toThrow(message);
		expect(Object.values(sandbox.context.requests.summary().writes)).toEqual([]);
	});

	it('is not shown to the credential: that is said', async () => {
		await open();
		await expect(
			runToEnd(sandbox, await runtimeOf(), { ...ALONE, reportId: 'gone' }),
		).rejects.toThrow(/does not show the chosen report/);
	});

	it('fails: SmartRecruiters’ reason is said, and the next run asks for another file', async () => {
		await open();
		const runtime = await runtimeOf();
		sandbox.context.switches.set('sr§12.1.2 report fails with', 'MISSING_REPORT_CREATOR_EMPLOYEE');
		await expect(runToEnd(sandbox, runtime, ALONE)).rejects.toMatchObject({
			message: expect.stringContaining('MISSING_REPORT_CREATOR_EMPLOYEE'),
			advice: expect.stringContaining('has left the company'),
		});
		expect(held().candidates.size).toBe(0);
		sandbox.context.switches.set('sr§12.1.2 report fails with', '');
		await runToEnd(sandbox, runtime, ALONE);
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});

	it('is older than the run each time: that is said, and nothing of it is sent', async () => {
		await open();
		sandbox.context.switches.set('sr§12.1.1 report is older by ms', 3_600_000);
		await expect(runToEnd(sandbox, await runtimeOf(), ALONE)).rejects.toThrow(
			/as recent as this run/,
		);
		expect(held().candidates.size).toBe(0);
	});

	it('is not made within an hour: that is said', async () => {
		await open();
		sandbox.context.switches.set('sr§12.1.3 looks until a report is made', 100_000);
		await expect(
			runToEnd(sandbox, await runtimeOf(), { ...ALONE, timeLimitMs: 7_200_000 }),
		).rejects.toThrow(/within an hour/);
	});

	it('may not be made with this credential: the scope is named', async () => {
		await open();
		const runtime = await runtimeOf();
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) =>
			request.method === 'POST' && request.url.includes('/files')
				? { status: 403, headers: {}, body: '{}' }
				: await transport(request);
		await expect(runToEnd(sandbox, runtime, ALONE)).rejects.toMatchObject({
			advice: expect.stringContaining('reporting_write'),
		});
	});

	it('has a row without an end: that is said, and the file is not swallowed', async () => {
		await open();
		const runtime = await runtimeOf();
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) => {
			const response = await transport(request);
			if (!request.stream) return response;
			const endless = async function* () {
				yield* response.body as AsyncIterable<Uint8Array>;
				yield new TextEncoder().encode('"');
				for (let at = 0; at < 50; at += 1) yield new Uint8Array(65_536).fill(97);
			};
			return { ...response, body: endless() };
		};
		await expect(runToEnd(sandbox, runtime, ALONE)).rejects.toThrow(/has no end/);
	});

	it('is under way already: that file is taken over', async () => {
		await open();
		const earlier = sandbox.reports.start(DEFAULT_REPORT_ID);
		await runToEnd(sandbox, await runtimeOf(), ALONE);
		expect(earlier?.status).toBe('COMPLETED');
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});

	it('loses its file in the middle: another one is made, and everything arrives', async () => {
		await open({ people: 400 });
		const runtime = await runtimeOf();
		const change = { ...ALONE, chunkRecords: 50, timeLimitMs: 1 };
		while (held().applications.size < 100) await runOnce(runtime, { ...change, atOnce: true });
		sandbox.reports.forgetFiles();
		await runToEnd(sandbox, runtime, { ...ALONE, atOnce: true });
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});
});

describe('interrupted', () => {
	it.each([false, true])(
		'goes on behind the rows that are done, chunk by chunk (ranges: %s)',
		async (ranges) => {
			await open({ people: 400 });
			sandbox.context.switches.set('sr§12.1.3 report answers ranges', ranges);
			const runtime = await runtimeOf();
			const change = { ...ALONE, chunkRecords: 50, timeLimitMs: 1, atOnce: true };
			const run: Run = await runToEnd(sandbox, runtime, change);
			expect(run.reports.length).toBeGreaterThan(10);
			expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
			expect(agreement('report').streams.stages).toMatchObject({ agree: true });
		},
	);

	it('by a transfer that breaks off, waits a minute and goes on from there', async () => {
		await open({ people: 400 });
		const runtime = await runtimeOf();
		const { transport } = runtime.smartRecruiters;
		let broken = 0;
		runtime.smartRecruiters.transport = async (request) => {
			const response = await transport(request);
			if (!request.stream || broken >= 2) return response;
			broken += 1;
			const cut = async function* () {
				const body = response.body as AsyncIterable<Uint8Array>;
				let left = 40_000;
				for await (const chunk of body) {
					yield chunk.subarray(0, left);
					left -= chunk.length;
					if (left <= 0) throw new Error('ECONNRESET');
				}
			};
			return { ...response, body: cut() };
		};
		const { reports } = await runToEnd(sandbox, runtime, ALONE);
		expect(broken).toBe(2);
		expect(
			reports.filter(({ state }) => state === 'waiting').map(({ boundBy }) => boundBy),
		).toContain('SmartRecruiters outage');
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});

	it.each([10, 18])(
		'by LinkedIn at call %s for stages, sends those, too, that were left for the next page',
		async (failing) => {
			await open({ people: 700 });
			sandbox.context.switches.set('li§15.3 versioned stages exist', true);
			const runtime = await runtimeOf();
			const { transport } = runtime.linkedIn;
			let calls = 0;
			runtime.linkedIn.transport = async (request) => {
				if (/stages?$/i.test(request.url.split('?')[0] ?? '')) calls += 1;
				return calls === failing
					? { status: 401, headers: {}, body: undefined }
					: await transport(request);
			};
			await expect(runToEnd(sandbox, runtime, ALONE)).rejects.toThrow();
			runtime.linkedIn.transport = transport;
			await runToEnd(sandbox, runtime, ALONE);
			expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
			expect(agreement('report').streams.stages).toMatchObject({ agree: true });
		},
	);

	it('by the end of its time, sends all stages of the page that it has begun', async () => {
		await open({ people: 400 });
		sandbox.context.switches.set('li§15.3 versioned stages exist', true);
		const runtime = await runtimeOf();
		const rows: number[] = [];
		for (let state = 'fast', runs = 0; state !== 'done' && runs < 100; runs += 1) {
			await runOnce(runtime, { ...ALONE, timeLimitMs: 1, atOnce: true });
			const row = await new Progress(runtime.store, ORGANIZATION).read('backfill');
			const checkpoint = parseCheckpoint(row?.checkpoint ?? '');
			if (checkpoint?.report?.part === 'openStages') rows.push(checkpoint.report.rows);
			state = checkpoint?.people.state ?? 'done';
		}
		// The first five show how stages go.
		expect(rows).toEqual([0, 5, 305]);
		expect(agreement('report').streams.stages).toMatchObject({ agree: true });
	});

	it('by a kill after any of its writes, ends as if it had not been', async () => {
		const change = { ...ALONE, chunkRecords: 40, atOnce: true };
		await open({ people: 60 });
		const whole = new Mortal();
		const calm = await runtimeOf();
		await runToEnd(sandbox, whole.runtime(calm), change);
		await sandbox.close();
		expect(whole.steps).toBeGreaterThan(12);
		for (let killAt = 1; killAt <= whole.steps; killAt += 3) {
			await open({ people: 60 });
			const runtime = await runtimeOf();
			const mortal = new Mortal(killAt);
			await Promise.race([runToEnd(sandbox, mortal.runtime(runtime), change), mortal.death]);
			sandbox.context.clock.advance(61_000);
			await runToEnd(sandbox, { ...runtime, owner: `after ${killAt}` }, change);
			expect([killAt, ...agreesInPeople('report')]).toEqual([killAt, NOTHING_ODD, NOTHING_ODD]);
			expect(agreement('report').streams.stages).toMatchObject({ agree: true });
			if (killAt + 3 <= whole.steps) await sandbox.close();
		}
	}, 120_000);
});
