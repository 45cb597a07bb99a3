import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { NODE, ROOT } from '../n8n/paths';

const COMPILED = /Found (\d+) errors?\. Watching for file changes/;

/**
 * Compiles the package into the folder where n8n looks for community packages, and again whenever a file changes.
 * Not a link to `dist`: n8n forgets what it has loaded by real paths, so that behind a link it would reload nothing.
 *
 * @returns the compiler, once it has compiled for the first time
 */
export async function watchPackage(
	n8nFolder: string,
	say: (line: string) => void,
): Promise<ChildProcess> {
	const target = join(n8nFolder, '.n8n', 'nodes', 'node_modules', manifest.name);
	mkdirSync(target, { recursive: true });
	cpSync(join(ROOT, 'package.json'), join(target, 'package.json'));
	cpSync(join(ROOT, 'icons'), join(target, 'dist', 'icons'), { recursive: true });
	const child = spawn(
		NODE,
		[
			join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
			...['-p', join(ROOT, 'tsconfig.json'), '--outDir', join(target, 'dist')],
			...['--watch', '--preserveWatchOutput'],
		],
		{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => {
			reject(new Error(`The compiler ended with ${code}`));
		});
		child.stdout.on('data', (chunk: Buffer) => {
			const text = chunk.toString().trim();
			if (text) say(text);
			if (COMPILED.test(text)) resolve();
		});
	});
	return child;
}
