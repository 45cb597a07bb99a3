import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** How often the rule reports in a test file with this text. */
function reportsIn(text: string): number {
	const script = `
		import { Linter } from 'eslint';
		import tseslint from 'typescript-eslint';
		import { expectInOpenLoop } from './scripts/lint/expectInOpenLoop.mjs';
		const messages = new Linter().verify(${JSON.stringify(text)}, [{
			files: ['**/*.ts'],
			languageOptions: { parser: tseslint.parser },
			plugins: { own: { rules: { one: expectInOpenLoop } } },
			rules: { 'own/one': 'error' },
		}], { filename: 'one.ts' });
		console.log(messages.filter(({ ruleId, fatal }) => fatal || ruleId).length);
	`;
	return Number(
		execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT }),
	);
}

describe('the lint rule against tests that expect nothing', () => {
	it('reports expectations in loops over lists that may be empty', () => {
		const text = `
			for (const one of rows()) expect(one).toBe(1);
			for (const one of rows()) { if (one) { expectHarmless(one); } }
			rows().forEach((one) => { expect(one).toBe(1); });
			const none = [];
			for (const one of none) expect(one).toBe(1);
			const some = [1];
			for (const first of some) for (const one of first.rows) expect(one).toBe(1);
		`;
		expect(reportsIn(text)).toBe(5);
	});

	it('lets lists pass that cannot be empty, loops without expectations, and tests made in loops', () => {
		const text = `
			for (const one of ['a', 'b'] as const) expect(one).toBe('a');
			const some = [1, 2];
			for (const one of some) expect(one).toBe(1);
			for (const one of nonEmpty(rows())) expect(one).toBe(1);
			for (const one of rows()) one.name = '';
			for (const one of rows()) it(one, () => { expect(one).toBe(1); });
			fc.assert(fc.property(lists, (list) => { for (const one of list) expect(one).toBe(1); }));
		`;
		expect(reportsIn(text)).toBe(0);
	});
});
