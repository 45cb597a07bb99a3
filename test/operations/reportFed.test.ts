import { SentLedger } from '../../src/state/SentLedger';
import { nonEmpty } from '../support/nonEmpty';
import { heldApplication, heldCandidate, heldStage } from '../../sandbox/compare/held';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { ORGANIZATION, shareOnly, type TestRuntime } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { syncToEnd } from '../../scripts/support/syncToEnd';
import type { StoredSharing } from '../../src/state/Settings';
import { Progress } from '../../src/state/Progress';
import { DELETIONS, PARKED } from '../../src/state/tables';
import { parseCheckpoint } from '../../src/sync/checkpoint';
import {
	sandbox,
	open,
	FED,
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

const written = (): Record<string, number> => sandbox.context.requests.summary().writes;
/** What LinkedIn holds, by id, as it is compared: to the second. */
function contents() {
	const { candidates, applications } = held();
	const text = (value: unknown): string => JSON.stringify(value);
	return {
		candidates: new Map([...candidates].map(([id, one]) => [id, text(heldCandidate(one))])),
		applications: new Map([...applications].map(([id, one]) => [id, text(heldApplication(one))])),
		stages: new Map(
			[...applications].map(([id, { stages }]) => [id, text([...stages.values()].map(heldStage))]),
		),
	};
}
/** At which part of the backfill people are. */
async function peopleState({ store }: TestRuntime): Promise<string | undefined> {
	const row = await new Progress(store, ORGANIZATION).read('backfill');
	return parseCheckpoint(row?.checkpoint ?? '')?.people.state;
}

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
		// A stage that the report told stands on its own place, and goes again where it differs.
		expect(streams.stages).toMatchObject({ agree: true });
		expect(detailReads()).toBeGreaterThan(100);
		const told = Object.fromEntries(last.streams.map((one) => [one.stream, one]));
		expect(told.applications?.done).toBe(streams.applications.held.count);
	});

	it('sends of the rest what differs from what the report told, and nothing else', async () => {
		await open({ people: 250 });
		const runtime = await runtimeOf();
		const piece = { ...FED, chunkRecords: 50, timeLimitMs: 1, atOnce: true };
		while ((await peopleState(runtime)) !== 'deep') await runOnce(runtime, piece);
		expect(detailReads()).toBe(0);
		const before = contents();
		const writes = { ...written() };
		await runToEnd(sandbox, runtime, FED);
		const after = contents();
		const changed = (kind: 'candidates' | 'applications' | 'stages'): number =>
			[...after[kind]].filter(([id, content]) => before[kind].get(id) !== content).length;
		const sent = (kind: string): number => (written()[kind] ?? 0) - (writes[kind] ?? 0);
		expect(changed('candidates')).toBeGreaterThan(100);
		expect(sent('candidate')).toBe(changed('candidates'));
		expect(sent('application')).toBe(changed('applications'));
		expect(changed('applications')).toBeLessThan(after.applications.size / 10);
		expect(agreement('deep').streams.candidates).toMatchObject({ agree: true });
		expect(agreement('deep').streams.applications).toMatchObject({ agree: true });
		expect(agreement('deep').streams.stages).toMatchObject({ agree: true });
	});

	it('sends nothing where details are read again, and nothing differs', async () => {
		await open();
		const runtime = await runtimeOf();
		await runToEnd(sandbox, runtime, FED);
		const all = { ...written() };
		expect(all.candidate).toBeGreaterThan(100);
		await new Progress(runtime.store, ORGANIZATION).forget('backfill');
		await runToEnd(sandbox, runtime, { jobCheckDelayMs: 1 });
		expect({ ...written(), job: 0 }).toEqual({ ...all, job: 0 });
		expect(detailReads()).toBeGreaterThan(200);
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
		const found = odd.map(({ code, detail }) => `${code}: ${detail ?? ''}`);
		expect(found.sort()).toEqual([
			'REPORT_ROW: column Application Last Update Date',
			'REPORT_ROW: column Application State',
			'REPORT_ROW: column Candidate ID',
			'REPORT_ROW: column Job ID',
			'REPORT_ROW_UNNAMED: column number 6',
		]);
		const unnamed = odd.find(({ code }) => code === 'REPORT_ROW_UNNAMED');
		expect(unnamed?.recordId).toBe('report row 5');
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

	it('is taken back from LinkedIn by the report: people who are confidential by now, and hidden jobs', async () => {
		await open();
		const runtime = await runtimeOf();
		await runToEnd(sandbox, runtime, ALONE);
		const { company } = sandbox.context;
		const jobsNeverSent = [0, 1, 2].map((at) => company.job(at).id);
		const isHidden = (id: string): boolean => jobsNeverSent.some((jobId) => id.endsWith(jobId));
		const confidential = [...company.candidates()].filter(
			({ id, tags }) => tags.includes('sample') && held().candidates.has(id),
		);
		const hidden = [...held().applications.keys()].filter(isHidden);
		expect(confidential.length).toBeGreaterThan(2);
		expect(hidden.length).toBeGreaterThan(2);
		const rules = { jobsNeverSent, confidentialTags: CONFIDENTIAL, doNotContactTags: [] };
		await shareOnly(runtime, rules);
		await new Progress(runtime.store, ORGANIZATION).forget('backfill');
		await runToEnd(sandbox, runtime, ALONE);
		expect(confidential.filter(({ id }) => held().candidates.has(id))).toEqual([]);
		expect([...held().applications.keys()].filter(isHidden)).toEqual([]);
		const deleted = await runtime.store.read(DELETIONS, { organization: ORGANIZATION });
		expect(deleted.map(({ recordKey }) => recordKey)).toEqual(
			expect.arrayContaining(confidential.map(({ id }) => `candidate:${id}`)),
		);
		expect(deleted.map(({ reason }) => reason)).not.toContain('deleted');
		expect(detailReads()).toBe(0);
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
			return { ...response, body: response.body.replaceAll('"phoneNumbers"', '"notAnswered"') };
		};
		await runToEnd(sandbox, runtime, ALONE);
		expect([...held().candidates].map(([id, { fields }]) => [id, fields.phoneNumbers])).toEqual(
			phones,
		);
	});
});

const isOfTimes = (fields: string[]): boolean =>
	fields.every((name) => name === 'created' || name === 'modified');

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
