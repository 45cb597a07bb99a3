import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from './freePort';
import { pause } from './pause';
import { END_WITH_STARTER, NODE, ROOT, TSX_LOADER } from './paths';

/**
 * Both vendors give up a notification after some seconds and come again minutes later. Beside a real n8n and a browser on one
 * machine that would find how busy the machine is.
 */
const PATIENCE = {
	'li§3.2 challenge deadline ms': 30_000,
	'li§3.4 delivery deadline ms': 30_000,
	'sr§10.3 answer within ms': 30_000,
};

export interface SandboxProcessOptions {
	port?: number;
	people: number;
	jobs?: number;
	seed?: number;
	limits?: string;
	taskDelayMs?: number;
	stateFile?: string;
	/** Whether nothing is requested and switched on yet. */
	notConnected?: boolean;
	/** For very large companies; default: what Node gives. */
	heapMb?: number;
}

const StreamSchema = z.object({
	expected: z.object({ count: z.number(), hash: z.string() }),
	held: z.object({ count: z.number(), hash: z.string() }),
	agree: z.boolean(),
	missing: z.array(z.string()),
	extra: z.array(z.string()),
	different: z.array(z.object({ id: z.string(), fields: z.array(z.string()) })),
});
const ComparisonSchema = z.object({
	agree: z.boolean(),
	streams: z.record(StreamSchema),
	refused: z.record(z.number()),
	unreachable: z.object({ talentPoolOnly: z.number() }),
});
export type Comparison = z.infer<typeof ComparisonSchema>;

const VendorSchema = z.object({ requests: z.number(), throttled: z.number() });
const RequestsSchema = z.object({
	linkedin: VendorSchema,
	smartrecruiters: VendorSchema,
	writes: z.record(z.number()),
	routes: z.record(
		z.object({
			requests: z.number(),
			statuses: z.record(z.number()),
			firstAtMs: z.number(),
			lastAtMs: z.number(),
		}),
	),
	firstAtMs: z.number().nullable(),
	lastAtMs: z.number().nullable(),
	linkedInRecordsPeakPerMinute: z.number(),
});
export type RequestSummary = z.infer<typeof RequestsSchema>;

/** The sandbox as a process of its own, as `npm run sandbox` starts it. */
export class SandboxProcess {
	private child: ChildProcess | undefined;

	private port: number | undefined;

	constructor(private readonly options: SandboxProcessOptions) {
		this.port = options.port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port ?? 0}`;
	}

	get linkedInUrl(): string {
		return `${this.url}/linkedin`;
	}

	get smartRecruitersUrl(): string {
		return `${this.url}/smartrecruiters`;
	}

	async start(): Promise<void> {
		this.port ??= await freePort();
		const {
			people,
			jobs,
			seed = 1,
			limits = 'documented',
			taskDelayMs,
			stateFile,
			notConnected,
			heapMb,
		} = this.options;
		const child = spawn(
			NODE,
			[
				...(heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]),
				...[
					'--require',
					END_WITH_STARTER,
					'--import',
					TSX_LOADER,
					join(ROOT, 'sandbox', 'main.ts'),
				],
				...['--port', String(this.port), '--people', String(people), '--seed', String(seed)],
				...['--limits', limits],
				...(jobs === undefined ? [] : ['--jobs', String(jobs)]),
				...(taskDelayMs === undefined ? [] : ['--task-delay-ms', String(taskDelayMs)]),
				...(stateFile ? ['--state-file', stateFile] : []),
				...(notConnected ? ['--not-connected'] : []),
			],
			{ stdio: ['pipe', 'ignore', 'inherit'], detached: true },
		);
		this.child = child;
		await this.ready(child);
		await this.control('POST', '/switches', PATIENCE);
	}

	private async ready(child: ChildProcess): Promise<void> {
		for (let tries = 0; tries < 300; tries += 1) {
			if (child.exitCode !== null) throw new Error('The sandbox ended at once');
			try {
				if ((await fetch(`${this.url}/_sandbox/health`)).ok) return;
			} catch {
				// Not listening yet.
			}
			await pause(100);
		}
		throw new Error('The sandbox was not ready within 30 seconds');
	}

	/** Asks the sandbox, or tells it something, over its control API. */
	async control(method: string, path: string, body?: unknown): Promise<unknown> {
		const answer = await fetch(`${this.url}/_sandbox${path}`, {
			method,
			...(body !== undefined && {
				body: JSON.stringify(body),
				headers: { 'content-type': 'application/json' },
			}),
		});
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`${method} /_sandbox${path} answered ${answer.status}: ${text}`);
		return JSON.parse(text);
	}

	/** What LinkedIn holds beside what it must hold. */
	async compare(pass: 'fast' | 'report' | 'deep' = 'deep'): Promise<Comparison> {
		return ComparisonSchema.parse(await this.control('GET', `/compare?pass=${pass}`));
	}

	async requests(): Promise<RequestSummary> {
		return RequestsSchema.parse(await this.control('GET', '/requests'));
	}

	/** Ends it, after it has written its state file. */
	async stop(): Promise<void> {
		const { child } = this;
		this.child = undefined;
		if (!child?.pid || child.exitCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		try {
			process.kill(-child.pid, 'SIGTERM');
		} catch {
			return;
		}
		await gone;
	}
}
