/** The order of `longestFirst` in the configuration, so that no long file is left for the end. Jest's own goes by what it has measured before. */
module.exports = class LongestFirst {
	sort(tests) {
		const rank = ({ path, context }) => {
			const names = context.config.globals.longestFirst;
			const at = names.findIndex((name) => path.endsWith(`/${name}.e2e.test.ts`));
			return at < 0 ? names.length : at;
		};
		return [...tests].sort((a, b) => rank(a) - rank(b));
	}

	allFailedTests(tests) {
		return tests;
	}

	cacheResults() {}
};
