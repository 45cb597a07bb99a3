import assert from 'node:assert/strict';
import { certify, type GroupResult } from '../../scripts/certify/certify';
import type { Check } from '../../scripts/certify/Check';
import { CHECKS } from '../../scripts/certify/checks';
import { countResults, report } from '../../scripts/certify/report';
import { RULE_GROUPS } from '../../scripts/certify/rules';
import { requestAccess } from '../../src/operations/contract/requestAccess';

const resultOf = (groups: readonly GroupResult[], id: string) =>
	groups.flatMap(({ rules }) => rules).find(({ rule }) => rule.id === id);
const RULE = { id: 'RULE-1', wording: 'A rule', source: 'a page' };
const groups = [{ title: 'Group', rules: [RULE, { ...RULE, id: 'RULE-2', wording: null }] }];
const check = (change: Partial<Check>): Check => ({
	rules: ['RULE-1'],
	what: 'look',
	run: async () => await Promise.resolve(),
	...change,
});

describe('npm run certify', () => {
	it('passes everything that it checks, RSC-101 to RSC-105 among it', async () => {
		const results = await certify(RULE_GROUPS, CHECKS);
		expect(results.flatMap(({ rules }) => rules).filter(({ result }) => result === 'fail')).toEqual(
			[],
		);
		for (const id of ['RSC-101', 'RSC-102', 'RSC-103', 'RSC-104', 'RSC-105'])
			expect(resultOf(results, id)).toMatchObject({ result: 'pass' });
		expect(countResults(results).fail).toBe(0);
	}, 120_000);

	it('lists every rule once, and says where it comes from', () => {
		const ids = RULE_GROUPS.flatMap(({ rules }) => rules.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(
			expect.arrayContaining(['RSC-204', 'RSC-301', 'RSC-305', 'RSC-501', 'RSC-504', 'CRM-010']),
		);
		for (const { source } of RULE_GROUPS.flatMap(({ rules }) => rules)) expect(source).not.toBe('');
	});

	it('fails a rule when one of its checks fails, and says why', async () => {
		const results = await certify(groups, [
			check({}),
			check({ run: async () => await Promise.reject(new Error('nothing was there')) }),
		]);
		expect(resultOf(results, 'RULE-1')).toMatchObject({
			result: 'fail',
			failures: ['nothing was there'],
		});
		expect(countResults(results)).toEqual({ pass: 0, fail: 1, notYet: 1 });
		expect(report(results)).toMatch(/FAIL {5}RULE-1/);
		expect(report(results)).toMatch(/why: nothing was there/);
	});

	it('calls a rule without a check "not yet", and says when nobody has seen its text', async () => {
		const results = await certify(groups, [check({})]);
		expect(resultOf(results, 'RULE-2')).toMatchObject({ result: 'not yet', checked: [] });
		expect(report(results)).toMatch(/not yet {2}RULE-2 {2}No public page/);
	});

	it('gives each check a sandbox of its own', async () => {
		const mark = (): Check =>
			check({
				run: async ({ sandbox }) => {
					assert.equal(sandbox.store.nextNumber, 4_000_000_001);
					sandbox.store.nextNumber = 1;
					await Promise.resolve();
				},
			});
		expect(countResults(await certify(groups, [mark(), mark()])).fail).toBe(0);
	});

	it('knows no check for a rule that is not there', async () => {
		await expect(certify(groups, [check({ rules: ['RULE-9'] })])).rejects.toThrow(/RULE-9/);
	});

	it('notices when the product does not do what a rule wants', async () => {
		const [onlyViewers] = CHECKS.filter(({ rules }) => rules.includes('RSC-104'));
		if (!onlyViewers) throw new Error('No check for RSC-104');
		const lazy: Check = {
			...onlyViewers,
			run: async (stage) => {
				// LinkedIn forgets what it was told: the product must not call that a success.
				stage.connection.linkedIn.transport = forgetful(stage.connection.linkedIn.transport);
				await onlyViewers.run(stage);
			},
		};
		const results = await certify(
			[{ title: 'Group', rules: [{ ...RULE, id: 'RSC-104' }] }],
			[lazy],
		);
		expect(resultOf(results, 'RSC-104')?.result).toBe('fail');
	});
});

type Transport = Parameters<typeof requestAccess>[0]['transport'];
const forgetful =
	(transport: Transport): Transport =>
	async (request) =>
		request.method === 'PUT'
			? {
					status: 200,
					headers: {},
					body: {
						results: { CALLBACK_URL: { status: 204 }, JOB_POSTING_VIEWERS: { status: 204 } },
					},
				}
			: await transport(request);
