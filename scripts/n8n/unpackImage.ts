import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOY } from './paths';

/**
 * Lays the packed package out as the Dockerfile does: unpacked beside the start script.
 *
 * @returns the start script, which runs the command behind it
 */
export function unpackImage(tarball: string, folder: string): string {
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['xzf', tarball, '-C', folder]);
	const start = join(folder, 'start.sh');
	copyFileSync(join(DEPLOY, 'start.sh'), start);
	return start;
}
