import type { INodeExecutionData } from 'n8n-workflow';
import { smartRecruitersCredential } from '../../scripts/support/nodeCredentials';
import { copyTable } from '../support/seedTables';
import { Settings } from '../../src/state/Settings';
import { SETTINGS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import {
	ORGANIZATION,
	SOON,
	agrees,
	backfill,
	change,
	first,
	held,
	openBeforeEach,
	run,
	sandbox,
	tables,
} from '../support/historicalSyncNode';

openBeforeEach();

const ids = () => [...held().candidates.keys()];
const item = (json: INodeExecutionData['json']): INodeExecutionData => ({ json });

describe('the operations that keep Recruiter up to date, on n8n’s own engine', () => {
	beforeEach(async () => {
		await backfill();
	});

	it('Sync takes items of SmartRecruiters Trigger as they are, all in one run', async () => {
		const [a = '', b = ''] = ids();
		for (const id of [a, b]) change(id);
		const items = [
			item({ event: 'candidate.updated', candidateId: a, sentAt: new Date().toISOString() }),
			item({ event: 'application.status.updated', candidateId: b, jobId: 'x' }),
			item({ event: 'candidate.updated', candidateId: a }),
			item({ event: 'position.created', body: {} }),
		];
		const result = await run('record', 'syncRecords', { options: {} }, { items });
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(1);
		expect(first(result)).toMatchObject({ state: 'done', rejected: 0 });
		expect([...(first(result).sentCandidates as string[])].sort()).toEqual([a, b].sort());
		expect(agrees()).toBe(true);
	});

	it('Sync takes ids as a list, as text and as record keys', async () => {
		const [a = '', b = '', c = ''] = ids();
		for (const id of [a, b, c]) change(id);
		const byId = async (candidateIds: string) =>
			await run('record', 'syncRecords', { records: 'byId', candidateIds });
		expect(first(await byId(`={{ ["${a}"] }}`))).toMatchObject({ sentCandidates: [a] });
		await byId(`${b}, candidate:${c}`);
		expect(agrees()).toBe(true);
		expect((await byId('')).error?.message).toContain('are all empty [Item 0]');
		const nothing = await run('record', 'syncRecords', {}, { items: [item({ other: 1 })] });
		expect(nothing.error?.message).toContain('names no record [Item 0]');
	});

	it('Sync Changes goes on from the finished backfill by itself', async () => {
		const [a = ''] = ids();
		change(a);
		const result = await run('history', 'syncChanges', { options: SOON });
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({ state: 'done', finished: true, seesAudit: true });
		expect(agrees()).toBe(true);
	});

	it('Try Parked Again does what was asked for on the status page', async () => {
		for (const row of tables.rows('rsc_parked')) row.retryAskedAt = '2026-11-28T00:00:00.000Z';
		const asked = tables.rows('rsc_parked').length;
		const result = await run('history', 'retryParked', { options: {} });
		expect(first(result)).toMatchObject({ state: 'done', tried: asked });
		expect(tables.rows('rsc_parked').every(({ retryAskedAt }) => retryAskedAt === '')).toBe(true);
	});

	it('Delete gives an item for each record, with LinkedIn’s answer, and keeps the proof', async () => {
		const [a = ''] = ids();
		const parameters = { recordType: 'candidate', recordIds: a };
		const { outputs } = await run('record', 'deleteRecords', parameters);
		const proof = { kind: 'candidate', reason: 'onRequest', proof: 'LinkedIn answered 204' };
		expect(outputs[0]?.map(({ json }) => json)).toContainEqual(
			expect.objectContaining({ organization: ORGANIZATION, recordId: a, ...proof }),
		);
		expect(tables.rows('rsc_deletions')).toContainEqual(
			expect.objectContaining({ recordKey: `candidate:${a}`, ...proof }),
		);
		expect(held().candidates.has(a)).toBe(false);
		const blind = await run('record', 'deleteRecords', {
			recordType: 'stage',
			recordIds: 'x',
			applicationId: "={{ '' }}",
		});
		expect(blind.error?.message).toContain('"Application ID" is empty [Item 0]');
	});

	it('Get makes of a new application what a message needs, with SmartRecruiters alone', async () => {
		const [a = ''] = ids();
		const one = sandbox.context.company.candidateById(a);
		const trigger = item({
			event: 'application.created',
			candidateId: a,
			jobId: one?.applications[0]?.jobId ?? '',
		});
		const result = await run(
			'record',
			'getRecord',
			{ options: {} },
			{ items: [trigger], credentials: smartRecruitersCredential(sandbox) },
		);
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({
			kind: 'application',
			found: true,
			name: `${one?.firstName} ${one?.lastName}`,
			jobTitle: expect.any(String),
		});
		expect(JSON.stringify(first(result))).not.toContain('@');
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
		await run('history', 'reconcile', { repair: true });
		expect(agrees()).toBe(true);
	});

	it('Remove Everything wants a confirmation, and does nothing without', async () => {
		const refused = await run('history', 'removeEverything', { confirm: 'yes' });
		expect(refused.error?.message).toContain('"Confirm"');
		expect(first(await run('history', 'removeEverything', {}))).toMatchObject({ state: 'waiting' });
		expect(held().candidates.size).toBeGreaterThan(10);
		const done = await run('history', 'removeEverything', { confirm: '1000', options: SOON });
		expect(first(done)).toMatchObject({ state: 'done', remaining: { candidates: 0, jobs: 0 } });
		expect(held().candidates.size).toBe(0);
		expect((await backfill()).error?.message).toContain('disconnected');
	});

	it('a sharing rule that names no department stops a run', async () => {
		await run('history', 'reconcile', { repair: false });
		const store = new MemoryStore();
		const settings = new Settings(store, ORGANIZATION);
		const rules = { ...(await settings.sharing()), departmentsNeverSent: ['Finanzen'] };
		await settings.saveSharing(rules, 'Ada Lo', 0);
		tables.drop('rsc_settings');
		await copyTable(store, tables, SETTINGS);
		const { error } = await run(
			'record',
			'syncRecords',
			{},
			{ items: [item({ candidateId: ids()[0] ?? '' })] },
		);
		expect(error?.message).toContain('a department that SmartRecruiters does not have');
	});
});
