import type { IDataObject, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';
import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import {
	linkedInCredential,
	smartRecruitersCredential,
	UNLIMITED,
} from '../support/nodeCredentials';
import { runNode } from '../support/runNode';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
let sandbox: Sandbox;
let checkpoint: string;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 60, jobs: 14, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	const connection = sandboxConnection(sandbox, { requestsPerSecond: 1000 });
	const profileUrl = 'https://www.smartrecruiters.com/app/people/candidates/{candidateId}';
	({ checkpoint } = (await runToEnd(sandbox, connection, { profileUrl })).last);
});
afterEach(async () => {
	await sandbox.close();
});

const node = new HistoricalSync();
const held = () => sandbox.store.of(ORGANIZATION);
const ids = () => [...held().candidates.keys()];

const linkedIn = () => linkedInCredential(sandbox, UNLIMITED);
const both = () => ({
	...linkedIn(),
	...smartRecruitersCredential(sandbox),
});

async function run(
	resource: string,
	operation: string,
	more: Record<string, NodeParameterValueType>,
	items?: INodeExecutionData[],
	credentials: Record<string, IDataObject> = both(),
) {
	const parameters = { resource, operation, authentication: 'smartRecruitersOAuth2Api', ...more };
	return await runNode(node, parameters, credentials as ReturnType<typeof both>, items);
}
const first = ({ outputs }: Awaited<ReturnType<typeof run>>): IDataObject =>
	outputs[0]?.[0]?.json ?? {};

function change(id: string): void {
	const { company, clock } = sandbox.context;
	const one = company.candidateById(id);
	if (one) company.putCandidate({ ...one, phoneNumber: '+1 555 0101', updatedOn: clock.now() });
}
const agrees = (): boolean => compare(sandbox.context.company, held(), 'deep').agree;

describe('the operations that keep Recruiter up to date, on n8n’s own engine', () => {
	it('Sync takes ids as a list, as text and as record keys, and says what it sent', async () => {
		const [a = '', b = '', c = ''] = ids();
		for (const id of [a, b, c]) change(id);
		const list = await run('record', 'syncRecords', { candidateIds: `={{ ["${a}"] }}` });
		expect(first(list)).toMatchObject({ sentCandidates: [a], deletions: [], rejected: 0 });
		await run('record', 'syncRecords', { candidateIds: `${b}, candidate:${c}` });
		expect(agrees()).toBe(true);
		const empty = await run('record', 'syncRecords', {});
		expect(empty.error?.message).toContain('are all empty [Item 0]');
	});

	it('Sync Changes goes on from a finished backfill', async () => {
		const [a = ''] = ids();
		change(a);
		const options = { changesOptions: { jobCheckDelay: 0 } };
		// The backfill above lived on the sandbox's clock, which is ahead of the node's.
		const waiting = await run('history', 'syncChanges', {
			changesCheckpoint: checkpoint,
			...options,
		});
		expect(first(waiting)).toMatchObject({ state: 'waiting' });
		const quota = {
			linkedInRecordsPaidUntilMs: 0,
			smartRecruitersPaidUntilMs: 0,
			linkedInDay: { day: 0, used: 0 },
		};
		const paid = JSON.stringify({ ...JSON.parse(checkpoint), quota });
		const result = await run('history', 'syncChanges', {
			changesCheckpoint: paid,
			...options,
		});
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({ done: true, seesAudit: true, deletions: [] });
		expect(agrees()).toBe(true);
	});

	it('Delete gives a ledger row for each record, with LinkedIn’s answer', async () => {
		const [a = ''] = ids();
		const { outputs } = await run('record', 'deleteRecords', {
			recordType: 'candidate',
			recordIds: a,
			reason: 'Asked for',
		});
		expect(outputs[0]?.map(({ json }) => json)).toContainEqual(
			expect.objectContaining({
				organization: ORGANIZATION,
				recordKey: `candidate:${a}`,
				kind: 'candidate',
				reason: 'Asked for',
				proof: 'LinkedIn answered 204',
				deletedAt: expect.stringMatching(/^20/),
			}),
		);
		expect(held().candidates.has(a)).toBe(false);
		const blind = await run('record', 'deleteRecords', {
			recordType: 'stage',
			recordIds: 'x',
			applicationId: "={{ '' }}",
		});
		expect(blind.error?.message).toContain('is empty [Item 0]');
	});

	it('Get Matches asks for all items at once, without SmartRecruiters, and pairs them', async () => {
		const some = ids().slice(0, 30);
		sandbox.context.requests.reset();
		const { outputs, error } = await run(
			'record',
			'getMatches',
			{ candidateIds: '={{ $json.id }}' },
			[...some, 'nobody'].map((id) => ({ json: { id } })),
			linkedIn(),
		);
		expect(error).toBeUndefined();
		expect((outputs[0]?.length ?? 0) + (outputs[1]?.length ?? 0)).toBe(31);
		const [one] = outputs[0] ?? [];
		const { item } = one?.pairedItem as { item: number };
		expect(one?.json.candidateId).toBe(some[item]);
		const { routes } = sandbox.context.requests.summary();
		expect(routes['linkedin GET /linkedin/rest/candidates']?.requests).toBe(1);
	});

	it('Reconcile reports without writing when it may not repair', async () => {
		const [a = ''] = ids();
		held().candidates.delete(a);
		const { outputs } = await run('history', 'reconcile', { repair: false });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			state: 'done',
			agree: false,
			differences: [{ recordId: a, difference: 'missing' }],
		});
		expect(held().candidates.has(a)).toBe(false);
	});

	it('Remove Everything wants a confirmation, and does nothing without', async () => {
		const refused = await run('history', 'removeEverything', { confirmation: 'yes' });
		expect(refused.error?.message).toContain('does not say REMOVE');
		expect(held().candidates.size).toBeGreaterThan(10);
		const options = { removeOptions: { jobCheckDelay: 0 } };
		const done = await run('history', 'removeEverything', { confirmation: 'REMOVE', ...options });
		expect(first(done)).toMatchObject({ state: 'done', remaining: { candidates: 0, jobs: 0 } });
		expect(held().candidates.size).toBe(0);
	});

	it('Get Closed Profiles says that LinkedIn does not publish where', async () => {
		const { error } = await run(
			'record',
			'getClosedProfiles',
			{ endpointPath: "={{ '' }}" },
			undefined,
			linkedIn(),
		);
		expect(error?.description).toContain('partner engineer');
	});

	it('Sharing Rules stop a run that names a department which does not exist', async () => {
		const [a = ''] = ids();
		const { error } = await run('record', 'syncRecords', {
			candidateIds: a,
			sharing: { departmentsNeverSent: ['Finanzen'] },
		});
		expect(error?.message).toContain('a department that SmartRecruiters does not have');
	});
});
