import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/n8n/freePort';
import { pause } from '../../scripts/n8n/pause';

const POSTGRES = '/usr/lib/postgresql';
const READY_WITHIN_MS = 30_000;

/** PostgreSQL and Redis on 127.0.0.1, from Debian's packages `postgresql` and `redis-server`, in folders of their own. */
export class QueueBackend {
	private readonly processes: ChildProcess[] = [];

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-queue-'));

	private postgresPort = 0;

	private redisPort = 0;

	async start(): Promise<void> {
		[this.postgresPort, this.redisPort] = [await freePort(), await freePort()];
		this.startPostgres();
		const quiet = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.folder];
		this.processes.push(
			spawn('redis-server', ['--port', String(this.redisPort), ...quiet], { stdio: 'ignore' }),
		);
		for (const port of [this.postgresPort, this.redisPort]) await untilOpen(port);
	}

	/** PostgreSQL refuses to run as root: then it runs as the user that its package makes. */
	private startPostgres(): void {
		const [version] = readdirSync(POSTGRES).sort().reverse();
		const bin = join(POSTGRES, version ?? '', 'bin');
		const data = join(this.folder, 'postgres');
		const who = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
		if (who) chownSync(this.folder, who.uid, who.gid);
		const options = { ...who, stdio: 'ignore', cwd: this.folder } as const;
		execFileSync(
			join(bin, 'initdb'),
			['-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync'],
			options,
		);
		const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
		this.processes.push(
			spawn(
				join(bin, 'postgres'),
				['-D', data, '-p', String(this.postgresPort), ...settings.flatMap((one) => ['-c', one])],
				options,
			),
		);
	}

	/** For n8n's main process and every worker. */
	get env(): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.redisPort),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.postgresPort),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'sandbox-only',
		};
	}

	async stop(): Promise<void> {
		for (const child of this.processes) {
			if (child.exitCode !== null) continue;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGINT');
			await gone;
		}
		rmSync(this.folder, { recursive: true, force: true });
	}
}

const idOf = (flag: '-u' | '-g'): number =>
	Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

async function untilOpen(port: number): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	for (;;) {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => {
				socket.destroy();
				resolve(true);
			});
			socket.once('error', () => {
				resolve(false);
			});
		});
		if (open) return;
		if (Date.now() > deadline) throw new Error(`Nothing listens on ${port}`);
		await pause(100);
	}
}
