import { z } from 'zod';
import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { Draw } from '../../../sandbox/company/random';
import { LOCKS } from '../../../src/state/tables';
import type { Transport } from '../../../src/http/Transport';
import { MemoryDataTables } from '../../support/MemoryDataTables';
import { VirtualTime } from '../../support/VirtualTime';
import { N8nProcess } from '../shipped/N8nProcess';
import type { Change } from '../shipped/ShippedModules';
import { quietStore } from '../shipped/quietStore';
import { digest, History } from './History';
import { injectTransport } from './injectTransport';
import { OperationRunner } from './OperationRunner';
import type { Plan } from './Plan';
import { Points } from './Points';
import { SpoiledTable, TABLE_FAULT_STEPS } from './spoilTable';
import type { Findings, Size, Workload } from './Workload';
import type { Execution, WorldView } from './WorldView';

const LeaseSchema = z.object({ owner: z.string(), untilMs: z.number() });
/** A Monday. */
const BEGIN_MS = Date.UTC(2026, 10, 2, 6);
/** So that the last Sunday in October, one o'clock UTC, lies within. */
const BEGIN_AUTUMN_MS = Date.UTC(2026, 9, 25, 0, 40);
const HOUR_MS = 3_600_000;
/** Nodes whose first output only tells how far they are. */
const NAMELESS_NODES = [
	'Backfill',
	'Try Parked Again',
	'Sync Changes',
	'Reconcile',
	'Remove Everything',
];

/** Both vendors, n8n's tables and one clock, and what goes wrong among them. */
export class World implements WorldView {
	readonly points: Points;

	readonly history: History;

	readonly tables = new MemoryDataTables();

	readonly store = quietStore(this.tables);

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

	private begun = 0;

	private readonly processes = new Map<number, N8nProcess>();

	private backMs = 0;

	private spoiled: SpoiledTable | undefined;

	/** What nodes put out, and what n8n keeps of executions. */
	readonly reports: string[] = [];

	/** What nodes wrote into n8n's log. */
	readonly logs: string[] = [];

	private readonly draw: Draw;

	private readonly runner = new OperationRunner(this);

	private constructor(
		readonly plan: Plan,
		readonly sandbox: Sandbox,
		readonly workload: Workload,
		private readonly change?: Change,
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
		this.transports = {
			LinkedIn: side(sandbox.linkedInUrl, '/oauth/v2/accessToken', 'sandbox-child'),
			SmartRecruiters: side(sandbox.smartRecruitersUrl, '/identity/oauth/token', 'sandbox-sr'),
		};
	}

	get recoveries(): readonly number[] {
		return this.runner.recoveries;
	}

	get errors(): readonly string[] {
		return this.runner.errors;
	}

	/** A process of n8n: what its executions share. One that was killed has begun anew. */
	processOf(process: number): N8nProcess {
		const known = this.processes.get(process);
		if (known && !known.isDead) return known;
		this.begun += 1;
		const made = new N8nProcess(this, `process ${this.begun}`, this.change);
		this.processes.set(process, made);
		return made;
	}

	random(): number {
		return this.draw.int(1_000_000) / 1_000_000;
	}

	told({ outputs, error, kept }: Execution, ...nodes: string[]): string {
		const items = nodes.flatMap((node) => (outputs[node] ?? []).flat().map(({ json }) => json));
		// Items of InMails, notes and exports are about people: n8n shows them, and keeps them only where that is asked for.
		const told = nodes.filter((node) => NAMELESS_NODES.includes(node));
		this.reports.push(kept, ...told.map((node) => JSON.stringify(outputs[node]?.[0] ?? [])));
		if (error !== undefined) {
			this.runner.errors.push(error);
			return 'failed';
		}
		const states = items.map(({ state }) => (typeof state === 'string' ? state : 'none'));
		return ['busy', 'outage'].find((state) => states.includes(state)) ?? states[0] ?? 'done';
	}

	readonly time: VirtualTime;

	readonly transports: Readonly<Record<'LinkedIn' | 'SmartRecruiters', Transport>>;

	static async open(plan: Plan, workload: Workload, change?: Change): Promise<World> {
		const { people, jobs, users, teamSize }: Size =
			workload.sizes?.[plan.variant ?? ''] ?? workload.size;
		const sandbox = await createSandbox({
			people,
			jobs,
			...(users !== undefined && { users }),
			...(teamSize !== undefined && { teamSize }),
			seed: plan.seed,
			simulated: true,
			recordBodies: true,
			startAtMs: plan.summerTimeEnds ? BEGIN_AUTUMN_MS : BEGIN_MS,
		});
		return new World(plan, sandbox, workload, change);
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
		// Before, everything is well.
		this.points.armed = false;
		await workload.begin(this);
		if (this.plan.variant !== undefined) await this.vary(this.plan.variant);
		this.points.armed = true;
		const { steps = workload.steps } = this.plan;
		for (this.step = 1; this.step <= steps; this.step += 1) {
			this.history.add('step', { step: this.step });
			this.disturb();
			await workload.happen(this, this.step);
			if (this.isJustBack()) await this.runner.comeBack(workload.operations);
			await this.runner.run(workload.operations);
			sandbox.context.clock.advance(workload.everyMs);
		}
		// What is still planned shall not happen behind the end.
		this.points.armed = false;
		this.mend();
		let findings = await workload.verify(this);
		for (let round = 0; round < workload.patience && findings.length > 0; round += 1) {
			this.step += 1;
			sandbox.context.clock.advance(workload.settleEveryMs);
			await workload.happen(this, this.step);
			await this.runner.run(workload.settling ?? workload.operations);
			findings = await workload.verify(this);
		}
		return findings;
	}

	private async vary(variant: string): Promise<void> {
		const change = this.workload.variants?.[variant];
		if (!change) throw new Error(`${this.workload.name} has no variant ${variant}`);
		await change(this);
	}

	leases(): Array<{ owner: string; untilMs: number }> | undefined {
		if (this.plan.table?.table === LOCKS.name) return undefined;
		return z.array(LeaseSchema).parse(this.tables.rows(LOCKS.name));
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

	/** Whether the Data Tables take nothing more just now. */
	isFull(table: string, how: string): boolean {
		const { table: fault } = this.plan;
		if (!fault || fault.how !== 'full' || !this.points.armed) return false;
		const isNow = this.step >= fault.step && this.step < fault.step + TABLE_FAULT_STEPS;
		return isNow && ['insert', 'upsert', 'update'].includes(how) && table === fault.table;
	}

	private disturb(): void {
		const { plan, step } = this;
		if (plan.backAtStep === step) this.backMs = HOUR_MS;
		const { table } = plan;
		if (table?.step === step) {
			this.note('fault', { ...table });
			this.spoiled = new SpoiledTable(this.tables, table);
			this.spoiled.spoil();
		}
		if (table?.step === step - TABLE_FAULT_STEPS) this.mend();
	}

	private mend(): void {
		this.spoiled?.mend();
		this.spoiled = undefined;
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

	/** Everything in the tables. */
	state(): string {
		const held = this.tables
			.names()
			.sort()
			.map((name) => [name, this.tables.rows(name)]);
		return JSON.stringify(held);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
