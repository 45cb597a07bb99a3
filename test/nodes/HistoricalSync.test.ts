import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import {
	linkedInCredential,
	smartRecruitersCredential,
	smartRecruitersKey,
	UNLIMITED,
} from '../support/nodeCredentials';
import { runNode } from '../support/runNode';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
});
afterEach(async () => {
	await sandbox.close();
});

const credentials = (change: { linkedIn?: object; smartRecruiters?: object } = {}) => ({
	...linkedInCredential(sandbox, { ...UNLIMITED, ...change.linkedIn }),
	...smartRecruitersCredential(sandbox, change.smartRecruiters),
});

const parameters = (change: object = {}) => ({
	operation: 'backfill',
	authentication: 'smartRecruitersOAuth2Api',
	streams: ['jobs', 'candidates', 'applications'],
	window: 'all',
	jobVisibility: 'PRIVATE_TO_ATS_INTEGRATION',
	checkpoint: '',
	dryRun: false,
	options: { chunkSize: 100_000, jobCheckDelay: 0 },
	...change,
});

const node = new HistoricalSync();

describe('RSC Historical Sync on n8n’s own engine', () => {
	it('backfills with real tokens, one progress item and the rejected beside it', async () => {
		const { outputs, error } = await runNode(node, parameters(), credentials());
		expect(error).toBeUndefined();
		const [progress, rejected] = outputs;
		expect(progress).toHaveLength(1);
		expect(progress?.[0]).toMatchObject({
			json: { organization: 'urn:li:organization:1000', done: true, state: 'done' },
			pairedItem: { item: 0 },
		});
		expect(
			compare(sandbox.context.company, sandbox.store.of('urn:li:organization:1000'), 'deep'),
		).toMatchObject({ agree: true });
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
	});

	it('goes on from the checkpoint of the item before', async () => {
		const first = await runNode(
			node,
			parameters({ options: { chunkSize: 50, jobCheckDelay: 0 } }),
			credentials(),
		);
		const checkpoint = first.outputs[0]?.[0]?.json.checkpoint;
		const second = await runNode(
			node,
			parameters({ checkpoint: '={{ $json.checkpoint }}' }),
			credentials(),
			[{ json: { checkpoint: checkpoint ?? null } }],
		);
		expect(second.outputs[0]?.[0]?.json).toMatchObject({ done: true });
		expect(second.outputs[0]?.[0]?.json.startedAt).toBe(first.outputs[0]?.[0]?.json.startedAt);
	});

	it('works with an API key as well', async () => {
		const { smartRecruitersOAuth2Api: _unused, ...linkedIn } = credentials();
		const { outputs, error } = await runNode(
			node,
			parameters({ authentication: 'smartRecruitersApi' }),
			{ ...linkedIn, ...smartRecruitersKey(sandbox) },
		);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ done: true });
	});

	it('fetches a new token when the old one dies in the middle', async () => {
		const alive = credentials();
		await runNode(node, parameters({ options: { chunkSize: 50, jobCheckDelay: 0 } }), alive);
		await fetch(`${sandbox.url}/_sandbox/expire-tokens`, { method: 'POST' });
		const { error, outputs } = await runNode(node, parameters(), alive);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ done: true });
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
			'somebody else’s organization',
			{ linkedIn: { organization: '7' } },
			/LinkedIn answered 403/,
			/organization/,
		],
		[
			'an organization that is none',
			{ linkedIn: { organization: 'Acme' } },
			/"Organization"/,
			/number of the company page/,
		],
		['an API version that is none', { linkedIn: { apiVersion: 'new' } }, /"API Version"/, /202604/],
		[
			'an override of an unknown resource',
			{ linkedIn: { generationOverrides: '{"people":"v2"}' } },
			/no resource "people"/,
			/candidates/,
		],
	])('says what to do about %s', async (_title, change, message, advice) => {
		const { error } = await runNode(node, parameters(), credentials(change));
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
	});

	it('names the parameter and the item when a checkpoint is damaged', async () => {
		const { error } = await runNode(node, parameters({ checkpoint: 'damaged' }), credentials());
		expect(error?.message).toMatch(/"Checkpoint"/);
	});

	it('wants something to send', async () => {
		const { error } = await runNode(node, parameters({ streams: [] }), credentials());
		expect(error?.message).toMatch(/"Records to Send" is empty \[Item 0\]/);
	});

	it('goes on with the next item when it may', async () => {
		const items = [{ json: { checkpoint: 'damaged' } }, { json: { checkpoint: '' } }];
		const run = await runNode(
			node,
			parameters({ checkpoint: '={{ $json.checkpoint }}' }),
			credentials(),
			items,
			'continueRegularOutput',
		);
		expect(run.error).toBeUndefined();
		expect(run.outputs[0]).toHaveLength(2);
		expect(run.outputs[0]?.[0]?.json.error).toMatch(/"Checkpoint"/);
		expect(run.outputs[0]?.[1]).toMatchObject({ json: { done: true }, pairedItem: { item: 1 } });
	});

	it('hands message and advice to its error output', async () => {
		const run = await runNode(
			node,
			parameters({ checkpoint: 'damaged' }),
			credentials(),
			[{ json: {} }],
			'continueErrorOutput',
		);
		expect(run.outputs).toEqual([
			[],
			[],
			[
				expect.objectContaining({
					json: {
						error: expect.stringContaining('"Checkpoint"'),
						details: expect.stringContaining('leave the field empty'),
					},
				}),
			],
		]);
	});

	it('keeps names, addresses and tokens out of its errors', async () => {
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([
				{
					vendor: 'linkedin',
					kind: 'status',
					status: 400,
					path: '/rest/candidates',
					body: { message: 'person1@example.com is odd', token: 'AQX-secret' },
				},
			]),
		});
		const { error } = await runNode(node, parameters({ streams: ['candidates'] }), credentials());
		expect(error?.message).toMatch(/LinkedIn answered 400/);
		expect(JSON.stringify(error)).not.toMatch(/@example|AQX|secret"/);
	});

	it('tells organization and API settings without asking anybody', async () => {
		const { outputs } = await runNode(node, { operation: 'getConnection' }, credentials());
		expect(outputs[0]?.[0]?.json).toMatchObject({
			organization: 'urn:li:organization:1000',
			generations: { candidates: 'rest', applicationStages: 'v2' },
		});
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});
});
