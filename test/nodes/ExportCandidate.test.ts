import type { INodeExecutionData } from 'n8n-workflow';
import { MEMBER_KINDS } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Sandbox } from '../../sandbox/createSandbox';
import { ExportCandidate } from '../../nodes/ExportCandidate/ExportCandidate.node';
import {
	linkedInCredential,
	smartRecruitersCredential,
	UNLIMITED,
} from '../../scripts/support/nodeCredentials';
import { control, exportingSandbox, ORGANIZATION, press } from '../../scripts/support/exporting';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { runListSearch } from '../support/runListSearch';
import { runNode, type RunOptions } from '../../scripts/support/runNode';
import { tablesWith } from '../../scripts/support/tablesWith';

let sandbox: Sandbox;
let tables: MemoryDataTables;
beforeEach(async () => {
	({ sandbox } = await exportingSandbox());
	tables = await tablesWith({
		rsc_contracts: [
			{
				organization: ORGANIZATION,
				contract: ORGANIZATION,
				state: 'acknowledged',
				acknowledgedBy: 'admin',
				acknowledgedAt: '2026-11-01T00:00:00.000Z',
			},
			{ organization: ORGANIZATION, contract: 'urn:li:contract:2001', state: 'connected' },
		],
	});
});
afterEach(async () => {
	await sandbox.close();
});

