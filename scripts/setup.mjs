// All set-up on a fresh machine with just Node >= 20 and npm. Needs nothing that it installs itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that n8n wants; the npm package `node` brings it. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');

const STAMP = join(ROOT, 'node_modules', '.rsc-setup');

function run(command, args) {
	const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/** Installs what the lock file names, once; the next call takes milliseconds. */
export function ensureSetup() {
	const lock = createHash('sha256')
		.update(readFileSync(join(ROOT, 'package-lock.json')))
		.digest('hex');
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock && existsSync(NODE)) return;
	// npm ci would empty the folder behind the link, under whoever else uses it.
	if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
		throw new Error('node_modules is a link: run npm ci in the checkout that it leads to.');
	console.log('Setting up: this takes a few minutes and about 3 GB, most of it n8n itself.');
	console.log('  1/3 packages (npm ci)');
	run('npm', ['ci', '--loglevel=error']);
	console.log('  2/3 the database driver (built from source)');
	run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error']);
	console.log('  3/3 Node for n8n');
	run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
	const version = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim();
	console.log(`Set up, with Node ${version}.`);
	writeFileSync(STAMP, lock);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureSetup();
