import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from './freePort';
import { END_WITH_STARTER, N8N, NODE } from './paths';

/** The owner of every n8n that these scripts start; it listens on loopback only. */
export const OWNER = {
	email: 'admin@example.com',
	firstName: 'Ada',
	lastName: 'Admin',
	password: 'Sandbox-1234',
} as const;

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;

const TablesSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const RowsSchema = z.object({
	data: z.array(z.record(z.unknown())),
	nextCursor: z.string().nullish(),
});
export type Row = Record<string, unknown>;

export interface N8nOptions {
	folder: string;
	/** Default: a free one. */
	port?: number;
	env?: Record<string, string>;
	/** In queue mode a worker runs what the main process hands out; default: the main process. */
	command?: 'start' | 'worker';
}

export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * A real n8n on 127.0.0.1 with its own folder: started, driven over its REST API, killed or stopped. It ends nothing
 * but what it started.
 */
export class N8nInstance {
	private process: ChildProcess | undefined;

	private cookie: string | undefined;

	private apiKey: string | undefined;

	private port: number | undefined;

	private brokerPort: number | undefined;

	readonly folder: string;

	constructor(private readonly options: N8nOptions) {
		this.folder = options.folder;
		this.port = options.port;
		mkdirSync(this.folder, { recursive: true });
	}

	get url(): string {
		return `http://127.0.0.1:${this.port ?? 0}`;
	}

	get pid(): number | undefined {
		return this.process?.pid;
	}

	/** Runs an n8n command to its end; n8n itself must not be running on this folder. */
	async cli(...args: string[]): Promise<string> {
		await this.choosePorts();
		const { status, stdout, stderr } = spawnSync(NODE, [N8N, ...args], {
			env: this.env,
			encoding: 'utf8',
		});
		if (status !== 0) throw new Error(`n8n ${args[0]} ended with ${status}:\n${stdout}\n${stderr}`);
		return stdout;
	}

	/** Credentials as plain JSON: n8n encrypts them. */
	async importCredentials(credentials: readonly object[]): Promise<void> {
		await this.importFile('import:credentials', credentials);
	}

	async importWorkflow(workflow: object): Promise<void> {
		await this.importWorkflows([workflow]);
	}

	async importWorkflows(workflows: readonly object[]): Promise<void> {
		await this.importFile('import:workflow', workflows);
	}

	private async importFile(command: string, content: unknown): Promise<void> {
		const file = join(this.folder, 'import.json');
		writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
		await this.cli(command, `--input=${file}`);
		rmSync(file);
	}

	/** Starts n8n and waits until it is ready. */
	async start(): Promise<void> {
		await this.choosePorts();
		const logFile = join(this.folder, 'n8n.log');
		const log = createWriteStream(logFile, { flags: 'a' });
		// Its own process group, so that its task runner ends with it.
		const child = spawn(
			NODE,
			['--require', END_WITH_STARTER, N8N, this.options.command ?? 'start'],
			{
				env: this.env,
				stdio: 'pipe',
				detached: true,
			},
		);
		this.process = child;
		child.stdout.pipe(log);
		child.stderr.pipe(log);
		const deadline = Date.now() + READY_WITHIN_MS;
		while (Date.now() < deadline) {
			if (child.exitCode !== null) throw new Error(`n8n ended at once; see ${logFile}`);
			if (await this.isReady()) return;
			await pause(200);
		}
		throw new Error(`n8n was not ready within three minutes; see ${logFile}`);
	}

	/** n8n is ready before its published workflows listen: waits until one answers under this path. */
	async untilServed(path: string): Promise<void> {
		for (let tries = 0; tries < 300; tries += 1) {
			if ((await fetch(this.url + path)).status !== 404) return;
			await pause(100);
		}
		throw new Error(`Nothing answers under ${path}`);
	}

