import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import { compare } from '../../sandbox/compare/compare';
import { DEFAULT_REPORT_ID } from '../../sandbox/smartrecruiters/reports/ReportStore';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { smartRecruitersKey } from '../../scripts/support/nodeCredentials';
import { runNode } from '../../scripts/support/runNode';
import { runListSearch } from '../support/runListSearch';
import {
	ORGANIZATION,
	SOON,
	agrees,
	backfill,
	credentials,
	first,
	held,
	node,
	openBeforeEach,
	run,
	sandbox,
	tables,
} from '../support/historicalSyncNode';

openBeforeEach();

describe('Backfill on n8n’s own engine', () => {
	it('needs no parameter to be right: one node, real tokens, its own tables', async () => {
		const { outputs, error } = await backfill();
		expect(error).toBeUndefined();
		const [progress, rejected] = outputs;
		expect(progress).toHaveLength(1);
		expect(progress?.[0]).toMatchObject({
			json: { organization: ORGANIZATION, state: 'done', finished: true },
			pairedItem: { item: 0 },
		});
		expect(agrees()).toBe(true);
		expect(rejected?.length).toBeGreaterThan(3);
		expect(Object.keys(rejected?.[0]?.json ?? {}).sort()).toEqual([
			'code',
			'kind',
			'organization',
			'reason',
			'recordId',
			'recordKey',
			'whatToDo',
		]);
		expect(tables.rows('rsc_parked').map(({ recordKey }) => recordKey)).toEqual(
			expect.arrayContaining([rejected?.[0]?.json.recordKey]),
		);
		const row = tables.rows('rsc_sync').find(({ stream }) => stream === 'backfill');
		expect(row).toMatchObject({ activity: 'Everything is at LinkedIn', message: '' });
		const again = await backfill();
		expect(first(again)).toMatchObject({ state: 'done', finished: false });
	});

	it('reads a report as n8n hands it on, bit by bit, where one is chosen', async () => {
		const fed = async (detailsFrom: string, value: string) =>
			await run('history', 'backfill', {
				detailsFrom,
				report: { __rl: true, mode: 'list', value },
				options: SOON,
			});
		const result = await fed('report', DEFAULT_REPORT_ID);
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({ state: 'done', finished: true });
		expect(compare(sandbox.context.company, held(), 'report').streams).toMatchObject({
			candidates: { agree: true },
			applications: { agree: true },
			stages: { agree: true },
		});
		const { routes } = sandbox.context.requests.summary();
		expect(Object.keys(routes).some((route) => route.endsWith('/files/:fileId/data'))).toBe(true);
	});

	it('says what is missing where only a report is wanted, and none is chosen', async () => {
		const { error } = await run('history', 'backfill', { detailsFrom: 'report', options: SOON });
		expect(error?.message).toContain('"Report" is empty');
		expect(held().candidates.size).toBe(0);
	});

	it('goes candidate by candidate although a report is chosen, where that is wanted', async () => {
		await run('history', 'backfill', {
			detailsFrom: 'candidates',
			report: { __rl: true, mode: 'id', value: 'none' },
			options: SOON,
		});
		expect(agrees()).toBe(true);
	});

	it('lists reports by their names', async () => {
		const list = async (filter?: string) =>
			(await runListSearch(node, 'searchReports', {}, credentials(), filter)).results.map(
				({ name }) => name,
			);
		expect(await list()).toEqual(['Applications for LinkedIn', 'Open jobs']);
		expect(await list('open')).toEqual(['Open jobs']);
	});

	it('goes on where its time was over, from its tables alone', async () => {
		const states: unknown[] = [];
		for (let count = 0; count < 60 && states.at(-1) !== 'done'; count += 1)
			states.push(first(await backfill({ ...SOON, chunkSize: 50, timeLimit: 0.0001 })).state);
		expect(states.length).toBeGreaterThan(2);
		expect(states.at(-1)).toBe('done');
		expect(agrees()).toBe(true);
	});

	it('works with an API key as well', async () => {
		const { smartRecruitersOAuth2Api: _unused, ...linkedIn } = credentials();
		const result = await run(
			'history',
			'backfill',
			{ authentication: 'smartRecruitersApi', options: SOON },
			{ credentials: { ...linkedIn, ...smartRecruitersKey(sandbox) } },
		);
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({ state: 'done' });
	});

	it('fetches a new token when the old one dies in the middle', async () => {
		const alive = credentials();
		await backfill({ ...SOON, timeLimit: 0.0001 }, { credentials: alive });
		await fetch(`${sandbox.url}/_sandbox/expire-tokens`, { method: 'POST' });
		const result = await backfill(SOON, { credentials: alive });
		expect(result.error).toBeUndefined();
		expect(first(result)).toMatchObject({ state: 'done' });
	});

	it('tells in parts what would go, before anything is connected', async () => {
		const empty = new MemoryDataTables();
		let goOnFrom = '';
		const states: unknown[] = [];
		do {
			const options = { timeLimit: 0.0001 };
			const given = { goOnFrom, options };
			const part = await run('history', 'whatWouldGo', given, { tables: empty });
			expect(part.error).toBeUndefined();
			const result = first(part);
			states.push(result.state);
			goOnFrom = typeof result.goOnFrom === 'string' ? result.goOnFrom : '';
			if (goOnFrom === '') {
				expect(result.refusals).toContainEqual(
					expect.objectContaining({
						kind: 'candidate',
						code: 'NO_EMAIL',
						examples: expect.any(Array),
					}),
				);
			}
		} while (goOnFrom !== '');
		expect(states.length).toBeGreaterThan(1);
		expect(states.at(-1)).toBe('done');
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it('sends and stores nothing in a dry run', async () => {
		const result = await backfill({ dryRun: true });
		expect(first(result)).toMatchObject({ state: 'estimated', finished: false });
		expect(result.outputs[1]?.length).toBeGreaterThan(3);
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
		expect(tables.rows('rsc_sync')).toEqual([]);
	});

	it.each([
		[
			'a wrong LinkedIn secret',
			{ linkedIn: { clientSecret: 'wrong' } },
			/LinkedIn answered 401/,
			/client secret/,
		],
		[
			'a wrong SmartRecruiters secret',
			{ smartRecruiters: { clientSecret: 'wrong' } },
			/SmartRecruiters answered 401/,
			/client secret/,
		],
		[
			'an organization that is none',
			{ linkedIn: { organization: 'Acme' } },
			/"Organization"/,
			/number of the company page/,
		],
		['an API version that is none', { linkedIn: { apiVersion: 'new' } }, /"API Version"/, /202604/],
	])('says what to do about %s', async (_title, wrong, message, advice) => {
		const { error } = await backfill(SOON, { credentials: credentials(wrong) });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
	});

	it('names the table when its checkpoint is damaged, and begins nothing', async () => {
		await backfill();
		const row = tables.rows('rsc_sync').find(({ stream }) => stream === 'backfill');
		if (row) row.checkpoint = 'damaged';
		const { error } = await backfill();
		expect(error?.message).toMatch(/rsc_sync/);
	});

	it('says that the sharing of data is not acknowledged, with message and advice on its error output', async () => {
		tables.drop('rsc_contracts');
		const result = await backfill(SOON, { onError: 'continueErrorOutput' });
		expect(result.outputs.at(-1)?.[0]?.json).toEqual({
			error: expect.stringContaining('has not been acknowledged'),
			details: expect.stringContaining('workflow 01'),
		});
	});

	it.each([
		['by a schedule', 'trigger', 'backfill', undefined],
		['by a webhook whose record is a part of the history', 'webhook', 'syncRecords', undefined],
		['by a schedule, of a check', 'trigger', 'closedProfiles', undefined],
		['by a person', 'manual', 'syncRecords', /has not been acknowledged/],
		['by a webhook, and nothing would send it later', 'webhook', 'backfill', /has not been/],
	] as const)(
		'waits for the acknowledgement without failing only where nobody has to know: %s',
		async (_how, mode, operation, message) => {
			tables.drop('rsc_contracts');
			const { error, outputs } = await runNode(
				new HistoricalSync(),
				operation !== 'syncRecords'
					? { resource: 'history', operation, options: {} }
					: { resource: 'record', operation, options: {} },
				credentials(),
				{ tables, mode, items: [{ json: { candidateId: 'x' } }] },
			);
			expect(error?.message).toEqual(message && expect.stringMatching(message));
			expect(outputs.flat().filter(({ json }) => !('error' in json))).toEqual([]);
		},
	);

	it('names the parameter of a date that is none', async () => {
		const { error } = await backfill({ since: 'yesterday' });
		expect(error?.message).toMatch(/"Since" is not a date \[Item 0\]/);
	});

	it('keeps names, addresses and tokens out of its errors and tables', async () => {
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([
				{
					vendor: 'linkedin',
					kind: 'status',
					status: 403,
					path: '/rest/candidates',
					body: { message: 'person1@example.com is odd', token: 'AQX-secret' },
				},
			]),
		});
		const { error } = await backfill({ streams: ['candidates'] });
		expect(error?.message).toMatch(/LinkedIn answered 403/);
		const stored = JSON.stringify(tables.rows('rsc_sync'));
		expect(JSON.stringify(error) + stored).not.toMatch(/@example|AQX|secret"/);
	});
});
