import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from '../setup.mjs';
import { freePort } from './ports.mjs';

const CLI = join(ROOT, 'node_modules', 'n8n', 'bin', 'n8n');
const OWNER = { email: 'admin@example.com', firstName: 'Ada', lastName: 'Admin', password: 'Sandbox-1234' };
const BROWSER_ID = 'rsc-scripts';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A real n8n on 127.0.0.1 with its own folder: started, driven over its REST API, killed or stopped. It ends nothing but
 * what it started.
 */
export class N8nInstance {
	#process;
	#cookie;
	#apiKey;

	constructor({ folder, port, env = {} }) {
		this.folder = folder;
		this.port = port;
		this.extraEnv = env;
		mkdirSync(folder, { recursive: true });
	}

	get url() {
		return `http://127.0.0.1:${this.port}`;
	}

	static get login() {
		return { email: OWNER.email, password: OWNER.password };
	}

	/** Runs an n8n command to its end; n8n itself must not be running on this folder. */
	async cli(...args) {
		await this.#ready();
		const { status, stdout, stderr } = spawnSync(NODE, [CLI, ...args], { env: this.env, encoding: 'utf8' });
		if (status !== 0) throw new Error(`n8n ${args[0]} ended with ${status}:\n${stdout}\n${stderr}`);
		return stdout;
	}

	/** Credentials as plain JSON: n8n encrypts them. */
	async importCredentials(credentials) {
		const file = join(this.folder, 'credentials.json');
		writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
		await this.cli('import:credentials', `--input=${file}`);
		rmSync(file);
	}

	async importWorkflow(workflow) {
		const file = join(this.folder, 'workflow.json');
		writeFileSync(file, JSON.stringify(workflow));
		await this.cli('import:workflow', `--input=${file}`);
	}

	/** Starts n8n and waits until it is ready. */
	async start() {
		await this.#ready();
		const log = createWriteStream(join(this.folder, 'n8n.log'), { flags: 'a' });
		// Its own process group, so that its task runner ends with it.
		this.#process = spawn(NODE, [CLI, 'start'], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
		this.#process.stdout.pipe(log);
		this.#process.stderr.pipe(log);
		const deadline = Date.now() + 180_000;
		while (Date.now() < deadline) {
			if (this.#process.exitCode !== null) throw new Error(`n8n ended at once; see ${join(this.folder, 'n8n.log')}`);
			try {
				if ((await fetch(`${this.url}/healthz/readiness`)).ok) return;
			} catch {
				// Not listening yet.
			}
			await pause(200);
		}
		throw new Error('n8n was not ready within three minutes');
	}

	get pid() {
		return this.#process?.pid;
	}

	/** As a power cut would. */
	async kill() {
		await this.#end('SIGKILL');
	}

	async stop() {
		await this.#end('SIGTERM');
	}

	async #end(signal) {
		const child = this.#process;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		try {
			process.kill(-child.pid, signal);
		} catch {
			// It has ended meanwhile.
		}
		const hard = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 20_000);
		await gone;
		clearTimeout(hard);
		this.#process = undefined;
		this.#cookie = undefined;
	}

	/** Resident memory of n8n itself, in MB. */
	memoryMb() {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
	}

	/** Creates the owner, or signs in as it. */
	async signIn() {
		const setup = await this.#send('POST', '/rest/owner/setup', OWNER);
		const answer = setup.ok ? setup : await this.#send('POST', '/rest/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		if (!answer.ok) throw new Error(`Sign-in to n8n failed with ${answer.status}`);
		this.#cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
	}

	/** A call of the editor's own API. @returns its `data` */
	async rest(method, path, body) {
		if (!this.#cookie) await this.signIn();
		const answer = await this.#send(method, `/rest${path}`, body);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} /rest${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		return text ? JSON.parse(text).data : undefined;
	}

	/** A call of n8n's public API. */
	async api(method, path, body) {
		if (!this.#apiKey) {
			const scopes = await this.rest('GET', '/api-keys/scopes');
			const key = await this.rest('POST', '/api-keys', { label: `scripts ${Date.now()}`, expiresAt: null, scopes });
			this.#apiKey = key.rawApiKey;
		}
		const answer = await fetch(`${this.url}/api/v1${path}`, {
			method,
			headers: { 'X-N8N-API-KEY': this.#apiKey, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
		if (!answer.ok) throw new Error(`${method} /api/v1${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
		return answer.status === 204 ? undefined : await answer.json();
	}

	/** All rows of a Data Table, or nothing while it does not exist. */
	async table(name) {
		const { data: tables } = await this.api('GET', '/data-tables?limit=100');
		const table = tables.find((one) => one.name === name);
		if (!table) return [];
		const rows = [];
		let cursor;
		do {
			const page = await this.api('GET', `/data-tables/${table.id}/rows?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
			rows.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor);
		return rows;
	}

	/** Runs a workflow as a person would with its button. @returns the execution's id */
	async runByHand(workflowId, triggerName) {
		const workflowData = await this.rest('GET', `/workflows/${workflowId}`);
		const { executionId } = await this.rest('POST', `/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: triggerName },
		});
		return executionId;
	}

	get env() {
		return {
			PATH: process.env.PATH,
			HOME: this.folder,
			NODE_ENV: 'production',
			N8N_USER_FOLDER: this.folder,
			N8N_ENCRYPTION_KEY: 'sandbox-only',
			N8N_PORT: String(this.port),
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
			GENERIC_TIMEZONE: 'UTC',
			...this.extraEnv,
		};
	}

	async #ready() {
		this.port ??= await freePort();
		this.brokerPort ??= await freePort();
		if (!existsSync(CLI)) throw new Error('n8n is not installed: run node scripts/setup.mjs');
	}

	async #send(method, path, body) {
		return await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': BROWSER_ID,
				...(this.#cookie && { cookie: this.#cookie }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
	}
}

/** The ready-made workflows, in the order of use. */
export function readTemplates() {
	const folder = join(ROOT, 'workflows-templates');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
