import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { pause } from '../../scripts/n8n/pause';
import { activityFound } from '../support/activityFound';
import { aloneWorkflow, ours, outputsOf, webhook } from '../support/aloneWorkflow';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { mapSeats } from '../support/mapSeats';
import { publish } from '../support/publish';
import { showJobs } from '../../scripts/support/showJobs';
import { unfinishedActivity } from '../support/unfinishedActivity';
import { writesOf } from '../support/writesOf';
import { nonEmpty } from '../support/nonEmpty';

const BACKFILL = { operation: 'backfill', options: { jobCheckDelay: 1, chunkSize: 20 } };
const EXPORT = { operation: 'export', options: { searchSettleTime: 1 } };
const schedule = {
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	parameters: everySeconds(5),
};
const pushed = {
	...ours('rscTrigger', { trigger: 'pushed', options: {} }),
	webhookId: '8bbbeca4-dcf7-5998-b7c1-daf1aae76c16',
	typeVersion: 1.1,
};
const splitBody = {
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body', options: {} },
};
const SYNC_RECORDS = {
	...{ resource: 'record', operation: 'syncRecords', records: 'byId' },
	candidateIds: '={{ $json.body.candidateIds }}',
	options: { timeLimit: 1 },
};
const GET_MANY = {
	...{ operation: 'getMany', contract: '2001', returnAll: true },
	seat: { __rl: true, mode: 'id', value: '={{ $json.body.seat }}' },
	from: '={{ $now.minus({ days: 3 }).toISO() }}',
};

/** A trigger and one operation of ours, nothing else; Write gets the body of a call as its items. */
const WORKFLOWS = [
	aloneWorkflow('aloneBackfill', schedule, ours('historicalSync', BACKFILL)),
	aloneWorkflow('aloneBackfill2', webhook('backfill'), ours('historicalSync', BACKFILL)),
	aloneWorkflow('aloneRecords', webhook('records'), ours('historicalSync', SYNC_RECORDS)),
	aloneWorkflow(
		'aloneGetMany',
		webhook('get-many', 'lastNode'),
		ours('recruiterActivity', GET_MANY),
	),
	aloneWorkflow(
		'aloneWrite',
		webhook('write'),
		splitBody,
		ours('recruiterActivity', { operation: 'write', options: { timeLimit: 1 } }),
	),
	aloneWorkflow('aloneExport', pushed, ours('exportCandidate', EXPORT)),
	aloneWorkflow('aloneExport2', schedule, ours('exportCandidate', EXPORT)),
];
const ALWAYS = ['aloneBackfill2', 'aloneRecords', 'aloneGetMany', 'aloneWrite', 'aloneExport'];

let stack: Stack;
beforeAll(async () => {
	// SmartRecruiters is so slow that there is a middle to be killed in.
	stack = await makeStack({ people: 50, factor: 2, workflows: [] });
	const { n8n } = stack;
	await n8n.importWorkflows(WORKFLOWS);
	await stack.start();
	await publish(n8n, ALWAYS);
});
afterAll(async () => {
	await stack.close();
});

const call = async (path: string, body: unknown = {}): Promise<Response> => {
	const { n8n } = stack;
	await n8n.untilServed('/healthz');
	for (let tries = 0; tries < 100; tries += 1) {
		const answer = await fetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (answer.status !== 404) return answer;
		await pause(200);
	}
	throw new Error(`Nothing answers at ${path}`);
};
const idle = async (): Promise<void> => {
	await eventually(
		stack,
		'nothing is at work',
		async () => await stack.n8n.isAtWork(),
		(isAtWork) => !isAtWork,
	);
};
/** Calls, and waits until what it has started is over. */
const callToEnd = async (path: string, id: string, body: unknown): Promise<void> => {
	const newest = async (): Promise<number> =>
		(await outputsOf(stack.n8n, id)).find(({ status }) => status === 'success')?.id ?? 0;
	const before = await newest();
	await call(path, body);
	await eventually(stack, `${id} has ended`, newest, (execution) => execution > before);
};
const killAndStart = async (): Promise<void> => {
	await stack.n8n.kill();
	await stack.n8n.start();
};
const statesOf = async (id: string): Promise<unknown[]> =>
	(await outputsOf(stack.n8n, id)).flatMap(({ items }) => items.map(({ state }) => state));
const notes = async (): Promise<number> =>
	z
		.object({ notesInSmartRecruiters: z.number() })
		.parse(await stack.sandbox.control('GET', '/activity')).notesInSmartRecruiters;

