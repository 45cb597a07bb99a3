import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { linkedInCredential, smartRecruitersCredential } from '../support/nodeCredentials';
import { runNode } from '../support/runNode';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const node = new RecruiterActivity();
let sandbox: Sandbox;
let member: Member;
let now: number;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, limits: 'off' });
	now = sandbox.context.clock.now();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
});
afterEach(async () => {
	await sandbox.close();
});

const credentials = () => ({
	...linkedInCredential(sandbox),
	...smartRecruitersCredential(sandbox, { requestsPerSecond: 1000 }),
});
const write = (change: object = {}) => ({
	operation: 'write',
	authentication: 'smartRecruitersOAuth2Api',
	activity: '={{ $json }}',
	seatName: '={{ $json.seatName }}',
	people: '={{ $json.people ?? [] }}',
	ledgerRow: '={{ $json.ledger ?? {} }}',
	writeOptions: {},
	...change,
});
const getMany = (change: object = {}) => ({
	operation: 'getMany',
	contract: '2001',
	seat: { __rl: true, mode: 'id', value: SEAT },
	kinds: ['inMail', 'prospectNote', 'stub'],
	from: new Date(now - 3 * 86_400_000).toISOString(),
	to: new Date(now).toISOString(),
	checkpoint: '',
	estimateOnly: false,
	getManyOptions: {},
	...change,
});
const explain = (change: object = {}) => ({
	operation: 'explain',
	authentication: 'smartRecruitersOAuth2Api',
	question: 'activity',
	contract: CONTRACT,
	seat: { __rl: true, mode: 'id', value: '200100000' },
	about: new Date(now - 60_000).toISOString(),
	candidate: { __rl: true, mode: 'id', value: '' },
	jobId: '',
	storedState: '{}',
	interval: 30,
	...change,
});
const note = (change: object = {}) => ({
	organization: 'urn:li:organization:1000',
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
	seatName: 'Ada Lo',
	people: [{ candidateId: member.candidateIds[0] }],
	...change,
});

