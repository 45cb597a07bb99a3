// npm test: set-up, then every check, each told with its time; the last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prettier } from './format.mjs';
import { ensureSetup, NODE, ROOT } from './setup.mjs';

ensureSetup();
const bin = (path) => join(ROOT, 'node_modules', path);
const reports = mkdtempSync(join(tmpdir(), 'rsc-tests-'));
let passed = 0;
let failed = 0;

function phase(title, args, count) {
	const begin = Date.now();
	const { status } = spawnSync(NODE, args, {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, FORCE_COLOR: '0' },
	});
	const [good, bad] = count(status === 0);
	passed += good;
	failed += bad;
	console.log(
		`── ${title}: ${good} passed, ${bad} failed, ${Math.round((Date.now() - begin) / 1000)} s\n`,
	);
}

const one = (ok) => (ok ? [1, 0] : [0, 1]);
function jest(title, config) {
	const report = join(reports, `${title.replaceAll(' ', '-')}.json`);
	phase(
		title,
		[
			bin('jest/bin/jest.js'),
			'--config',
			config,
			'--json',
			'--forceExit',
			`--outputFile=${report}`,
		],
		(ok) => {
			try {
				const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
					readFileSync(report, 'utf8'),
				);
				return [numPassedTests, Math.max(numFailedTests, numFailedTestSuites, ok ? 0 : 1)];
			} catch {
				return [0, 1];
			}
		},
	);
}

/** Its own last line counts. */
function worlds() {
	const begin = Date.now();
	const { status, stdout } = spawnSync(
		NODE,
		[join(ROOT, 'scripts', 'launch.mjs'), 'faults', '--quick'],
		{ cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1_048_576, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	console.log(stdout);
	const [, good = '0', bad = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout) ?? [];
	passed += Number(good);
	failed += Math.max(Number(bad), status === 0 ? 0 : 1);
	console.log(
		`── faults: ${good} passed, ${bad} failed, ${Math.round((Date.now() - begin) / 1000)} s\n`,
	);
}

const only = process.argv[2];
const wanted = (name) => !only || only === name;
if (wanted('format')) phase('format', prettier('--check'), one);
if (wanted('lint')) phase('lint', [bin('eslint/bin/eslint.js'), '.'], one);
if (wanted('layers'))
	phase(
		'layers',
		[
			bin('.bin/depcruise'),
			'src',
			'nodes',
			'credentials',
			'sandbox',
			'scripts',
			'--config',
			'.dependency-cruiser.cjs',
			'--output-type',
			'err',
		],
		one,
	);
if (wanted('knip')) phase('knip', [bin('knip/bin/knip.js'), '--no-progress'], one);
if (wanted('types')) phase('types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.check.json'], one);
if (wanted('package')) {
	phase('build', [bin('gulp/bin/gulp.js'), 'build', '--silent'], one);
	phase('package', [join(ROOT, 'scripts', 'check-package.mjs')], one);
}
if (wanted('jest')) jest('unit, sandbox, engine, nodes and templates', 'jest.config.js');
if (wanted('faults')) worlds();
if (wanted('e2e')) jest('on a real n8n', 'jest.e2e.config.js');

rmSync(reports, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
