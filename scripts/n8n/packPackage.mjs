import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from '../setup.mjs';

/** Builds the package and packs it. @returns the tarball's path */
export function packPackage(folder) {
	mkdirSync(folder, { recursive: true });
	const { status, stdout, stderr } = spawnSync(NODE, [join(ROOT, 'node_modules/gulp/bin/gulp.js'), 'build'], { cwd: ROOT, encoding: 'utf8' });
	if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return join(folder, JSON.parse(output)[0].filename);
}

/** Puts the tarball where n8n finds community packages, as a user would by hand. */
export function installPackage(tarball, n8nFolder) {
	const nodes = join(n8nFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	const manifest = join(nodes, 'package.json');
	if (!existsSync(manifest)) {
		writeFileSync(manifest, '{"name":"installed-nodes","private":true,"dependencies":{}}');
	}
	const { status, stderr } = spawnSync(
		'npm',
		['install', tarball, '--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: nodes, encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(`The package could not be installed:\n${stderr}`);
	return JSON.parse(readFileSync(manifest, 'utf8')).dependencies;
}