describe('each operation alone, killed in the middle', () => {
	it('Backfill goes on automatically; a second one at the same time says that it is busy', async () => {
		const { n8n, sandbox } = stack;
		await publish(n8n, ['aloneBackfill']);
		await eventually(
			stack,
			'candidates are written',
			async () => (await sandbox.requests()).writes.candidate ?? 0,
			(count) => count > 0,
		);
		await call('backfill');
		await eventually(
			stack,
			'the second has said something',
			async () => await statesOf('aloneBackfill2'),
			(states) => states.length > 0,
		);
		expect(await statesOf('aloneBackfill2')).toEqual(['busy']);
		await n8n.kill();
		expect((await sandbox.compare()).agree).toBe(false);
		await n8n.start();
		const atStart = await writesOf(sandbox);
		await eventually(
			stack,
			'it works again',
			async () => await writesOf(sandbox),
			(writes) => writes > atStart,
			120_000,
		);
		await eventually(
			stack,
			'both sides agree',
			async () => await sandbox.compare(),
			({ agree }) => agree,
			120_000,
		);
		await stack.until('it has finished', ({ finishedAt }) => Boolean(finishedAt));
		await n8n.api('POST', '/workflows/aloneBackfill/deactivate');
		const parked = await n8n.table('rsc_parked');
		const { refused } = await sandbox.compare();
		expect(parked.filter(({ kind }) => kind === 'candidate')).toHaveLength(refused.candidates ?? 0);
		await idle();
	});

	it('Sync Records sends what is named when it is called again; two at once do no harm', async () => {
		const { n8n, sandbox } = stack;
		const { records } = z
			.object({ records: z.array(z.object({ id: z.string() })) })
			.parse(await sandbox.control('GET', '/linkedin/records/candidates?limit=20'));
		const candidateIds = records.map(({ id }) => id);
		for (const [nth, id] of candidateIds.entries())
			await sandbox.control('PATCH', `/company/candidates/${id}`, {
				phoneNumber: `+1 555 01${String(nth).padStart(2, '0')}`,
			});
		const before = await writesOf(sandbox);
		await call('records', { candidateIds });
		await call('records', { candidateIds });
		await eventually(
			stack,
			'something is written',
			async () => await writesOf(sandbox),
			(writes) => writes > before,
		);
		await killAndStart();
		await eventually(
			stack,
			'it is done',
			async () => {
				await callToEnd('records', 'aloneRecords', { candidateIds });
				return (await statesOf('aloneRecords'))[0];
			},
			(state) => state === 'done',
		);
		expect(await sandbox.compare()).toMatchObject({ agree: true });
		expect((await n8n.table('rsc_parked')).filter(({ code }) => code === 'NOT_SENT_YET')).toEqual(
			[],
		);
		for (const state of nonEmpty(await statesOf('aloneRecords')))
			expect(['done', 'queued']).toContain(state);
	});

	it('Write makes each note once, whenever it is killed and however often it gets the same events', async () => {
		const { n8n, sandbox } = stack;
		const { mapped } = await mapSeats(stack, { seats: 1, notMapped: 0 });
		await sandbox.control('POST', '/activity/generate', {
			...{ seats: 1, days: 1, perDay: 14, seed: 5 },
		});
		const got = await call('get-many', { seat: mapped[0] });
		const events = z.array(z.record(z.unknown())).parse(await got.json());
		expect(events.length).toBeGreaterThan(5);
		await call('write', events);
		await call('write', events);
		await eventually(stack, 'a note is written', notes, (count) => count > 1);
		await n8n.kill();
		expect((await activityFound(sandbox, mapped)).faults).not.toEqual({});
		await n8n.start();
		await eventually(
			stack,
			'all are there',
			async () => {
				await callToEnd('write', 'aloneWrite', events);
				return await activityFound(sandbox, mapped);
			},
			({ expected, found, faults }) => found === expected && Object.keys(faults).length === 0,
		);
		const before = await notes();
		await callToEnd('write', 'aloneWrite', events);
		expect(await notes()).toBe(before);
		expect(await unfinishedActivity(n8n)).toEqual([]);
	});

	it('Export brings everybody in once, and goes on automatically', async () => {
		const { n8n, sandbox } = stack;
		await showJobs(sandbox);
		const exported = async (): Promise<number> =>
			(await n8n.table('rsc_exports')).filter(({ state }) => state === 'exported').length;
		await publish(n8n, ['aloneExport2']);
		const { exports: made } = z.object({ exports: z.array(z.unknown()) }).parse(
			await sandbox.control('POST', '/exports/generate', {
				...{ people: 4, jobsEach: 1, plainOnly: true, from: 10 },
			}),
		);
		await eventually(stack, 'one is done', exported, (count) => count > 0);
		// Four came at once, and one run does all: the others only leave theirs in the queue.
		expect(await statesOf('aloneExport')).toContain('queued');
		await n8n.kill();
		await n8n.start();
		await eventually(stack, 'all are done', exported, (count) => count === made.length, 120_000);
		expect(await sandbox.control('POST', '/compare/exports', { left: [] })).toMatchObject({
			...{ agree: true, people: 4, doubled: [], orphans: [] },
		});
		expect(n8n.log()).not.toMatch(/@example|no-email|member-\d|ev-|sandbox-child-secret/);
	});
});
