import { VISIBILITY } from '../../src/state/tables';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import {
	CONTRACT,
	ORGANIZATION,
	SEAT,
	explain,
	fill,
	getMany,
	member,
	note,
	now,
	openBeforeEach,
	run,
	sandbox,
	tables,
	write,
} from '../support/recruiterActivityNode';

openBeforeEach();

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
		fill(VISIBILITY, [{ entry: 'state:', kind: 'state', groups: 'team' }]);
		const ask = async (viewer: object) => {
			const job = { __rl: true, mode: 'id', value: jobId };
			const { outputs } = await run(explain({ question: 'job', job, ...viewer }));
			return outputs[0]?.[0]?.json.cause;
		};
		const viewer = { __rl: true, mode: 'list', value: 'nobody' };
		expect(await ask({ viewer })).toBe('SIGHT_NOT_MAPPED');
		expect(await ask({})).toBe('SIGHT_NOT_WRITTEN');
	});
});
