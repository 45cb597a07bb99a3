// npm run format writes; npm test format only looks.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSetup, NODE, ROOT } from './setup.mjs';

const PATHS = ['src', 'nodes', 'credentials', 'sandbox', 'test', 'scripts', '*.js'];

/** For Node: prettier over everything that it formats. */
export const prettier = (mode) => [
	join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'),
	mode,
	...['--log-level', 'warn'],
	...PATHS,
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	ensureSetup();
	const { status } = spawnSync(NODE, prettier('--write'), { cwd: ROOT, stdio: 'inherit' });
	process.exit(status ?? 1);
}