describe('Recruiter Activity on n8n’s own engine', () => {
	it('gets a seat’s past, and writes it from the items as they are', async () => {
		const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
		sandbox.room.activity.addNote(parties, 'Likes trains', now - 60_000);
		sandbox.room.activity.addInMail(parties, {
			fromSeat: true,
			subject: 'Role',
			text: 'Hello',
			createdAtMs: now - 50_000,
		});
		const read = await runNode(node, getMany(), credentials());
		expect(read.error).toBeUndefined();
		const [events = [], [progress] = []] = read.outputs;
		expect(events).toHaveLength(2);
		expect(progress?.json).toMatchObject({ done: true, state: 'done', events: 2, calls: 13 });
		const items = events.map(({ json }) => ({
			json: {
				...json,
				seatName: 'Ada Lo',
				people: [{ candidateId: member.candidateIds[0] ?? '' }],
			},
		}));
		const { outputs, error } = await runNode(node, write(), credentials(), items);
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json }) => json.action)).toEqual(['written', 'written']);
		expect(sandbox.notes.of(member.candidateIds[0] ?? '')).toHaveLength(2);
	});

	it('gives the ledger’s row, with which a repetition writes nothing', async () => {
		const items = [{ json: note() }];
		const first = await runNode(node, write(), credentials(), items);
		const [row] = first.outputs[0] ?? [];
		expect(row).toMatchObject({
			json: { action: 'written', state: 'written', activityId: 'prospectNote:1', enriched: [] },
			pairedItem: { item: 0 },
		});
		expect(JSON.stringify(row)).not.toContain('Likes trains');
		const again = await runNode(node, write(), credentials(), [
			{ json: note({ ledger: row?.json ?? {} }) },
		]);
		expect(again.outputs[0]?.[0]?.json.action).toBe('unchanged');
		expect(sandbox.notes.all()).toHaveLength(1);
	});

	it('sends what is not certain to Review, with what to do and what another try needs', async () => {
		const { outputs } = await runNode(node, write(), credentials(), [
			{ json: note({ people: [] }) },
		]);
		expect(outputs[0]).toEqual([]);
		const [item] = outputs[1] ?? [];
		expect(item?.json).toMatchObject({
			recordKey: 'activity:prospectNote:1',
			code: 'PERSON_UNKNOWN',
			state: 'waiting',
			retry: true,
			whatToDo: expect.stringContaining('Export the person'),
		});
		expect(JSON.parse(item?.json.payload as string)).toMatchObject({ text: 'Likes trains' });
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('takes contact details first, for the other items of the same run', async () => {
		const stub = note({
			kind: 'stub',
			activityId: 'stub:1',
			direction: 'received',
			people: [],
			contact: { firstName: member.firstName, email: member.email },
		});
		const { outputs } = await runNode(node, write(), credentials(), [
			{ json: note({ people: [] }) },
			{ json: stub },
		]);
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.kind, pairedItem])).toEqual([
			['stub', { item: 1 }],
			['prospectNote', { item: 0 }],
		]);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			learnedPerson: member.urn,
			learnedCandidateId: member.candidateIds[0],
		});
	});

	it('explains: one broken link, and the fix', async () => {
		const { outputs, error } = await runNode(
			node,
			explain({
				storedState: JSON.stringify({ seats: [{ seat: SEAT, seatState: 'ACTIVE', userId: '' }] }),
			}),
			credentials(),
		);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({
			cause: 'SEAT_NOT_MAPPED',
			brokenLink: 'Mapping',
			fix: expect.stringContaining('workflow 02'),
		});
	});

	it.each([
		[
			'a contract that is none',
			() => getMany({ contract: 'Acme' }),
			/"Contract" is no contract \[Item 0\]/,
		],
		[
			'a seat that is none',
			() => getMany({ seat: { __rl: true, mode: 'id', value: '={{ "Ada" }}' } }),
			/"Seat Holder" is no seat \[Item 0\]/,
		],
		['no beginning', () => getMany({ from: '={{ "" }}' }), /"From" is empty \[Item 0\]/],
		[
			'a beginning that is none',
			() => getMany({ from: 'soon' }),
			/"From" is not a date \[Item 0\]/,
		],
		['nothing to get', () => getMany({ kinds: [] }), /"Activity to Get" cannot be used \[Item 0\]/],
		[
			'no activity',
			() => write({ activity: '{}' }),
			/"Activity" is no activity of Recruiter \[Item 0\]: kind/,
		],
		[
			'people that are none',
			() => write({ activity: JSON.stringify(note()), people: '"x"' }),
			/"Known People" is not a list/,
		],
		[
			'a time that is missing',
			() => explain({ about: '={{ "" }}' }),
			/"About When" is empty \[Item 0\]/,
		],
		['no candidate', () => explain({ question: 'candidate' }), /"Candidate" is empty \[Item 0\]/],
		[
			'state that is none',
			() => explain({ storedState: '{"seats":"x"}' }),
			/"Stored State" does not hold rows/,
		],
	])('names parameter and item for %s', async (_title, parameters, message) => {
		const { error } = await runNode(node, parameters(), credentials());
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('goes on with the next item when it may, and keeps texts and tokens out of errors', async () => {
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([
				{
					vendor: 'smartrecruiters',
					method: 'POST',
					path: 'shares',
					kind: 'status',
					status: 403,
					body: { message: 'Likes trains' },
				},
			]),
		});
		const items = [{ json: note() }, { json: note({ activityId: 'prospectNote:2' }) }];
		const run = await runNode(node, write(), credentials(), items, 'continueRegularOutput');
		expect(run.outputs[0]?.[0]?.json.error).toMatch(/SmartRecruiters answered 403/);
		expect(run.outputs[0]?.[1]?.json.action).toBe('written');
		expect(JSON.stringify(run.outputs[0]?.[0])).not.toMatch(/trains|Bearer/);
	});
});
