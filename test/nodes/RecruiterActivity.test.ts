import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { CONTRACTS, PEOPLE, SEATS, VISIBILITY } from '../../src/state/tables';
import type { Table } from '../../src/state/Table';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { runNode, type RunOptions } from '../../scripts/support/runNode';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const DAY = 86_400_000;
const node = new RecruiterActivity();
let sandbox: Sandbox;
let tables: MemoryDataTables;
let member: Member;
let now: number;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, limits: 'off' });
	now = sandbox.context.clock.now();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
	tables = new MemoryDataTables();
	const acknowledged = { acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00.000Z' };
	await fill(CONTRACTS, [
		{ contract: ORGANIZATION, state: 'acknowledged', ...acknowledged },
		{ contract: CONTRACT, state: 'connected' },
	]);
	await fill(SEATS, [
		{
			...{ seat: SEAT, contract: CONTRACT, seatState: 'ACTIVE', seatName: 'Ada Lo', userId: 'u1' },
			mappedAt: new Date(now).toISOString(),
			importedFromMs: now - 3 * DAY,
		},
	]);
	await fill(PEOPLE, [
		{ person: member.urn, candidateId: member.candidateIds[0] ?? '', knownBy: 'match' },
	]);
});
afterEach(async () => {
	await sandbox.close();
});

/** Rows as they stand in n8n’s Data Tables. */
async function fill<R extends object>(table: Table<R>, rows: object[]): Promise<void> {
	const columns = Object.entries(table.columns).map(([name, type]) => ({ name, type }));
	const { provider } = tables;
	const project = await provider.getDataTableAggregateProxy();
	await project.createDataTable({ name: table.name, columns });
	const data = await provider.getDataTableProxy(undefined, undefined, table.name);
	const whole = rows.map((row) => table.schema.parse({ organization: ORGANIZATION, ...row }));
	await data.insertRows(whole, 'count');
}

const run = async (parameters: object, options: RunOptions = {}) =>
	await runNode(
		node,
		{ authentication: 'smartRecruitersOAuth2Api', options: {}, ...parameters },
		{
			...linkedInCredential(sandbox, { inMailsPerMinute: 1000 }),
			...smartRecruitersCredential(sandbox, { requestsPerSecond: 1000 }),
		},
		{ tables, ...options },
	);
const write = async (items: object[], options: RunOptions = {}) =>
	await run(
		{ operation: 'write' },
		{ items: items.map((json) => ({ json: { ...json } })), ...options },
	);
const getMany = (change: object = {}) => ({
	operation: 'getMany',
	contract: '2001',
	seat: { __rl: true, mode: 'id', value: SEAT },
	kinds: ['inMail', 'prospectNote', 'stub'],
	from: new Date(now - 3 * DAY).toISOString(),
	to: new Date(now).toISOString(),
	returnAll: true,
	...change,
});
const explain = (change: object = {}) => ({
	operation: 'explain',
	question: 'activity',
	contract: CONTRACT,
	seat: { __rl: true, mode: 'id', value: '200100000' },
	about: new Date(now - 60_000).toISOString(),
	candidate: { __rl: true, mode: 'id', value: '' },
	job: { __rl: true, mode: 'id', value: '' },
	...change,
});
const note = (change: object = {}) => ({
	organization: ORGANIZATION,
	kind: 'prospectNote',
	activityId: 'prospectNote:1',
	seat: SEAT,
	contract: CONTRACT,
	person: member.urn,
	direction: 'sent',
	subject: '',
	text: 'Likes trains',
	happenedAtMs: now - 60_000,
	deleted: false,
	contentHash: 'x',
	...change,
});
const addActivity = () => {
	const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
	sandbox.room.activity.addNote(parties, 'Likes trains', now - 60_000);
	sandbox.room.activity.addInMail(parties, {
		fromSeat: true,
		subject: 'Role',
		text: 'Hello',
		createdAtMs: now - 50_000,
	});
};
const notes = () => sandbox.notes.of(member.candidateIds[0] ?? '');

