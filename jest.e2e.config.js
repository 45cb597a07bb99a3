const base = require('./jest.config.js');

/** On a real n8n: one at a time, each with its own folder. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	// CI walks the journey of an admin; the other files run with RSC_E2E=all.
	testPathIgnorePatterns:
		process.env.RSC_E2E === 'all'
			? []
			: [
					'activity',
					'exportCandidate',
					'exportPages',
					'historicalSync',
					'keepUpToDate',
					'lateMapping',
					'mapPeople',
					'npmStart',
					'rscTrigger',
				],
	testTimeout: 300_000,
	maxWorkers: 1,
};
