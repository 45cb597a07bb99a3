const base = require('./jest.config.js');

/** What CI has time for, the longest first; the others run with RSC_E2E=all. */
const IN_CI = [
	'byHandPanels',
	'operationsAlone',
	'byHand',
	'allInOne',
	'exportCandidate',
	'recipes',
	'attack',
	'keepUpToDate',
	'activity',
	'brokenSetups',
	'connectJourney',
	'mapPeople',
	'templateLibrary',
	'pages',
];
const isAll = process.env.RSC_E2E === 'all';

/** On a real n8n, each file with its own folder and ports. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testMatch: (isAll ? ['*'] : IN_CI).map((name) => `<rootDir>/test/e2e/${name}.e2e.test.ts`),
	testPathIgnorePatterns: [],
	globalSetup: '<rootDir>/test/support/packOnce.ts',
	globalTeardown: '<rootDir>/test/support/removePacked.ts',
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	globals: { longestFirst: IN_CI },
	testTimeout: 600_000,
	/** One at a time where a file builds the package anew, or needs several servers for itself. */
	maxWorkers: isAll ? 1 : 2,
};
