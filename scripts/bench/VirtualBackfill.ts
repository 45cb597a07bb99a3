import { timeForWork } from '../../nodes/HistoricalSync/timeForWork';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { DEFAULT_REPORT_ID } from '../../sandbox/smartrecruiters/reports/ReportStore';
import { MINUTE_MS } from '../../src/basics/durations';
import type { HttpRequest, Transport } from '../../src/http/Transport';
import { backfill } from '../../src/operations/history/backfill';
import type { RunReport } from '../../src/operations/history/RunReport';
import { DEFAULT_VERSION } from '../../src/linkedin/LinkedInSettings';
import type { Runtime } from '../../src/operations/Runtime';
import { Contracts } from '../../src/state/Contracts';
import { connectOrganization, ORGANIZATION } from '../support/historyRuntime';
import { MemoryStore } from '../support/MemoryStore';
import { backfillInput } from '../support/runToEnd';
import { type ConnectionChoice, sandboxConnection } from '../support/sandboxConnection';

type Range = readonly [fromMs: number, toMs: number];

export interface VirtualCompany {
	people: number;
	jobs?: number;
	/** Whether LinkedIn takes stages of several applications in a call. */
	stagesInBatches: boolean;
	/** How long the vendors take to answer. */
	linkedInAnswers?: Range;
	smartRecruitersAnswers?: Range;
	linkedIn?: ConnectionChoice['linkedIn'];
	/** Of a run of workflow 03. */
	timeLimitMinutes?: number;
}

/** Answers that are neither quick nor all alike (issue 15: 0.4 to 1 s). */
const LINKEDIN_ANSWERS: Range = [400, 1_000];
const SMARTRECRUITERS_ANSWERS: Range = [100, 400];
/** SmartRecruiters then takes three minutes, as "a few" may mean (SmartRecruiters reference §12.1.3). */
const LOOKS_OF_THREE_MINUTES = 13;
const MOST_RUNS = 5_000;

/** Calls to LinkedIn about people: to look, or to write. */
type Kind = 'read' | 'candidates' | 'applications' | 'stages';

/** How many, and when the first left and the last was answered, on the sandbox's clock. */
interface Span {
	calls: number;
	fromMs: number;
	toMs: number;
}

/**
 * A backfill of a company at the documented limits, run by run as workflow 03 starts it, every minute, on the sandbox's
 * clock: waiting costs no real time, but what our own code and the sandbox compute does count.
 */
export class VirtualBackfill {
	readonly reports: RunReport[] = [];

	/** How long each run took. */
	readonly tookMs: number[] = [];

	private readonly spans = new Map<Kind, Span>();

	private readonly beganAtMs: number;

	private readonly timeLimitMs: number;

	private readonly runtime: Runtime;

	private constructor(
		readonly sandbox: Sandbox,
		{ linkedIn, linkedInAnswers, smartRecruitersAnswers, timeLimitMinutes = 5 }: VirtualCompany,
		store: MemoryStore,
	) {
		this.beganAtMs = sandbox.context.clock.now();
		this.timeLimitMs = timeForWork(timeLimitMinutes);
		const connection = sandboxConnection(sandbox, { ...(linkedIn && { linkedIn }) });
		const later = this.slow(connection.linkedIn.transport, linkedInAnswers ?? LINKEDIN_ANSWERS);
		const sr = connection.smartRecruiters;
		this.runtime = {
			...connection,
			linkedIn: {
				...connection.linkedIn,
				transport: async (request) => {
					const fromMs = this.nowMs;
					const response = await later(request);
					this.note(kindOf(request), fromMs);
					return response;
				},
			},
			smartRecruiters: {
				...sr,
				transport: this.slow(sr.transport, smartRecruitersAnswers ?? SMARTRECRUITERS_ANSWERS),
			},
			store,
			owner: 'bench',
		};
	}

