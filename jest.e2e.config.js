const base = require('./jest.config.js');

/** On a real n8n: one at a time, each with its own folder. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: [],
	testTimeout: 300_000,
	maxWorkers: 1,
};
