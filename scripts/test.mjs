// npm test: set-up, then every check, each told with its time; the last line counts them all.
import { spawn, spawnSync } from 'node:child_process';
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

function report(title, output, [good, bad], begin) {
	passed += good;
	failed += bad;
	if (output !== '') console.log(output.trimEnd());
	console.log(
		`── ${title}: ${good} passed, ${bad} failed, ${Math.round((Date.now() - begin) / 1000)} s\n`,
	);
}

function phase(title, args, count) {
	const begin = Date.now();
	const { status } = spawnSync(NODE, args, {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, FORCE_COLOR: '0' },
	});
	report(title, '', count(status === 0), begin);
}

const one = (ok) => (ok ? [1, 0] : [0, 1]);
function jest(title, config, ...more) {
	const file = join(reports, `${title.replaceAll(' ', '-')}.json`);
	phase(
		title,
		[
			bin('jest/bin/jest.js'),
			'--config',
			config,
			'--json',
			'--forceExit',
			`--outputFile=${file}`,
			...more,
		],
		(ok) => {
			try {
				const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
					readFileSync(file, 'utf8'),
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
		{
			cwd: ROOT,
			encoding: 'utf8',
			maxBuffer: 64 * 1_048_576,
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const [, good = '0', bad = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout) ?? [];
	report('faults', stdout, [Number(good), Math.max(Number(bad), status === 0 ? 0 : 1)], begin);
}

/** Checks that only read, two at a time; what each prints comes out when it has ended. */
async function sideBySide(checks) {
	const waiting = [...checks];
	const work = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [title, ...args] = next;
			const begin = Date.now();
			const child = spawn(NODE, args, {
				cwd: ROOT,
				stdio: ['ignore', 'pipe', 'pipe'],
				env: { ...process.env, FORCE_COLOR: '0' },
			});
			let output = '';
			for (const stream of [child.stdout, child.stderr])
				stream.setEncoding('utf8').on('data', (text) => (output += text));
			const ok = await new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
			report(title, output, one(ok), begin);
		}
	};
	await Promise.all([work(), work()]);
}

const only = process.argv[2];
const wanted = (name) => !only || only === name;
await sideBySide(
	[
		['lint', bin('eslint/bin/eslint.js'), '.'],
		['types', bin('typescript/bin/tsc'), '-p', 'tsconfig.check.json'],
		['format', ...prettier('--check')],
		[
			'layers',
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
		['knip', bin('knip/bin/knip.js'), '--no-progress'],
	].filter(([name]) => wanted(name)),
);
if (wanted('package')) {
	phase('build', [bin('gulp/bin/gulp.js'), 'build', '--silent'], one);
	phase('package', [join(ROOT, 'scripts', 'check-package.mjs')], one);
}
if (wanted('jest')) jest('unit, sandbox, engine, nodes and templates', 'jest.config.js');
if (wanted('faults')) worlds();
if (wanted('e2e')) {
	jest('on a real n8n', 'jest.e2e.config.js', '--testPathIgnorePatterns=attack.e2e');
	// It counts the seconds that n8n takes to answer, so nothing runs beside it.
	jest('attacks on a real n8n', 'jest.e2e.config.js', 'attack.e2e');
}

rmSync(reports, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