describe('Recruiter Activity on n8n’s own engine', () => {
	it('gets a seat’s past, and writes it from the items as they are, once', async () => {
		addActivity();
		const read = await run(getMany());
		expect(read.error).toBeUndefined();
		const items = read.outputs[0] ?? [];
		expect(items.map(({ json }) => json.kind)).toEqual(['inMail', 'prospectNote']);
		const { outputs, error } = await run({ operation: 'write' }, { items });
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.action, pairedItem])).toEqual([
			['written', { item: 1 }],
			['written', { item: 0 }],
		]);
		expect(JSON.stringify(outputs)).not.toMatch(/Likes trains|Hello/);
		expect(notes()[0]?.content).toContain('by Ada Lo');
		const again = await run({ operation: 'write' }, { items });
		expect(again.outputs[0]).toEqual([]);
		expect(again.hints).toEqual(['2 items needed nothing: written before.']);
		expect(notes()).toHaveLength(2);
	});

	it('syncs what is new of the connected contracts, and keeps which calls have failed', async () => {
		const syncNew = { operation: 'syncNew', readEveryMinutes: 30 };
		addActivity();
		const { outputs, error } = await run(syncNew);
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.length)).toEqual([2, 0, 1]);
		expect(outputs[2]?.[0]?.json).toMatchObject({ state: 'done', contracts: 1, written: 2 });
		expect(JSON.stringify(outputs)).not.toMatch(/Likes trains|Hello/);
		expect(notes()).toHaveLength(2);
		expect(tables.rows('rsc_failures')).toEqual([]);
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([
				{ vendor: 'linkedin', path: '/conversationEvents', kind: 'status', status: 403, times: 9 },
			]),
		});
		const again = await run(syncNew);
		expect(again.error).toBeUndefined();
		expect(again.hints.join()).toContain('403');
		expect(tables.rows('rsc_failures')).toMatchObject([
			{ organization: ORGANIZATION, service: 'LinkedIn', status: 403, problem: 'refused' },
		]);
		const scheduled = await run(syncNew, { mode: 'trigger' });
		expect(scheduled.outputs[2]?.[0]?.json).toMatchObject({ state: 'skipped' });
	});

	it('writes once also when the ledger is deleted in n8n', async () => {
		await write([note()]);
		tables.drop('rsc_activity');
		await write([note()]);
		expect(notes()).toHaveLength(1);
	});

	it('sends what is not certain to Review, and parks it with what another try needs', async () => {
		const { outputs } = await write([note({ person: 'urn:li:person:nobody' })]);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			recordKey: 'activity:prospectNote:1',
			code: 'PERSON_UNKNOWN',
			retries: true,
			whatToDo: expect.stringContaining('Export the person'),
		});
		expect(JSON.stringify(outputs)).not.toContain('Likes trains');
		const [row] = tables.rows('rsc_parked');
		expect(JSON.parse(String(row?.payload))).toMatchObject({ text: 'Likes trains' });
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('takes contact details first, for the other items of the same run', async () => {
		for (const row of tables.rows('rsc_people')) row.person = 'urn:li:person:nobody';
		const contact = { firstName: member.firstName, lastName: null, email: member.email };
		const stub = note({ kind: 'stub', activityId: 'stub:1', direction: 'received', contact });
		const { outputs } = await write([note(), stub]);
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.kind, pairedItem])).toEqual([
			['stub', { item: 1 }],
			['prospectNote', { item: 0 }],
		]);
	});

	it('leaves out seats that are not mapped, and says so', async () => {
		const { outputs, hints } = await write([note({ seat: 'urn:li:seat:200100001' })]);
		expect(outputs).toEqual([[], []]);
		expect(hints).toEqual([
			'1 item left out: their seat holders are not mapped (RSC User Mapper).',
		]);
	});

	it.each([
		['null where there is nothing', { editedAtMs: null, subject: null, contact: null }],
		['a time at the end of the year 9999', { happenedAtMs: 253_402_300_799_000 }],
	])('writes an event with %s', async (_title, change) => {
		const { outputs, error } = await write([note(change)]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
	});

	it.each([
		['no kind', { kind: 'call' }, 'kind'],
		['a time that is none', { happenedAtMs: 9e99 }, 'happenedAtMs'],
		['a time beyond the year 9999', { happenedAtMs: 8.64e15 }, 'happenedAtMs'],
		['a time in words', { happenedAtMs: 'yesterday' }, 'happenedAtMs'],
	])('sets an item with %s aside, and goes on with the others', async (_title, change, field) => {
		const odd = note({ activityId: 'prospectNote:odd', ...change });
		const { outputs, error } = await write([odd, note()]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			code: 'NOT_READABLE',
			activityId: 'prospectNote:odd',
			reason: expect.stringContaining(field),
		});
		expect(tables.rows('rsc_parked')).toHaveLength(1);
	});

	it('catches up: what no poll has brought is written, and a report tells how it went', async () => {
		addActivity();
		const { outputs, error } = await run({ operation: 'catchUp', days: 1 });
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.length)).toEqual([2, 0, 1]);
		expect(outputs[2]?.[0]?.json).toMatchObject({ state: 'done', written: 2, parked: 0 });
		const again = await run({ operation: 'catchUp', days: 1 });
		expect(again.outputs[2]?.[0]?.json).toMatchObject({ written: 0, unchanged: 2 });
		expect(notes()).toHaveLength(2);
	});

	it('imports the past of a seat that was mapped late, and marks it', async () => {
		addActivity();
		const { outputs, error } = await run({ operation: 'importPast' });
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.length)).toEqual([2, 0, 1]);
		expect(outputs[2]?.[0]?.json).toMatchObject({ state: 'done', seatsFinished: 1 });
		expect(tables.rows('rsc_seats')[0]?.importedUntilMs).toBe(now);
		expect(tables.rows('rsc_seats')[0]?.userId).toBe('u1');
	});

	it('says clearly that the sharing was not acknowledged', async () => {
		for (const row of tables.rows('rsc_contracts')) row.acknowledgedBy = '';
		for (const operation of ['write', 'catchUp', 'importPast']) {
			const items = [{ json: note() }];
			const { error } = await run({ operation, days: 3 }, { items });
			expect(error?.message).toMatch(/has not been acknowledged/);
			expect(error?.description).toMatch(/connect page/);
		}
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('keeps everything while the contract is switched off, and says so', async () => {
		for (const row of tables.rows('rsc_contracts'))
			if (row.contract === CONTRACT) row.state = 'switchedOff';
		const { outputs, hints } = await write([note()]);
		expect(outputs[1]?.[0]?.json).toMatchObject({ code: 'WAITING', state: 'paused' });
		expect(hints[0]).toMatch(/Nothing was written: every contract is switched off/);
	});

	it('explains from the tables: one broken link, and the fix', async () => {
		for (const row of tables.rows('rsc_seats')) row.userId = '';
		const { outputs, error } = await run(explain());
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({
			cause: 'SEAT_NOT_MAPPED',
			brokenLink: 'Mapping',
			fix: expect.stringContaining('workflow 02'),
		});
	});

	it('explains why a user does not see a job, and is as before without one', async () => {
		await runToEnd(sandbox, sandboxConnection(sandbox), { candidates: false, applications: false });
		const held = [...sandbox.store.of(ORGANIZATION).jobs];
		const [jobId] = held.find(([, { listing }]) => listing === 'LISTED') ?? [''];
		await fill(VISIBILITY, [{ entry: 'state:', kind: 'state', groups: 'team' }]);
		const ask = async (viewer: object) => {
			const job = { __rl: true, mode: 'id', value: jobId };
			const { outputs } = await run(explain({ question: 'job', job, ...viewer }));
			return outputs[0]?.[0]?.json.cause;
		};
		const viewer = { __rl: true, mode: 'list', value: 'nobody' };
		expect(await ask({ viewer })).toBe('SIGHT_NOT_MAPPED');
		expect(await ask({})).toBe('SIGHT_NOT_WRITTEN');
	});

	it.each([
		[
			'a contract that is none',
			() => getMany({ contract: 'Acme' }),
			/"Contract" is not a contract \[Item 0\]/,
		],
		[
			'a seat that is none',
			() => getMany({ seat: { __rl: true, mode: 'id', value: '={{ "Ada" }}' } }),
			/"Seat Holder" is not a seat \[Item 0\]/,
		],
		['no beginning', () => getMany({ from: '={{ "" }}' }), /"From" is empty \[Item 0\]/],
		[
			'a beginning that is none',
			() => getMany({ from: 'soon' }),
			/"From" is not a date \[Item 0\]/,
		],
		['nothing to get', () => getMany({ kinds: [] }), /"Activity to Get" cannot be used \[Item 0\]/],
		[
			'no number of results',
			() => getMany({ returnAll: false, limit: 0 }),
			/"Limit" cannot be used \[Item 0\]/,
		],
		[
			'no activity',
			() => ({ operation: 'write' }),
			/not an activity from Recruiter \[Item 0\]: "kind"/,
		],
		[
			'days that are none',
			() => ({ operation: 'catchUp', days: 0 }),
			/"Days" cannot be used \[Item 0\]/,
		],
		[
			'a time that is missing',
			() => explain({ about: '={{ "" }}' }),
			/"About When" is empty \[Item 0\]/,
		],
		['no candidate', () => explain({ question: 'candidate' }), /"Candidate" is empty \[Item 0\]/],
		[
			'no job',
			() => explain({ question: 'job', job: { __rl: true, mode: 'id', value: '={{ "" }}' } }),
			/"Job" is empty \[Item 0\]/,
		],
		['an operation that is none', () => ({ operation: 'x' }), /There is no operation "x"/],
	])('names parameter and item for %s', async (_title, parameters, message) => {
		const { error } = await run(parameters());
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('keeps texts and tokens out of errors, and gives one as an item when it may', async () => {
		const fault = { vendor: 'smartrecruiters', kind: 'status', status: 401, times: 100 };
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([{ ...fault, body: { message: 'Likes trains' } }]),
		});
		const { outputs } = await write([note()], { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.error).toMatch(/SmartRecruiters/);
		expect(tables.rows('rsc_parked')).toHaveLength(1);
		// The answer with the text was given, and SmartRecruiters was asked with a token.
		expect(sandbox.context.faults.pending()[0]?.times).toBeLessThan(100);
		// What waits keeps its text to be written; nothing else does.
		const { payload, ...parked } = { ...tables.rows('rsc_parked')[0] };
		expect(payload).toContain('trains');
		const told = JSON.stringify([outputs, parked, tables.rows('rsc_sync')]);
		expect(told).toContain('SmartRecruiters');
		expect(told).not.toMatch(/trains|Bearer/);
	});
});
