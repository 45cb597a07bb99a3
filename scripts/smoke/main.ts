import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { NODE, ROOT, TSX } from '../n8n/paths';

/**
 * `npm run smoke -- --n8n 2.36.8`: a plain n8n of that version, installed into `.run`, walks the whole journey of
 * `npm start` with a small company: the packed package is installed, its nodes are loaded, the nine workflows are imported
 * and published, run, and compared with the sandbox. Ends with the summary of `npm start`.
 */
const { values } = parseArgs({
	options: {
		n8n: { type: 'string' },
		people: { type: 'string', default: '150' },
		/** An n8n that is already installed: the folder that contains its `node_modules`. */
		in: { type: 'string' },
	},
});

function run(program: string, args: string[], cwd: string, env: Record<string, string> = {}): void {
	const { status } = spawnSync(program, args, {
		cwd,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
	if (status !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${status ?? '?'}`);
}

/** @returns the folder that contains `node_modules` */
function install(version: string): string {
	const folder = join(ROOT, '.run', `n8n-${version}`);
	if (existsSync(join(folder, 'installed'))) return folder;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"name":"plain-n8n","private":true}');
	console.log(`Installing n8n ${version}: a few minutes, about 3 GB`);
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	run('npm', ['install', `n8n@${version}`, '--save-exact', '--ignore-scripts', ...quiet], folder);
	// The only package with a part that has to be built.
	run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'], folder);
	writeFileSync(join(folder, 'installed'), '');
	return folder;
}

function versionsOf(folder: string): string {
	const fromN8n = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const version = (file: string): string =>
		z.object({ version: z.string() }).parse(fromN8n(file)).version;
	return [
		`n8n ${version('./package.json')}`,
		...['n8n-workflow', 'zod', 'luxon'].map((name) => `${name} ${version(`${name}/package.json`)}`),
	].join(', ');
}

if (values.in === undefined && values.n8n === undefined) {
	console.error('Name a version: npm run smoke -- --n8n 2.41.1');
	process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'rsc-smoke-'));
try {
	const home = values.in ?? install(values.n8n ?? '');
	console.log(versionsOf(home));
	const start = [TSX, join(ROOT, 'scripts', 'start', 'main.ts')];
	run(NODE, [...start, '--once', '--people', values.people, '--folder', folder], ROOT, {
		RSC_N8N: join(home, 'node_modules', 'n8n', 'bin', 'n8n'),
	});
	console.log('1 passed, 0 failed');
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	console.log('0 passed, 1 failed');
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
