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
const groups = [
	{ title: 'Group', rules: [RULE, { ...RULE, id: 'RULE-2', isReading: true }] },
	{ title: 'Open', rules: [{ ...RULE, id: 'RULE-3', undecided: 'nobody can know' }] },
];
const check = (change: Partial<Check>): Check => ({
	rules: ['RULE-1'],
	what: 'look',
	run: async () => await Promise.resolve(),
	...change,
});

describe('npm run certify', () => {
	it('passes everything but what it explains', async () => {
		const results = await certify(RULE_GROUPS, CHECKS);
		expect(results.flatMap(({ rules }) => rules).filter(({ result }) => result === 'fail')).toEqual(
			[],
		);
		const explained = results
			.flatMap(({ rules }) => rules)
			.filter(({ result }) => result === 'explained')
			.map(({ rule }) => rule.id);
		expect(explained).toEqual(['TEST-13']);
		const unchecked = results.flatMap(({ rules }) => rules).filter(({ checked }) => !checked[0]);
		expect(unchecked).toEqual([]);
		const rules = RULE_GROUPS.flatMap((group) => group.rules);
		expect(countResults(results)).toEqual({
			pass: rules.length - explained.length,
			fail: 0,
			explained: 1,
			notBuilt: 0,
		});
	}, 400_000);

	it('lists every rule once, and says where it comes from', () => {
		const ids = RULE_GROUPS.flatMap(({ rules }) => rules.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(
			expect.arrayContaining([
				'RSC-101',
				'RSC-106',
				'RSC-204',
				'RSC-305',
				'RSC-505',
				'ACL-BACK',
				'CRM-010',
			]),
		);
		expect(RULE_GROUPS.flatMap(({ rules }) => rules).filter(({ source }) => !source)).toEqual([]);
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
		expect(countResults(results)).toEqual({ pass: 0, fail: 2, explained: 1, notBuilt: 0 });
		expect(report(results)).toMatch(/FAIL {7}RULE-1/);
		expect(report(results)).toMatch(/why: nothing was there/);
	});

	it('fails a rule that nobody checks, and says which words are our own reading', async () => {
		const results = await certify(groups, [check({})]);
		expect(resultOf(results, 'RULE-2')).toMatchObject({ result: 'fail', checked: [] });
		expect(report(results)).toMatch(/FAIL {7}RULE-2 {2}No public page shows its words; as we read/);
		expect(report(results)).toMatch(/nothing checks it/);
	});

	it('explains what cannot be decided here, unless one of its checks fails', async () => {
		const [broken, fine] = [
			check({ rules: ['RULE-3'], run: async () => await Promise.reject(new Error('no')) }),
			check({ rules: ['RULE-3'] }),
		];
		const explained = await certify(groups, [fine]);
		expect(resultOf(explained, 'RULE-3')?.result).toBe('explained');
		expect(report(explained)).toMatch(/open: nobody can know/);
		expect(resultOf(await certify(groups, [broken]), 'RULE-3')?.result).toBe('fail');
	});

	it('says of what is not built what is done instead, and fails it all the same when a check does', async () => {
		const missing = [{ title: 'Missing', rules: [{ ...RULE, id: 'RULE-4', notBuilt: 'by hand' }] }];
		const [none, broken] = [
			await certify(missing, []),
			await certify(missing, [
				check({ rules: ['RULE-4'], run: async () => await Promise.reject(new Error('no')) }),
			]),
		];
		expect(resultOf(none, 'RULE-4')?.result).toBe('notBuilt');
		expect(report(none)).toMatch(/not built {2}RULE-4[\s\S]*instead: by hand/);
		expect(resultOf(broken, 'RULE-4')?.result).toBe('fail');
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
		const results = await certify(groups, [mark(), mark()]);
		expect(resultOf(results, 'RULE-1')?.result).toBe('pass');
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
				stage.runtime.linkedIn.transport = forgetful(stage.runtime.linkedIn.transport);
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
