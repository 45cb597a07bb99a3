import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { Draw } from '../../../sandbox/company/random';
import type { Connection } from '../../../src/operations/connect';
import type { Runtime } from '../../../src/operations/Runtime';
import { DEFAULT_VERSION } from '../../../src/linkedin/LinkedInSettings';
import { MemoryStore } from '../../support/MemoryStore';
import { VirtualTime } from '../../support/VirtualTime';
import { ProcessBudgets } from '../../../src/operations/budgets/ProcessBudgets';
import { digest, History } from './History';
import { injectTransport } from './injectTransport';
import type { Plan } from './Plan';
import { Points } from './Points';
import { KILLED, Run } from './Run';
import type { Findings, Operation, Size, Workload } from './Workload';

/** A Monday. */
const BEGIN_MS = Date.UTC(2026, 10, 2, 6);
/** So that the last Sunday in October, one o'clock UTC, lies within. */
const BEGIN_AUTUMN_MS = Date.UTC(2026, 9, 25, 0, 40);
const HOUR_MS = 3_600_000;
const ASK_AGAIN_MS = 2_000;
const MOST_WAITED_MS = 10 * 60_000;
const MOST_TIMES_KILLED = 50;

/** Both vendors, n8n's tables and one clock, and what goes wrong among them. */
export class World {
	readonly points: Points;

	readonly history: History;

	readonly store = new MemoryStore();

	/** Milliseconds from each kill until the operation worked again. */
	readonly recoveries: number[] = [];

	/** What operations have thrown: their messages. */
	readonly errors: string[] = [];

	/** Whether the admin has acknowledged and connected by now. */
	ready = false;

	/** Requests that must not have been made before. */
	premature = 0;

	/** How often a vendor was asked again sooner than it had asked for. */
	hurried = 0;

	/** At which step it is, from 1. */
	step = 0;

	/** Requests to vendors so far. */
	requests = 0;

	private runs = 0;

	private begun = 0;

	private readonly processes = new Map<number, ProcessBudgets>();

	private backMs = 0;

	private readonly draw: Draw;

	private constructor(
		readonly plan: Plan,
		readonly sandbox: Sandbox,
		readonly workload: Workload,
	) {
		this.points = new Points(plan.faults);
		this.history = new History(() => this.nowMs);
		this.time = new VirtualTime(sandbox.context.clock);
		this.draw = new Draw(plan.seed, 1, 77);
		const side = (base: string, path: string, clientId: string) =>
			this.time.watch(
				injectTransport(sandbox, {
					tokenUrl: `${base}${path}`,
					clientId,
					clientSecret: `${clientId}-secret`,
				}),
			);
		this.connection = {
			linkedIn: {
				settings: {
					baseUrl: sandbox.linkedInUrl,
					organizationUrn: 'urn:li:organization:1000',
					generation: 'recommended',
					overrides: {},
					version: DEFAULT_VERSION,
					protocol: '1.0',
					recordsPerMinute: 10_000,
					requestsPerDay: 100_000,
				},
				transport: side(sandbox.linkedInUrl, '/oauth/v2/accessToken', 'sandbox-child'),
			},
			smartRecruiters: {
				settings: {
					baseUrl: sandbox.smartRecruitersUrl,
					requestsPerSecond: 10,
					credentialId: 'sandbox-sr',
				},
				transport: side(sandbox.smartRecruitersUrl, '/identity/oauth/token', 'sandbox-sr'),
			},
			effects: this.time,
			random: () => this.draw.int(1_000_000) / 1_000_000,
			budgets: this.budgetsOf(0),
		};
	}

	/** What the executions of a process of n8n share; a process that was killed has begun anew. */
	budgetsOf(process: number): ProcessBudgets {
		const known = this.processes.get(process) ?? this.beginAnew(process);
		return known;
	}

	/** A process was killed, and n8n starts another in its place. */
	beginAnew(process: number): ProcessBudgets {
		this.begun += 1;
		const budgets = new ProcessBudgets(`process ${this.begun}`);
		this.processes.set(process, budgets);
		return budgets;
	}

	readonly time: VirtualTime;

	readonly connection: Connection;

	static async open(plan: Plan, workload: Workload): Promise<World> {
		const { people, jobs, users }: Size = workload.size;
		const sandbox = await createSandbox({
			people,
			jobs,
			...(users !== undefined && { users }),
			seed: plan.seed,
			simulated: true,
			recordBodies: true,
			startAtMs: plan.summerTimeEnds ? BEGIN_AUTUMN_MS : BEGIN_MS,
		});
		return new World(plan, sandbox, workload);
	}

	get nowMs(): number {
		return this.sandbox.context.clock.now();
	}

	/** n8n's clock. */
	hostNow(): number {
		return this.nowMs + this.plan.skewMs - this.backMs;
	}

	/** Lives through the workload, and on until all is in order or its patience is over. */
	async live(): Promise<Findings> {
		const { workload, sandbox } = this;
		await workload.begin(this);
		for (this.step = 1; this.step <= workload.steps; this.step += 1) {
			this.history.add('step', { step: this.step });
			this.disturb();
			await workload.happen(this, this.step);
			if (this.isJustBack()) await this.comeBack();
			await this.runOperations(workload.operations);
			sandbox.context.clock.advance(workload.everyMs);
		}
		// What is still planned shall not happen behind the end.
		this.points.armed = false;
		let findings = await workload.verify(this);
		for (let round = 0; round < workload.patience && findings.length > 0; round += 1) {
			this.step += 1;
			sandbox.context.clock.advance(workload.settleEveryMs);
			await workload.happen(this, this.step);
			await this.runOperations(workload.settling ?? workload.operations);
			findings = await workload.verify(this);
		}
		return findings;
	}

