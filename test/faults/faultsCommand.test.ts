import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
const LIMIT_MS = 180_000;
jest.setTimeout(LIMIT_MS + 10_000);

function faults(...args: string[]) {
	return spawnSync(process.execPath, [TSX, join(ROOT, 'scripts/faults/main.ts'), ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		timeout: LIMIT_MS,
	});
}

describe('npm run faults', () => {
	it('begins no further world after its minutes, and says how many it has lived', () => {
		const { stdout, status } = faults('--quick', '--only', 'visibility', '--minutes', '0');
		expect(stdout).toContain(': 1 worlds in ');
		expect(stdout).toMatch(/\n1 passed, 0 failed\n$/);
		expect(status).toBe(0);
	});

	it.each([
		['--minutes', 'ten'],
		['--worlds', ''],
	])('lives no world, and fails, with %s %s', (...args) => {
		const { stdout, stderr, status } = faults('--quick', ...args);
		expect(stdout).toBe('');
		expect(stderr).toContain(`${args[0]} takes a number`);
		expect(status).toBe(2);
	});
});
