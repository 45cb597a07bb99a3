import { z } from 'zod';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { runNode } from '../support/runNode';
import {
	contractRow,
	ORGANIZATION,
	organizationRow,
	parkedRow,
	syncRow,
} from '../unit/pages/fixtures';

const node = new ContractActivate();
const customer = (clientSecret = 'tests-only') => ({
	linkedInRscOAuth2Api: {
		grantType: 'clientCredentials',
		clientId: 'app',
		clientSecret,
		organization: '1000',
		signInBaseUrl: 'https://linkedin.example.com',
		// Nobody listens there: these operations call nobody.
		accessTokenUrl: 'http://127.0.0.1:9/token',
		apiBaseUrl: 'http://127.0.0.1:9',
	},
});
const run = async (
	operation: string,
	parameters: Record<string, unknown>,
	onError?: 'continueErrorOutput',
	secret?: string,
) =>
	await runNode(
		node,
		JSON.parse(JSON.stringify({ resource: 'statusPage', operation, ...parameters })),
		customer(secret),
		[{ json: {} }],
		onError,
	);

describe('the pages of workflow 01, through the node', () => {
	const rows = [organizationRow, contractRow({ state: 'chosen' })];

	it('tells the next step, and what its form page shows', async () => {
		const { outputs, error } = await run('getStep', { contractRows: rows });
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]).toMatchObject({
			json: {
				organization: ORGANIZATION,
				step: 'request',
				acknowledgedBy: 'Ada Admin',
				recruiterUrl: 'https://linkedin.example.com/recruiter',
				contracts: [
					{
						contract: 'urn:li:contract:2001',
						label: 'Acme Europe (contract 2001)',
						toBeRequested: true,
					},
				],
			},
			pairedItem: { item: 0 },
		});
		expect(outputs[1]).toEqual([]);
	});

	it('takes rows as JSON text, and as an empty table gives them', async () => {
		const asText = await run('getStep', { contractRows: JSON.stringify(rows) });
		expect(asText.outputs[0]?.[0]?.json.step).toBe('request');
		const empty = await run('getStep', { contractRows: [{}] });
		expect(empty.outputs[0]?.[0]?.json.step).toBe('acknowledge');
	});

	it('names field and item when the rows are none', async () => {
		const { error } = await run('getStep', { contractRows: 'nonsense' });
		expect(error?.message).toBe('"Contracts" is not a list of rows [Item 0]');
		expect(error?.description).toContain('.all().map((item) => item.json)');
	});

	it('renders one document from the rows of all tables', async () => {
		const { outputs } = await run('render', {
			contractRows: [organizationRow, contractRow({})],
			syncRows: [syncRow({ startedAt: '2026-11-24T10:00:00Z', activity: 'Sending candidates' })],
			parkedRows: [parkedRow(1)],
			seatRows: [{ seat: 's1', userId: 'u1' }],
			pageOptions: { retryLink: 'again', connectLink: 'connect', updates: false },
		});
		const page = outputs[0]?.[0]?.json.html;
		expect(page).toMatch(/^<!doctype html>/i);
		for (const part of [
			'Acme Europe',
			'Sending candidates',
			'1 candidate:',
			'Recruiter seats that belong to a SmartRecruiters user: 1.',
		])
			expect(page).toContain(part);
		expect(page).toContain('action="again"');
		expect(page).not.toContain('http-equiv="refresh"');
	});

	it('lets pass only who was shown a page: its key, for its purpose, of this application', async () => {
		const step = await run('getStep', { contractRows: rows });
		const pageKey = z.string().parse(step.outputs[0]?.[0]?.json.chooseKey);
		const check = async (parameters: object, secret?: string) =>
			await run(
				'checkKey',
				{ pageKey, purpose: 'chooseContract', ...parameters },
				'continueErrorOutput',
				secret,
			);
		expect((await check({})).outputs[0]).toHaveLength(1);
		for (const refused of [
			await check({ purpose: 'retry' }),
			await check({ pageKey: '={{ "" }}' }),
			await check({ pageKey: pageKey.slice(2) }),
			await check({}, 'another-secret'),
		]) {
			expect(refused.outputs[0]).toEqual([]);
			expect(refused.outputs[2]).toEqual([
				expect.objectContaining({
					json: expect.objectContaining({ error: expect.stringContaining('not valid') }),
				}),
			]);
		}
	});
});
