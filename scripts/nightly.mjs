// npm run nightly: the long forms of everything, one after the other. The last line reads "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { ensureSetup, NODE, ROOT } from './setup.mjs';

const STEPS = [
	[
		'every test, also those that npm test has no time for',
		['scripts/test.mjs'],
		{ RSC_E2E: 'all' },
	],
	['attack, 100,000 hostile calls', ['scripts/launch.mjs', 'attack']],
	['faults, 10,000 worlds', ['scripts/launch.mjs', 'faults', '--full']],
	['faults, every mutant', ['scripts/launch.mjs', 'faults', '--mutants']],
	['a month of a company on a real n8n', ['scripts/launch.mjs', 'month']],
	['two weeks of soak', ['scripts/launch.mjs', 'month', '--soak']],
	['certify', ['scripts/launch.mjs', 'certify']],
	['growth, at three sizes', ['scripts/launch.mjs', 'growth']],
	['bench', ['scripts/launch.mjs', 'bench']],
];
ensureSetup();
const failed = STEPS.filter(([name, args, env = {}]) => {
	console.log(`── ${name}`);
	const { status } = spawnSync(NODE, args, {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
	return status !== 0;
});
for (const [name] of failed) console.log(`failed: ${name}`);
console.log(`${STEPS.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
