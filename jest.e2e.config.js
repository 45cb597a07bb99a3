const base = require('./jest.config.js');

/** What CI has time for; the others run with RSC_E2E=all. */
const IN_CI = [
	'activity',
	'attack',
	'brokenSetups',
	'byHand',
	'byHandPanels',
	'connectJourney',
	'exportCandidate',
	'keepUpToDate',
	'mapPeople',
	'operationsAlone',
	'pages',
	'recipes',
	'stateStore',
	'templateLibrary',
];

/** On a real n8n: one at a time, each with its own folder. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testMatch: (process.env.RSC_E2E === 'all' ? ['*'] : IN_CI).map(
		(name) => `<rootDir>/test/e2e/${name}.e2e.test.ts`,
	),
	testPathIgnorePatterns: [],
	testTimeout: 600_000,
	maxWorkers: 1,
};