	/** Runs operations one after the other, each once, or twice at once. */
	private async runOperations(operations: readonly Operation[]): Promise<void> {
		for (const operation of operations) {
			if (operation.isDue && !operation.isDue(this)) continue;
			if (this.plan.twice && !operation.alone)
				await Promise.all([this.run(operation, 0), this.run(operation, 1)]);
			else await this.run(operation, 0);
		}
	}

	/** Runs one; after a kill again and again, as a schedule would, until it is let work. */
	private async run(operation: Operation, process: number): Promise<void> {
		for (let kills = 0; kills < MOST_TIMES_KILLED; kills += 1) {
			const end = await this.attempt(operation, process);
			if (end !== KILLED) return;
			this.beginAnew(process);
			operation.killed?.(this);
			const killedAtMs = this.nowMs;
			for (;;) {
				const waitedMs = this.nowMs - killedAtMs;
				const again = await this.attempt(operation, process);
				if (again === KILLED) break;
				if (again !== 'busy') {
					this.recoveries.push(waitedMs);
					return;
				}
				if (this.nowMs - killedAtMs > MOST_WAITED_MS) {
					this.recoveries.push(Number.POSITIVE_INFINITY);
					return;
				}
				this.sandbox.context.clock.advance(ASK_AGAIN_MS);
			}
		}
	}

	/** Whether requests to a vendor fail just now, whatever they are. */
	isOut(vendor: string): boolean {
		const { outage } = this.plan;
		if (!outage || outage.vendor !== vendor || !this.points.armed) return false;
		return this.step >= outage.step && this.step < outage.step + outage.steps;
	}

	private isJustBack(): boolean {
		const { outage } = this.plan;
		return outage !== undefined && this.step === outage.step + outage.steps;
	}

	/** Asks every few seconds, as a schedule could, until all operations work again. */
	private async comeBack(): Promise<void> {
		for (const operation of this.workload.operations) {
			const backAtMs = this.nowMs;
			if (operation.isDue && !operation.isDue(this)) continue;
			let waitedMs = 0;
			for (;;) {
				waitedMs = this.nowMs - backAtMs;
				const end = await this.attempt(operation, 0);
				const rests = end === 'failed' || end === 'busy' || end === 'outage';
				if (!rests || this.nowMs - backAtMs > MOST_WAITED_MS) break;
				this.sandbox.context.clock.advance(ASK_AGAIN_MS);
			}
			this.recoveries.push(waitedMs);
		}
	}

	private async attempt(operation: Operation, process: number): Promise<string | typeof KILLED> {
		this.runs += 1;
		const run = new Run(this, `${operation.name} ${this.runs}`, process);
		try {
			const end = await run.until(async (runtime: Runtime) => await operation.run(runtime, this));
			this.note('ok', { run: run.name, end: end === KILLED ? 'killed' : end });
			return end;
		} catch (error) {
			const text = error instanceof Error ? `${error.name}: ${error.message}` : 'thrown';
			const advice = Object(error) as { advice?: string };
			this.errors.push(`${text} ${advice.advice ?? ''}`);
			this.note('fail', { run: run.name, error: text });
			return 'failed';
		}
	}

	/** Whether the Data Tables take nothing more just now. */
	isFull(table: string, how: string): boolean {
		const { table: fault } = this.plan;
		if (!fault || fault.how !== 'full' || !this.points.armed) return false;
		const isNow = this.step >= fault.step && this.step < fault.step + 3;
		return isNow && (how === 'put' || how === 'update') && table === fault.table;
	}

	private disturb(): void {
		const { plan, step } = this;
		if (plan.backAtStep === step) this.backMs = HOUR_MS;
		const { table } = plan;
		if (table?.step !== step) return;
		this.note('fault', { ...table });
		if (table.how === 'deleted')
			this.store.edit(table.table, (rows) => {
				rows.splice(0);
			});
		if (table.how === 'duplicated')
			this.store.edit(table.table, (rows) => {
				rows.unshift(...rows.map((row) => ({ ...row })));
			});
	}

	/** Puts old rows before those of a table: a statement for many was cut off in its middle. */
	insertBefore(table: string, old: readonly object[]): void {
		this.store.edit(table, (rows) => {
			rows.unshift(...old.map((row) => ({ ...row })));
		});
	}

	beforeRequest(at: string): void {
		this.requests += 1;
		if (!this.ready && this.workload.isForbiddenBefore(at)) this.premature += 1;
		if (this.plan.shifting && this.points.armed) this.workload.shift?.(this, at);
	}

	afterRequest(): void {
		this.workload.watch?.(this);
	}

	async expireTokens(_vendor: string): Promise<void> {
		await this.sandbox.inject({
			method: 'POST',
			url: `${this.sandbox.url}/_sandbox/expire-tokens`,
		});
	}

	async control<T>(path: string, body?: object): Promise<T> {
		const { statusCode, body: text } = await this.sandbox.inject({
			method: body ? 'POST' : 'GET',
			url: `${this.sandbox.url}/_sandbox${path}`,
			...(body && { payload: JSON.stringify(body) }),
		});
		if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text}`);
		return JSON.parse(text) as T;
	}

	note(type: Parameters<History['add']>[0], about: Record<string, unknown>): void {
		const short = Object.fromEntries(
			Object.entries(about).map(([name, value]) => [
				name,
				name === 'body' && value !== undefined ? digest(JSON.stringify(value)) : value,
			]),
		);
		this.history.add(type, short);
	}

	/** Everything in the tables, for the hash of a run, but for names of rows that are drawn by lot and that nobody reads. */
	state(): string {
		return this.store
			.dump()
			.replace(/(:log:|"ticket":")[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$1');
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
