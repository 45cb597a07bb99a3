import { spawnSync } from 'node:child_process';

/** Where Debian has its servers, which is not in every user's path. */
export const PATH_OF_SERVERS = `${process.env.PATH ?? ''}:/usr/sbin`;

/** Whether this machine has a program; what needs one that is missing is skipped. */
export function isInstalled(program: string): boolean {
	return (
		spawnSync('/bin/sh', ['-c', `command -v ${program}`], { env: { PATH: PATH_OF_SERVERS } })
			.status === 0
	);
}

/** What the shipped proxy needs of Debian's packages, and this machine does not have. */
export const missingForProxy = (): string[] =>
	['nginx', 'caddy'].filter((one) => !isInstalled(one));
