const base = require('./jest.config.js');

/** On a real n8n: one at a time, each with its own folder. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	// The slower journeys of workflows 05 and 06 run with RSC_E2E=all.
	testPathIgnorePatterns:
		process.env.RSC_E2E === 'all' ? [] : ['exportCandidate', 'exportPages', 'keepUpToDate'],
	testTimeout: 300_000,
	maxWorkers: 1,
};