	static async open(company: VirtualCompany): Promise<VirtualBackfill> {
		const { people, jobs = 20, stagesInBatches } = company;
		const sandbox = await createSandbox({
			people,
			jobs,
			startAtMs: Date.UTC(2026, 10, 2),
			ownTime: true,
		});
		const { switches } = sandbox.context;
		switches.set('li§4.4 task delay ms', 0);
		switches.set('li§15.3 versioned stages exist', stagesInBatches);
		switches.set('sr§12.1.3 looks until a report is made', LOOKS_OF_THREE_MINUTES);
		const store = new MemoryStore();
		await connectOrganization(store);
		// As an earlier run has found out: before the first one, nobody knows how stages go.
		const kept = { version: DEFAULT_VERSION, learnedAtMs: sandbox.context.clock.now() };
		await new Contracts(store, ORGANIZATION).keepLearned(
			JSON.stringify({ ...kept, facts: { batchableStages: stagesInBatches } }),
		);
		return new VirtualBackfill(sandbox, company, store);
	}

	/** Runs to the end, by options of Backfill. */
	async run({ fromReport, details }: { fromReport: boolean; details: boolean }): Promise<void> {
		const { clock } = this.sandbox.context;
		const input = backfillInput({
			details,
			...(fromReport && { reportId: DEFAULT_REPORT_ID }),
			jobCheckDelayMs: 1,
			timeLimitMs: this.timeLimitMs,
		});
		for (let run = 0; run < MOST_RUNS; run += 1) {
			const fromMs = this.nowMs;
			const { report } = await backfill(this.runtime, input);
			this.reports.push(report);
			this.tookMs.push(this.nowMs - fromMs);
			if (report.state === 'done') return;
			const dueAtMs = Math.max(this.nowMs, report.resumeAt ? Date.parse(report.resumeAt) : 0);
			// The schedule of workflow 03.
			const minutes = Math.ceil((dueAtMs - this.beganAtMs) / MINUTE_MS);
			clock.set(Math.max(this.nowMs, this.beganAtMs + minutes * MINUTE_MS));
		}
		throw new Error(`The backfill did not end within ${MOST_RUNS} runs`);
	}

	/** Since it began. */
	get seconds(): number {
		return (this.nowMs - this.beganAtMs) / 1_000;
	}

	/** What LinkedIn holds now. */
	get held(): { candidates: number; applications: number; stages: number } {
		const { candidates, applications } = this.sandbox.store.of(ORGANIZATION);
		let stages = 0;
		for (const one of applications.values()) stages += one.stages.size;
		return { candidates: candidates.size, applications: applications.size, stages };
	}

	/** Calls of these kinds together. */
	span(...kinds: Kind[]): Span {
		return kinds
			.flatMap((kind) => this.spans.get(kind) ?? [])
			.reduce(
				(all, one) => ({
					calls: all.calls + one.calls,
					fromMs: Math.min(all.fromMs, one.fromMs),
					toMs: Math.max(all.toMs, one.toMs),
				}),
				{ calls: 0, fromMs: Infinity, toMs: -Infinity },
			);
	}

	get throttled(): number {
		const { linkedin, smartrecruiters } = this.sandbox.context.requests.summary();
		return linkedin.throttled + smartrecruiters.throttled;
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	private get nowMs(): number {
		return this.sandbox.context.clock.now();
	}

	private note(kind: Kind | undefined, fromMs: number): void {
		if (!kind) return;
		const before = this.spans.get(kind) ?? { calls: 0, fromMs, toMs: 0 };
		this.spans.set(kind, { ...before, calls: before.calls + 1, toMs: this.nowMs });
	}

	/** Answers take as long as told: spread evenly, and the same each time. */
	private slow(transport: Transport, [from, to]: Range): Transport {
		let nth = 0;
		return async (request) => {
			nth += 1;
			const dueAtMs = this.nowMs + from + (to - from) * ((nth * 0.618034) % 1);
			const response = await transport(request);
			await this.runtime.effects.sleep(Math.max(0, dueAtMs - this.nowMs));
			return response;
		};
	}
}

function kindOf({ url, headers }: HttpRequest): Kind | undefined {
	const path = url.split('?')[0] ?? '';
	if (/stages?$/i.test(path)) return 'stages';
	const kind = /candidates$/i.test(path)
		? 'candidates'
		: /atsApplications$/.test(path)
			? 'applications'
			: undefined;
	return kind && headers['x-restli-method'] === 'batch_get' ? 'read' : kind;
}
