import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NODE, ROOT } from './paths';

let isBuilt = false;

/** Builds the package into `dist`, once in a process. */
export function buildPackage(): void {
	if (isBuilt) return;
	const gulp = join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const built = spawnSync(NODE, [gulp, 'build'], { cwd: ROOT, encoding: 'utf8' });
	if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
	isBuilt = true;
}

/** Builds the package and packs it. @returns the tarball's path */
export function packPackage(folder: string): string {
	mkdirSync(folder, { recursive: true });
	buildPackage();
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [packed] = z.array(z.object({ filename: z.string() })).parse(JSON.parse(output));
	if (!packed) throw new Error('npm packed nothing');
	return join(folder, packed.filename);
}

/** Puts the tarball where n8n finds community packages, as a user would by hand. */
export function installPackage(tarball: string, n8nFolder: string): void {
	const nodes = join(n8nFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	const manifest = join(nodes, 'package.json');
	if (!existsSync(manifest)) {
		writeFileSync(manifest, '{"name":"installed-nodes","private":true,"dependencies":{}}');
	}
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const { status, stderr } = spawnSync(
		'npm',
		['install', tarball, '--omit=peer', '--ignore-scripts', '--no-package-lock', ...quiet],
		{ cwd: nodes, encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(`The package could not be installed:\n${stderr}`);
}
