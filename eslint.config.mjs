import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';
import { forNodes, itemIndexInErrors } from './scripts/lint/selectors.cjs';
import { expectInOpenLoop } from './scripts/lint/expectInOpenLoop.mjs';

/** An error in a list of n8n's editor, or in a trigger, belongs to no item. */
const WITHOUT_ITEMS = ['nodes/*/listSearch.ts', 'nodes/*Trigger/**'];

const published = ['nodes/**/*.ts', 'credentials/**/*.ts', 'src/**/*.ts'];

export default tseslint.config(
	{ ignores: ['dist/**', '.run/**', 'node_modules/**', 'coverage/**'] },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
	{
		// What is published: n8n's own rules, and no cast: foreign data is parsed.
		files: published,
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: {
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'no-console': 'error',
		},
	},
	{
		// The rule wants n8n's errors in every catch; below src/n8n nobody knows them, and what is caught is passed on as it is.
		files: ['src/**/*.ts'],
		ignores: ['src/n8n/**'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			'no-restricted-syntax': ['error', ...forNodes, itemIndexInErrors],
		},
	},
	{
		files: ['src/n8n/**/*.ts'],
		rules: { 'no-restricted-syntax': ['error', itemIndexInErrors] },
	},
	{
		files: WITHOUT_ITEMS,
		rules: { 'no-restricted-syntax': ['error', ...forNodes] },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		// Fastify's handlers may be plain functions, and test doubles are checked at run time.
		files: ['sandbox/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
		rules: { '@typescript-eslint/require-await': 'off' },
	},
	{
		// Answers are read as they come, and asserted: a wrong shape fails the test.
		files: ['test/**/*.ts'],
		plugins: { own: { rules: { 'expect-in-open-loop': expectInOpenLoop } } },
		rules: {
			'own/expect-in-open-loop': 'error',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
		},
	},
);
