import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from '../../scripts/n8n/freePort';
import { composeFile } from './composeFile';
import { PostgresServer } from './PostgresServer';
import { untilOpen } from './untilOpen';

/** Addresses that the compose file knows and this machine does not have. */
const ADDRESSES = ['WEBHOOK_URL', 'N8N_EDITOR_BASE_URL', 'GENERIC_TIMEZONE'];
const PASSWORD = 'sandbox-only';

/** PostgreSQL, and Redis from Debian's package `redis-server`, on 127.0.0.1. */
export class QueueBackend {
	private readonly postgres = new PostgresServer();

	private redis: ChildProcess | undefined;

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-redis-'));

	private redisPort = 0;

	async start(): Promise<void> {
		this.redisPort = await freePort();
		const closed = ['--requirepass', PASSWORD];
		const quiet = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.folder];
		this.redis = spawn('redis-server', ['--port', String(this.redisPort), ...closed, ...quiet], {
			stdio: 'ignore',
		});
		await this.postgres.start();
		await untilOpen(this.redisPort);
	}

	/** For n8n's main process and every worker: what deploy/compose.queue.yaml sets, with secrets in files, and with the addresses of this machine. */
	get env(): Record<string, string> {
		const env = { ...composeFile('compose.queue.yaml').services.n8n?.environment };
		for (const name of ADDRESSES) delete env[name];
		for (const [name, value] of Object.entries(env)) {
			if (!name.endsWith('_FILE')) continue;
			const file = join(this.folder, basename(value));
			writeFileSync(file, PASSWORD, { mode: 0o600 });
			env[name] = file;
		}
		const { DB_POSTGRESDB_PASSWORD: _inFile, ...database } = this.postgres.env;
		return {
			...env,
			...database,
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.redisPort),
		};
	}

	async stop(): Promise<void> {
		const child = this.redis;
		if (child && child.exitCode === null) {
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGINT');
			await gone;
		}
		await this.postgres.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