const credentials = () => ({
	...linkedInCredential(sandbox, UNLIMITED),
	...smartRecruitersCredential(sandbox),
});
const NOTHING_CHOSEN = { __rl: true, mode: 'list', value: '' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const exporting = (change: object = {}) => ({
	operation: 'export',
	authentication: 'smartRecruitersOAuth2Api',
	requestId: '={{ $json.requestId }}',
	exportData: '={{ $json.data }}',
	source: NOTHING_CHOSEN,
	job: NOTHING_CHOSEN,
	options: { searchSettleTime: 0 },
	...change,
});
const deciding = (change: object) => ({
	operation: 'decide',
	authentication: 'smartRecruitersOAuth2Api',
	exportKey: '={{ $json.exportKey }}',
	candidate: NOTHING_CHOSEN,
	job: NOTHING_CHOSEN,
	options: {},
	...change,
});
const node = new ExportCandidate();
const at = (kind: (typeof MEMBER_KINDS)[number]): number => MEMBER_KINDS.indexOf(kind);
const run = async (
	parameters: object,
	items: INodeExecutionData[] = [{ json: {} }],
	mode: RunOptions['mode'] = 'manual',
) => await runNode(node, { ...parameters }, credentials(), { items, tables, mode });
const rows = () => tables.rows('rsc_exports');
const someone = (): string => {
	const found = [...sandbox.context.company.candidates()].find(
		({ applications, email, lastName }) => applications.length > 0 && email && lastName.trim(),
	);
	return found?.id ?? '';
};

describe('RSC Export Candidate on n8n’s own engine', () => {
	it('exports what RSC Trigger gives, as it is, and tells nothing of the person but ids', async () => {
		const made = await press(sandbox, at('plain'));
		const receivedAt = new Date(Date.now() - 4_000).toISOString();
		const { outputs, error } = await run(exporting(), [
			{ json: { requestId: made.requestId, data: null, receivedAt } },
		]);
		expect(error).toBeUndefined();
		expect(outputs[1]).toEqual([]);
		expect(outputs[0]).toMatchObject([
			{
				json: {
					organization: ORGANIZATION,
					exportKey: made.requestId,
					state: 'exported',
					person: made.personUrn,
					jobId: made.jobId,
					foundBy: 'new',
					source: 'LinkedIn',
					message: '',
				},
				pairedItem: { item: 0 },
			},
		]);
		const { lastName = '', firstName } = sandbox.room.exports.members.at(at('plain'));
		const text = JSON.stringify(outputs);
		expect([text.includes(lastName), text.includes(firstName)]).toEqual([false, false]);
		expect(rows()).toMatchObject([{ state: 'exported', payload: '', attempts: 1 }]);
		expect(Number(rows()[0]?.lagSeconds)).toBeGreaterThanOrEqual(4);
		expect(tables.rows('rsc_people')).toMatchObject([{ person: made.personUrn }]);
		expect(await control(sandbox, '/compare/exports')).toMatchObject({ agree: true });

		const again = await run(exporting(), [{ json: { requestId: made.requestId, data: null } }]);
		expect(again.outputs).toEqual([[], []]);
	});

	it('takes what RSC Trigger has fetched, and asks LinkedIn no more for it', async () => {
		const made = await press(sandbox, at('plain'));
		const [data] =
			sandbox.room.pushes.payloadOf(
				sandbox.room.apps.children()[0] as never,
				'EXPORT_CANDIDATE_PROFILE',
				made.requestId,
			) ?? [];
		sandbox.context.requests.reset();
		const { outputs } = await run(exporting(), [
			{ json: { requestId: made.requestId, data: data as never } },
		]);
		expect(outputs[0]).toHaveLength(1);
		const { routes } = sandbox.context.requests.summary();
		expect(Object.keys(routes).filter((route) => route.includes('exportedCandidates'))).toEqual([]);
	});

	it('goes on with what waits when a schedule starts it, and gives nothing when nothing waits', async () => {
		const made = await press(sandbox, at('plain'));
		expect((await run(exporting())).outputs).toEqual([[], []]);
		await run(exporting({ options: { timeLimit: 0.0001 } }), [
			{ json: { requestId: made.requestId } },
			{ json: { requestId: '7' } },
		]);
		const { outputs } = await run(exporting());
		expect(outputs[1]).toMatchObject([{ json: { exportKey: '7', code: 'EXPIRED' } }]);
		expect(rows().map(({ state }) => state)).toEqual(['exported', 'review']);
	});

	it('gives a review with what to do, and a decision goes on with it by its key alone', async () => {
		const made = await press(sandbox, at('noLastName'));
		const { outputs } = await run(exporting(), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]).toEqual([]);
		const [item] = outputs[1] ?? [];
		expect(item?.json).toMatchObject({
			exportKey: made.requestId,
			state: 'review',
			code: 'NO_NAME',
			whatToDo: expect.stringContaining('by hand'),
		});
		const decided = await run(deciding({ decision: 'link', candidate: byId(someone()) }), [
			{ json: item?.json ?? {} },
		]);
		expect(decided.error).toBeUndefined();
		expect(decided.outputs[0]?.[0]?.json).toMatchObject({
			state: 'exported',
			candidateId: someone(),
			foundBy: 'decision',
			decided: true,
		});
		expect(tables.rows('rsc_parked')).toEqual([]);
		expect(await control(sandbox, '/compare/exports')).toMatchObject({
			missing: [],
			notLinked: [],
			doubled: [],
		});
	});

	it('waits with an item in words while no contract is connected', async () => {
		const [, contract] = tables.rows('rsc_contracts');
		if (contract) contract.state = 'switchedOff';
		const made = await press(sandbox, at('plain'));
		const { outputs } = await run(exporting(), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]).toMatchObject([
			{ json: { state: 'queued', message: expect.stringContaining('switched off') } },
		]);
		expect(rows()).toMatchObject([{ state: 'waiting' }]);
	});

	it('says that its export is queued while another run works, and a schedule that it is busy', async () => {
		const made = await press(sandbox, at('plain'));
		await run(exporting(), [{ json: { requestId: made.requestId } }]);
		const [lock] = tables.rows('rsc_locks');
		if (!lock) throw new Error('No lock');
		Object.assign(lock, { owner: 'another', untilMs: Date.now() + 60_000 });
		const next = await press(sandbox, 20);
		const pushed = [{ json: { requestId: next.requestId } }];
		const queued = await run(exporting(), pushed, 'trigger');
		expect(queued.outputs[0]).toMatchObject([
			{ json: { exportKey: next.requestId, state: 'queued' } },
		]);
		const idle = await run(exporting(), [{ json: {} }], 'trigger');
		expect(idle.outputs[0]).toMatchObject([{ json: { state: 'busy' } }]);
		expect(idle.outputs[0]?.[0]?.json.busyUntil).toBe(new Date(Number(lock.untilMs)).toISOString());
	});

	it('waits for the other run when a person started it', async () => {
		await run(exporting(), [
			{ json: { requestId: (await press(sandbox, at('plain'))).requestId } },
		]);
		const [lock] = tables.rows('rsc_locks');
		if (!lock) throw new Error('No lock');
		Object.assign(lock, { owner: 'another', untilMs: Date.now() + 1_000 });
		const { requestId } = await press(sandbox, 20);
		const { outputs } = await run(exporting(), [{ json: { requestId } }]);
		expect(outputs[0]).toMatchObject([{ json: { exportKey: requestId, state: 'exported' } }]);
	});

	it('keeps the others in the queue when one item cannot be used, and names it', async () => {
		const made = await press(sandbox, at('plain'));
		const { error } = await run(exporting(), [
			{ json: { requestId: { odd: true } } },
			{ json: { requestId: made.requestId } },
		]);
		expect(error?.message).toContain('"Request ID" is not text [Item 0]');
		expect(rows()).toMatchObject([{ exportKey: made.requestId }]);
	});

	it.each([
		[
			'a domain that is none',
			exporting({ options: { placeholderDomain: 'nobody' } }),
			'"Placeholder Domain" is not a domain [Item 0]',
		],
		[
			'no candidate to link to',
			deciding({ decision: 'link', exportKey: '1', candidate: byId('={{ $json.nobody }}') }),
			'"Candidate" is empty [Item 0]',
		],
		['no export', deciding({ decision: 'ignore' }), '"Export Key" is empty [Item 0]'],
		['an unknown operation', { operation: 'toString' }, 'There is no operation "toString"'],
		[
			'no request',
			{ operation: 'getExport', requestId: '={{ $json.requestId }}' },
			'"Request ID" is empty [Item 0]',
		],
	])('names the parameter with %s', async (_title, parameters, words) => {
		expect((await run(parameters)).error?.message).toContain(words);
	});

	it('fetches without writing', async () => {
		const made = await press(sandbox, at('plain'));
		const fetched = await run({ operation: 'getExport', requestId: '={{ $json.requestId }}' }, [
			{ json: { requestId: made.requestId } },
			{ json: { requestId: '7' } },
		]);
		expect(fetched.outputs[0]?.map(({ json }) => json)).toMatchObject([
			{ exportKey: made.requestId, found: true, person: made.personUrn },
			{
				exportKey: '7',
				found: false,
				whatToDo: expect.stringContaining('export the person again'),
			},
		]);
		expect(sandbox.context.company.pristine).toBe(true);
		expect(rows()).toEqual([]);
	});

	it('counts the month by seat from its own table, and warns from 80 %', async () => {
		const receivedAtMs = Date.now();
		const row = (index: number, seat: string) => ({
			organization: ORGANIZATION,
			exportKey: String(index),
			state: 'exported',
			seat,
			receivedAtMs,
		});
		tables = await tablesWith({
			rsc_exports: [
				...Array.from({ length: 240 }, (_, index) => row(index, 'urn:li:seat:1')),
				...Array.from({ length: 3 }, (_, index) => row(1_000 + index, 'urn:li:seat:2')),
				{ ...row(2_000, 'urn:li:seat:2'), receivedAtMs: receivedAtMs - 40 * 86_400_000 },
				{ ...row(2_001, 'urn:li:seat:2'), organization: 'urn:li:organization:7' },
			],
			rsc_seats: [
				{
					organization: ORGANIZATION,
					seat: 'urn:li:seat:1',
					seatState: 'ACTIVE',
					seatName: 'Ada Lo',
				},
			],
		});
		const { outputs, error } = await run({ operation: 'getUsage' });
		expect(error).toBeUndefined();
		expect(
			outputs[0]?.map(({ json }) => [json.seat, json.seatName, json.used, json.percent, json.warn]),
		).toEqual([
			['urn:li:seat:1', 'Ada Lo', 240, 80, true],
			['urn:li:seat:2', '', 3, 1, false],
		]);
		expect(tables.rows('rsc_sync')).toMatchObject([
			{ stream: 'exportUsage', done: 240, total: 300, message: expect.stringContaining('240') },
			{ stream: 'exports', done: 243 },
		]);
	});

	it('measures nothing before anything is connected, and leaves no trace of a connection', async () => {
		tables = await tablesWith({});
		const { outputs, error } = await run({ operation: 'getUsage' });
		expect(error).toBeUndefined();
		expect(outputs.flat().map(({ json }) => [json.of, json.used])).toEqual([['all seats', 0]]);
		expect(tables.rows('rsc_sync')).toEqual([]);
	});

	it('finds sources, jobs and people by typing', async () => {
		const search = async (method: string, filter: string) =>
			await runListSearch(node, method, exporting(), credentials(), filter);
		const { results: sources } = await search('searchSources', 'linkedin (paid');
		expect(sources.map(({ name }) => name)).toEqual(['LinkedIn (Paid)']);
		const { results: jobs } = await search('searchJobs', '');
		expect(jobs.length).toBeGreaterThan(2);
		const { results: people } = await search('searchPeople', 'person40@example.com');
		expect(people.some(({ name }) => name.includes('person40@example.com'))).toBe(true);
		const made = await press(sandbox, at('plain'));
		const source = { __rl: true, mode: 'list', value: String(sources[0]?.value) };
		const { outputs } = await run(exporting({ source }), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]?.[0]?.json.source).toBe('LinkedIn');
	});

	it('answers the page of decisions, and keeps it out of the actions', async () => {
		const made = await press(sandbox, at('noLastName'));
		await run(exporting(), [{ json: { requestId: made.requestId } }]);
		const call = {
			method: 'GET',
			user: 'admin',
			key: 'visit-key',
			scriptKey: 'script-key',
			address: 'https://n8n.example.com/webhook/decisions',
		};
		const page = { operation: 'decisionsPage', authentication: 'smartRecruitersOAuth2Api' };
		const shown = await run(page, [{ json: call }]);
		expect(shown.error).toBeUndefined();
		expect(shown.outputs[0]).toMatchObject([{ json: { status: 200 } }]);
		const form = {
			action: 'decide',
			export: made.requestId,
			choice: `link:${someone()}`,
			key: 'visit-key',
		};
		const sent = await run(page, [{ json: { ...call, method: 'POST', form } }]);
		expect(sent.error).toBeUndefined();
		expect(rows()).toMatchObject([{ state: 'exported', candidateId: someone() }]);
		expect((await run(page)).error?.message).toContain('not a call from a page');

		const operations = node.description.properties.find(({ name }) => name === 'operation');
		const actions = (operations?.options ?? []).flatMap((option) =>
			'action' in option && option.action ? [option.action] : [],
		);
		expect(actions).toEqual([
			'Apply a decision to an export',
			'Export to SmartRecruiters',
			'Get an export',
			'Get the usage of exports',
		]);
	});
});
