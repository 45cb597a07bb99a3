import { SentLedger } from '../../src/state/SentLedger';
import { nonEmpty } from '../support/nonEmpty';
import { compare } from '../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { REPORT_FIELDS } from '../../sandbox/smartrecruiters/reports/reportFields';
import {
	type BuiltReport,
	DEFAULT_REPORT_ID,
} from '../../sandbox/smartrecruiters/reports/ReportStore';
import {
	historyRuntime,
	ORGANIZATION,
	shareOnly,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { Mortal } from '../../scripts/support/Mortal';
import { backfillInput, type Run, runToEnd } from '../../scripts/support/runToEnd';
import { syncToEnd } from '../../scripts/support/syncToEnd';
import { backfill } from '../../src/operations/history/backfill';
import type { StoredSharing } from '../../src/state/Settings';
import { PARKED } from '../../src/state/tables';

let sandbox: Sandbox;

async function open(options: SandboxOptions = {}): Promise<Sandbox> {
	sandbox = await createSandbox({
		people: 120,
		limits: 'off',
		startAtMs: Date.UTC(2026, 10, 2),
		recordBodies: true,
		...options,
	});
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	return sandbox;
}
afterEach(async () => {
	await sandbox.close();
});

const FED = { reportId: DEFAULT_REPORT_ID, jobCheckDelayMs: 1 };
const ALONE = { ...FED, details: false };
const FAST = { requestsPerSecond: 1000 };
const held = () => sandbox.store.of(ORGANIZATION);
const agreement = (pass: 'report' | 'deep', sharing = {}) =>
	compare(sandbox.context.company, held(), pass, sharing);
const agreesInPeople = (pass: 'report' | 'deep', sharing = {}) => {
	const { candidates, applications } = agreement(pass, sharing).streams;
	return [candidates, applications].map(({ missing, extra, different }) => ({
		missing,
		extra,
		different,
	}));
};
const NOTHING_ODD = { missing: [], extra: [], different: [] };
const runtimeOf = async (sharing?: Partial<StoredSharing>): Promise<TestRuntime> =>
	await historyRuntime(sandbox, { ...FAST, ...(sharing && { sharing }) });
const detailReads = (): number =>
	Object.entries(sandbox.context.requests.summary().routes)
		.filter(([route]) => route.includes('candidates/:id'))
		.reduce((sum, [, { requests }]) => sum + requests, 0);

/** Whether anything of a person was sent, if only their id. */
function hasLeft({ id, email }: CompanyCandidate): boolean {
	const isShared = [...sandbox.context.company.candidates()].some(
		(one) => one.id !== id && one.email === email,
	);
	const told = email !== undefined && !isShared;
	return (
		held().candidates.has(id) ||
		sandbox.context.requests.sawInBody(id, 'linkedin') ||
		(told && sandbox.context.requests.sawInBody(email, 'linkedin'))
	);
}

/** The report as somebody else has built it. */
function build(change: Partial<BuiltReport>): void {
	const report = sandbox.reports.report(DEFAULT_REPORT_ID);
	if (report) sandbox.reports.build({ ...report, ...change });
}
const without = (...names: string[]): string[] =>
	REPORT_FIELDS.map(({ name }) => name).filter((name) => !names.includes(name));

describe('a backfill that is fed by a report', () => {
	it('puts at LinkedIn all that the report tells, without reading one candidate', async () => {
		await open({ people: 250 });
		const runtime = await runtimeOf();
		const run = await runToEnd(sandbox, runtime, ALONE);
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
		const sent = await new SentLedger(runtime, ORGANIZATION).people([...held().candidates.keys()]);
		const remembered = [...(sent ?? [])].flatMap(([id, jobs]) =>
			[...jobs.keys()].map((jobId) => `${id}_${jobId}`),
		);
		expect(remembered).toEqual(expect.arrayContaining([...held().applications.keys()]));
		const { streams } = agreement('report');
		expect(streams.stages).toMatchObject({ agree: true });
		expect(streams.stages.held.count).toBeGreaterThan(500);
		expect(detailReads()).toBe(0);
		expect(run.last).toMatchObject({ state: 'done', activity: 'Everything is at LinkedIn' });
		const told = Object.fromEntries(run.last.streams.map((one) => [one.stream, one]));
		expect(told.candidates?.done).toBe(streams.candidates.held.count);
		expect(told.applications?.done).toBe(streams.applications.held.count);
		expect(told.applications?.total).toBe(
			(told.applications?.done ?? 0) + (told.applications?.rejected ?? 0),
		);
	});

	it('ends as candidate by candidate does, where the rest follows', async () => {
		await open();
		const { last } = await runToEnd(sandbox, await runtimeOf(), FED);
		const { streams } = agreement('deep');
		expect(streams.candidates).toMatchObject({ agree: true });
		expect(streams.applications).toMatchObject({ agree: true });
		// A stage that the report told stands on its own place, and is made exact there.
		expect(streams.stages).toMatchObject({ agree: true });
		expect(detailReads()).toBeGreaterThan(100);
		const told = Object.fromEntries(last.streams.map((one) => [one.stream, one]));
		expect(told.applications?.done).toBe(streams.applications.held.count);
	});

	it.each<[string, Record<string, boolean | string | number>]>([
		['colons in headers', { 'sr§12.1.3 report headers': 'colons' }],
		['headers in lower case with underscores', { 'sr§12.1.3 report headers': 'underscores' }],
		['statuses as labels', { 'sr§12.1.3 report states': 'labels' }],
		['statuses as the API has them', { 'sr§12.1.3 report states': 'api' }],
		['a byte order mark', { 'sr§12.1.3 report has a byte order mark': true }],
		['every cell in quotes', { 'sr§12.1.3 report quotes every cell': true }],
		['dates with T and zone', { 'sr§12.1.3 report dates with T and zone': true }],
		['creation dates at midnight', { 'sr§12.1.3 report creation dates at midnight': true }],
		['data under "recent" alone', { 'sr§12.1.1 report data by file answers 404': true }],
		['a file that is made for long', { 'sr§12.1.3 looks until a report is made': 20 }],
	])('reads a report with %s', async (_name, switches) => {
		await open();
		for (const [name, value] of Object.entries(switches)) sandbox.context.switches.set(name, value);
		await runToEnd(sandbox, await runtimeOf(), ALONE);
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
		expect(agreement('report').streams.stages).toMatchObject({ agree: true });
	});

	it('finds jobs by their reference number where the report has no id of them', async () => {
		await open();
		build({ columns: without('Job ID') });
		await runToEnd(sandbox, await runtimeOf(), ALONE);
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});

	it('parks rows that do not fit, by the name of the column, and sends the others', async () => {
		await open();
		sandbox.context.switches.set('sr§16.15 odd report rows', true);
		const runtime = await runtimeOf();
		const { rejections } = await runToEnd(sandbox, runtime, ALONE);
		const odd = rejections.filter(({ code }) => code.startsWith('REPORT_ROW'));
		expect(odd.map(({ code, detail }) => [code, detail])).toEqual([
			['REPORT_ROW', 'column Application Last Update Date'],
			['REPORT_ROW', 'column Candidate ID'],
			['REPORT_ROW', 'column Application State'],
			['REPORT_ROW', 'column Job ID'],
			['REPORT_ROW_UNNAMED', 'column number 6'],
		]);
		expect(odd.at(-1)?.recordId).toBe('report row 5');
		const parked = await runtime.store.read(PARKED, { organization: ORGANIZATION });
		// The first of them is an application that another row tells well.
		expect(parked.map(({ recordKey }) => recordKey)).toEqual(
			expect.arrayContaining(['application:report row 5']),
		);
		expect(JSON.stringify(rejections)).not.toMatch(/@example|last week|ON_THE_MOON/);
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
	});
});

describe('who may leave', () => {
	const CONFIDENTIAL = ['sample'];

	it('is told by the tags of the report', async () => {
		await open();
		const rules = { confidentialTags: CONFIDENTIAL, doNotContactTags: [] };
		await runToEnd(sandbox, await runtimeOf(rules), ALONE);
		expect(agreesInPeople('report', rules)).toEqual([NOTHING_ODD, NOTHING_ODD]);
		const hidden = [...sandbox.context.company.candidates()].filter(
			({ tags, applications }) => tags.includes('sample') && applications.length > 0,
		);
		expect(hidden.length).toBeGreaterThan(5);
		for (const one of nonEmpty(hidden)) expect(hasLeft(one)).toBe(false);
	});

	it.each<[string, string[], Partial<StoredSharing>]>([
		['the report tells no tags', without('Candidate Tags Values'), {}],
		['consent is asked for', without(), { consent: 'onlyAcquired' }],
		['whoever has not consented is marked', without(), { consent: 'markDoNotContact' }],
	])('is told by list pages where %s', async (_name, columns, rules) => {
		await open();
		build({ columns });
		const sharing = { confidentialTags: CONFIDENTIAL, doNotContactTags: [], ...rules };
		await runToEnd(sandbox, await runtimeOf(sharing), ALONE);
		const { company } = sandbox.context;
		const { streams } = agreement('deep', sharing);
		expect([streams.candidates.missing, streams.candidates.extra]).toEqual([[], []]);
		expect(streams.applications).toMatchObject({ missing: [], extra: [] });
		for (const one of nonEmpty(company.candidates())) {
			const { id, tags, consent } = one;
			const stays =
				tags.includes('sample') || (rules.consent === 'onlyAcquired' && consent !== 'ACQUIRED');
			if (stays) expect(hasLeft(one)).toBe(false);
			const fields = held().candidates.get(id)?.fields;
			if (fields && rules.consent === 'markDoNotContact')
				expect(fields.doNotContact === true).toBe(consent !== 'ACQUIRED');
		}
		expect(detailReads()).toBe(0);
		// What list pages told is still there, beside what the report told.
		const told = [...held().candidates.values()].map(({ fields }) => fields);
		expect(told.some((one) => Array.isArray(one.addresses) && one.addresses.length > 0)).toBe(true);
		expect(told.some((one) => one.linkedInProfileUrl && one.currentCompanyName)).toBe(true);
	});

	it('holds for jobs that never leave', async () => {
		await open();
		const jobsNeverSent = [0, 1, 2].map((at) => sandbox.context.company.job(at).id);
		await runToEnd(sandbox, await runtimeOf({ jobsNeverSent }), ALONE);
		const { applications } = agreement('report', { jobsNeverSent }).streams;
		expect(applications).toMatchObject({ missing: [], extra: [] });
		for (const id of nonEmpty(held().applications.keys()))
			expect(jobsNeverSent.some((jobId) => id.endsWith(jobId))).toBe(false);
	});

	it('is asked anew when the rules change while it is under way', async () => {
		await open();
		const runtime = await runtimeOf();
		// The file is not made yet when the rule comes.
		sandbox.context.switches.set('sr§12.1.3 looks until a report is made', 400);
		const first = await runOnce(runtime, { ...ALONE, timeLimitMs: 10_000 });
		expect(first.state).toBe('waiting');
		await shareOnly(runtime, { consent: 'onlyAcquired' });
		sandbox.context.switches.set('sr§12.1.3 looks until a report is made', 2);
		await runToEnd(sandbox, runtime, ALONE);
		for (const { id, consent } of nonEmpty(sandbox.context.company.candidates()))
			if (consent !== 'ACQUIRED') expect(held().candidates.has(id)).toBe(false);
		expect(held().candidates.size).toBeGreaterThan(20);
	});
});

describe('what LinkedIn already holds', () => {
	it('is not lost: phone, place, title and a link by hand stay', async () => {
		await open();
		const before = await runtimeOf();
		await runToEnd(sandbox, before, { jobCheckDelayMs: 1 });
		const [[id = '', linked] = []] = held().candidates;
		if (linked) linked.fields = { ...linked.fields, manualMatchedMember: 'urn:li:person:abc' };
		await runToEnd(sandbox, await runtimeOf(), ALONE);
		const { candidates } = agreement('deep').streams;
		expect(candidates.different.filter(({ fields }) => !isOfTimes(fields))).toEqual([]);
		expect(held().candidates.get(id)?.fields.manualMatchedMember).toBe('urn:li:person:abc');
	});

	it('is left alone where LinkedIn does not tell all of it', async () => {
		await open();
		await runToEnd(sandbox, await runtimeOf(), { jobCheckDelayMs: 1 });
		const phones = [...held().candidates].map(([id, { fields }]) => [id, fields.phoneNumbers]);
		const runtime = await runtimeOf();
		const { transport } = runtime.linkedIn;
		runtime.linkedIn.transport = async (request) => {
			const response = await transport(request);
			const isRead = request.headers['x-restli-method'] === 'batch_get';
			if (!isRead || typeof response.body !== 'string') return response;
			return { ...response, body: response.body.replaceAll('"phoneNumbers"', '"notTold"') };
		};
		await runToEnd(sandbox, runtime, ALONE);
		expect([...held().candidates].map(([id, { fields }]) => [id, fields.phoneNumbers])).toEqual(
			phones,
		);
	});
});
const isOfTimes = (fields: string[]): boolean =>
	fields.every((name) => name === 'created' || name === 'modified');

async function runOnce(runtime: TestRuntime, change: object) {
	return (await backfill(runtime, backfillInput(change))).report;
}

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
		).rejects.toThrow(/does not show the report/);
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
		await expect(runToEnd(sandbox, await runtimeOf(), ALONE)).rejects.toThrow(/as new as this run/);
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
		).toContain('SmartRecruiters not reachable');
		expect(agreesInPeople('report')).toEqual([NOTHING_ODD, NOTHING_ODD]);
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

describe('after a report', () => {
	it('Sync Changes sends what changed since', async () => {
		await open();
		const runtime = await runtimeOf();
		await runToEnd(sandbox, runtime, ALONE);
		const { company, clock } = sandbox.context;
		clock.advance(3_600_000);
		const [one] = [...company.candidates()].filter(({ id }) => held().candidates.has(id));
		if (one) company.putCandidate({ ...one, phoneNumber: '+1 555 0177', updatedOn: clock.now() });
		await syncToEnd(sandbox, runtime);
		expect(held().candidates.get(one?.id ?? '')?.fields.phoneNumbers).toEqual([
			{ number: '+1 555 0177' },
		]);
	});
});
