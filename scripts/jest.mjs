// npm run test:watch, npm run coverage: the tests of npm test jest, with options of Jest's own behind it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureSetup, NODE, ROOT } from './setup.mjs';

ensureSetup();
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
	NODE,
	[jest, '--config', 'jest.config.js', '--forceExit', ...process.argv.slice(2)],
	{ cwd: ROOT, stdio: 'inherit' },
);
process.exit(status ?? 1);
