import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NODE, ROOT } from './paths';

/** The tarball that another process has built and packed for this one. */
const { RSC_PACKED } = process.env;
let isBuilt = RSC_PACKED !== undefined;

/** Builds the package into `dist`, once in a process; not where another process has done so for this one. */
export function buildPackage(): void {
	if (isBuilt) return;
	const gulp = join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const built = spawnSync(NODE, [gulp, 'build'], { cwd: ROOT, encoding: 'utf8' });
	if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
	isBuilt = true;
}

/** Builds the package and packs it, unless that is done. @returns the tarball's path */
export function packPackage(folder: string): string {
	if (RSC_PACKED !== undefined) return RSC_PACKED;
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
