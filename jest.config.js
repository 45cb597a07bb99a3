/** Everything but the tests on a real n8n; those are in jest.e2e.config.js. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/test/e2e/'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.test.json', diagnostics: false }],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.run/'],
	/** For `npm run coverage`: what is published. */
	collectCoverageFrom: ['{src,nodes,credentials}/**/*.ts'],
	coverageReporters: ['text-summary', 'html'],
	testTimeout: 120_000,
	maxWorkers: 2,
};
