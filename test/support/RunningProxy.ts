import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/n8n/freePort';
import { DEPLOY } from '../../scripts/n8n/paths';
import { PATH_OF_SERVERS } from './isInstalled';
import { untilOpen } from './untilOpen';

export interface Reached {
	method: string;
	url: string;
	headers: NodeJS.Dict<string | string[]>;
	bytes: number;
}

/**
 * The shipped proxy, real nginx behind real Caddy on 127.0.0.1, before a real n8n, or before a server in its place that
 * notes what reaches it.
 */
export class RunningProxy {
	readonly reached: Reached[] = [];

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-proxy-'));

	private readonly children: ChildProcess[] = [];

	private receiver: Server | undefined;

	/** Of nginx itself, as the container next to it sees it. */
	rulesPort = 0;

	/** Of Caddy, as the internet sees it. */
	port = 0;

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** @param n8nUrl of a real n8n */
	async start(n8nUrl?: string): Promise<void> {
		const upstream = n8nUrl ?? (await this.startReceiver());
		this.rulesPort = await freePort();
		this.port = await freePort();
		await this.startNginx(upstream);
		await this.startCaddy();
	}

	private async startReceiver(): Promise<string> {
		const server = createServer((request, response) => {
			let bytes = 0;
			request.on('data', (chunk: Buffer) => {
				bytes += chunk.length;
			});
			request.once('end', () => {
				const { method = '', url = '', headers } = request;
				this.reached.push({ method, url, headers, bytes });
				response.end('n8n');
			});
		});
		this.receiver = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		return `http://127.0.0.1:${port}`;
	}

	private async startNginx(upstream: string): Promise<void> {
		const rules = readFileSync(join(DEPLOY, 'nginx.conf'), 'utf8')
			.replace('http://n8n:5678', upstream)
			.replace('listen 8080', `listen 127.0.0.1:${this.rulesPort}`);
		const spool = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
			mkdirSync(join(this.folder, name));
			return `${name}_temp_path ${join(this.folder, name)};`;
		});
		const conf = join(this.folder, 'nginx.conf');
		writeFileSync(
			conf,
			[
				...(process.getuid?.() === 0 ? ['user root;'] : []),
				`pid ${join(this.folder, 'nginx.pid')};`,
				'daemon off;',
				'events {}',
				`http { access_log off; ${spool.join(' ')}\n${rules}\n}`,
			].join('\n'),
		);
		const errors = join(this.folder, 'nginx.log');
		await this.run('nginx', ['-e', errors, '-c', conf], {}, this.rulesPort);
	}

	private async startCaddy(): Promise<void> {
		await this.run(
			'caddy',
			['run', '--config', join(DEPLOY, 'Caddyfile'), '--adapter', 'caddyfile'],
			{
				RSC_HOST: `http://127.0.0.1:${this.port}`,
				RSC_RULES: `127.0.0.1:${this.rulesPort}`,
				HOME: this.folder,
			},
			this.port,
		);
	}

	private async run(
		program: string,
		args: string[],
		env: Record<string, string>,
		port: number,
	): Promise<void> {
		const child = spawn(program, args, {
			env: { PATH: PATH_OF_SERVERS, ...env },
			stdio: 'pipe',
		});
		this.children.push(child);
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => {
			said += chunk.toString();
		});
		const ended = new Promise<never>((_resolve, reject) => {
			child.once('error', reject);
			child.once('exit', (code) => {
				reject(new Error(`${program} ended with ${code}:\n${said}`));
			});
		});
		// Its end is expected later.
		ended.catch(() => undefined);
		await Promise.race([untilOpen(port), ended]);
	}

	async stop(): Promise<void> {
		for (const child of this.children.reverse()) {
			if (child.exitCode !== null || child.pid === undefined) continue;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await gone;
		}
		const { receiver } = this;
		receiver?.closeAllConnections();
		if (receiver) await new Promise((resolve) => receiver.close(resolve));
		rmSync(this.folder, { recursive: true, force: true });
	}
}