	private async isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/healthz/readiness`)).ok;
		} catch {
			return false;
		}
	}

	/** As a power cut would. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	private async end(signal: NodeJS.Signals): Promise<void> {
		const child = this.process;
		this.process = undefined;
		this.cookie = undefined;
		if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		const group = -child.pid;
		const send = (one: NodeJS.Signals): void => {
			try {
				process.kill(group, one);
			} catch {
				// It has ended meanwhile.
			}
		};
		send(signal);
		const hard = setTimeout(() => {
			send('SIGKILL');
		}, STOP_WITHIN_MS);
		await gone;
		clearTimeout(hard);
	}

	/** Resident memory of n8n itself, in MB. */
	memoryMb(): number {
		const status = readFileSync(`/proc/${this.pid ?? 'self'}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
	}

	/** What n8n wrote so far. */
	log(): string {
		return readFileSync(join(this.folder, 'n8n.log'), 'utf8');
	}

	/** Creates the owner, or signs in as it. */
	private async signIn(): Promise<void> {
		const created = await this.send('POST', '/rest/owner/setup', OWNER);
		const answer = created.ok
			? created
			: await this.send('POST', '/rest/login', {
					emailOrLdapLoginId: OWNER.email,
					password: OWNER.password,
				});
		if (!answer.ok) throw new Error(`Sign-in to n8n failed with ${answer.status}`);
		this.cookie = answer.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	/** A call of the editor's own API. @returns its `data` */
	async rest(method: string, path: string, body?: object): Promise<unknown> {
		if (!this.cookie) await this.signIn();
		const answer = await this.send(method, `/rest${path}`, body);
		const text = await answer.text();
		if (!answer.ok) {
			throw new Error(`${method} /rest${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		}
		const parsed: unknown = text ? JSON.parse(text) : {};
		return z.object({ data: z.unknown() }).parse(parsed).data;
	}

	/** A call of n8n's public API. */
	async api(method: string, path: string, body?: object): Promise<unknown> {
		if (!this.apiKey) {
			const scopes = await this.rest('GET', '/api-keys/scopes');
			const key = await this.rest('POST', '/api-keys', {
				label: `scripts ${Date.now()}`,
				expiresAt: null,
				scopes,
			});
			this.apiKey = z.object({ rawApiKey: z.string() }).parse(key).rawApiKey;
		}
		const answer = await fetch(`${this.url}/api/v1${path}`, {
			method,
			headers: { 'X-N8N-API-KEY': this.apiKey, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) {
			throw new Error(`${method} /api/v1${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		}
		return text ? JSON.parse(text) : undefined;
	}

	/** Adds rows to a Data Table, which is created if it is not there. */
	async insertRows(
		name: string,
		columns: Readonly<Record<string, string>>,
		rows: readonly Row[],
	): Promise<void> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const table =
			tables.find((one) => one.name === name) ??
			z.object({ id: z.string() }).parse(
				await this.api('POST', '/data-tables', {
					name,
					columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
				}),
			);
		await this.api('POST', `/data-tables/${table.id}/rows`, { data: rows, returnType: 'count' });
	}

	/** Changes the rows of a Data Table in which a column has this value. */
	async updateRows(name: string, column: string, value: string, data: Row): Promise<void> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const id = tables.find((one) => one.name === name)?.id ?? '';
		await this.api('PATCH', `/data-tables/${id}/rows/update`, {
			filter: { type: 'and', filters: [{ columnName: column, condition: 'eq', value }] },
			data,
		});
	}

	/** Unpublishes and publishes a workflow, if it is published. */
	async republish(workflowId: string): Promise<void> {
		const workflows = z
			.object({ data: z.array(z.object({ id: z.string(), active: z.boolean() })) })
			.parse(await this.api('GET', '/workflows?limit=250'));
		if (!workflows.data.some(({ id, active }) => id === workflowId && active)) return;
		await this.api('POST', `/workflows/${workflowId}/deactivate`);
		await this.api('POST', `/workflows/${workflowId}/activate`);
	}

	/** All rows of a Data Table, or none while it does not exist. */
	async table(name: string): Promise<Row[]> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const table = tables.find((one) => one.name === name);
		if (!table) return [];
		const rows: Row[] = [];
		let cursor = '';
		do {
			const query = `limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
			const page = RowsSchema.parse(
				await this.api('GET', `/data-tables/${table.id}/rows?${query}`),
			);
			rows.push(...page.data);
			cursor = page.nextCursor ?? '';
		} while (cursor);
		return rows;
	}

	/** Whether an execution is under way. */
	async isAtWork(): Promise<boolean> {
		for (const status of ['running', 'waiting']) {
			const found = await this.api('GET', `/executions?status=${status}&limit=1`);
			if (z.object({ data: z.array(z.unknown()) }).parse(found).data.length > 0) return true;
		}
		return false;
	}

	/** Runs a workflow as a person would with its button. */
	async runByHand(workflowId: string, triggerName: string): Promise<void> {
		const workflowData = await this.rest('GET', `/workflows/${workflowId}`);
		await this.rest('POST', `/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: triggerName },
		});
	}

	/** What n8n says of a stored credential, as its Test button does. */
	async testCredential(credentialId: string): Promise<{ status: string; message: string }> {
		const credential = z
			.object({ id: z.string(), name: z.string(), type: z.string(), data: z.record(z.unknown()) })
			.parse(await this.rest('GET', `/credentials/${credentialId}?includeData=true`));
		return z
			.object({ status: z.string(), message: z.string() })
			.parse(await this.rest('POST', '/credentials/test', { credentials: credential }));
	}

	private get env(): Record<string, string> {
		return {
			PATH: process.env.PATH ?? '',
			HOME: this.folder,
			NODE_ENV: 'production',
			N8N_USER_FOLDER: this.folder,
			N8N_ENCRYPTION_KEY: 'sandbox-only',
			N8N_PORT: String(this.port),
			...(this.options.command === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(this.port),
			}),
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			GENERIC_TIMEZONE: 'UTC',
			...this.options.env,
		};
	}

	private async choosePorts(): Promise<void> {
		this.port ??= await freePort();
		this.brokerPort ??= await freePort();
	}

	private async send(method: string, path: string, body?: object): Promise<Response> {
		return await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'rsc-scripts',
				...(this.cookie && { cookie: this.cookie }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
	}
}
