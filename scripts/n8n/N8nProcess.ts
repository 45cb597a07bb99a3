import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './freePort';
import { END_WITH_STARTER, N8N, NODE } from './paths';
import { pause } from './pause';

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;
/** Of Linux's clock for processes. */
const TICKS_PER_SECOND = 100;

export interface N8nOptions {
	folder: string;
	/** Default: a free one. */
	port?: number;
	env?: Record<string, string>;
	/** In queue mode a worker runs what the main process hands out; default: the main process. */
	command?: 'start' | 'worker';
	/** The image's start script, which brings the package; default: the package is in the folder. */
	startScript?: string;
	/** Files that n8n loads before itself. */
	preload?: readonly string[];
}

/** A real n8n as a process on 127.0.0.1 with its own folder. It ends nothing but what it started. */
export class N8nProcess {
	private process: ChildProcess | undefined;

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
		const [program, ...before] = this.through(NODE, N8N);
		const { status, stdout, stderr } = spawnSync(program, [...before, ...args], {
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
		const preload = [END_WITH_STARTER, ...(this.options.preload ?? [])];
		const required = preload.flatMap((file) => ['--require', file]);
		const [program, ...args] = this.through(NODE, ...required, N8N);
		const child = spawn(program, [...args, this.options.command ?? 'start'], {
			env: this.env,
			stdio: 'pipe',
			detached: true,
		});
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

	private through(program: string, ...args: string[]): [string, ...string[]] {
		const { startScript } = this.options;
		return startScript === undefined ? [program, ...args] : [startScript, program, ...args];
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

	protected async end(signal: NodeJS.Signals): Promise<void> {
		const child = this.process;
		this.process = undefined;
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

	/** Processor time of n8n itself since it was started, in seconds. */
	cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.pid ?? 'self'}/stat`, 'utf8');
		// Behind the name in brackets, which may hold spaces: user and system time are the 12th and 13th.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
	}

	/** What n8n wrote so far. */
	log(): string {
		return readFileSync(join(this.folder, 'n8n.log'), 'utf8');
	}

	private get env(): Record<string, string> {
		return {
			PATH: process.env.PATH ?? '',
			HOME: this.folder,
			NODE_ENV: 'production',
			N8N_USER_FOLDER: this.folder,
			...(this.options.env?.N8N_ENCRYPTION_KEY_FILE === undefined && {
				N8N_ENCRYPTION_KEY: 'sandbox-only',
			}),
			N8N_PORT: String(this.port),
			...(this.options.command === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(this.port),
			}),
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			// As the README asks everybody to set it.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
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
}
