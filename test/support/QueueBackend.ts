import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/n8n/freePort';
import { PostgresServer } from './PostgresServer';
import { untilOpen } from './untilOpen';

/** PostgreSQL, and Redis from Debian's package `redis-server`, on 127.0.0.1. */
export class QueueBackend {
	private readonly postgres = new PostgresServer();

	private redis: ChildProcess | undefined;

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-redis-'));

	private redisPort = 0;

	async start(): Promise<void> {
		this.redisPort = await freePort();
		const quiet = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.folder];
		this.redis = spawn('redis-server', ['--port', String(this.redisPort), ...quiet], {
			stdio: 'ignore',
		});
		await this.postgres.start();
		await untilOpen(this.redisPort);
	}

	/** For n8n's main process and every worker. */
	get env(): Record<string, string> {
		return {
			...this.postgres.env,
			EXECUTIONS_MODE: 'queue',
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
