import { HOUR_MS } from '../../src/basics/durations';
import { compare, type Comparison } from '../../sandbox/compare/compare';
import type { CompanyCandidate, CompanyJob } from '../../sandbox/company/entities';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import type { HttpRequest } from '../../src/http/Transport';
import { reconcile } from '../../src/operations/history/reconcile';
import type { ReconcileReport } from '../../src/operations/history/ReconcileReport';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import type { RecordsReport } from '../../src/operations/history/RecordsReport';
import { removeEverything } from '../../src/operations/history/removeEverything';
import type { RemoveReport } from '../../src/operations/history/RemoveReport';
import { syncRecords } from '../../src/operations/history/syncRecords';
import type { StoredSharing } from '../../src/state/Settings';
import { DELETIONS, type DeletionRow, PARKED, type ParkedRow } from '../../src/state/tables';
import {
	historyRuntime,
	ORGANIZATION,
	PROFILE_URL,
	shareOnly,
	type TestRuntime,
} from '../support/historyRuntime';
import { type Run, runToEnd } from '../support/runToEnd';
import { syncToEnd } from '../support/syncToEnd';
import type { Verdict } from './ResilienceCase';

const EMPTY: RecordItem = {
	event: '',
	candidateId: '',
	applicationId: '',
	jobId: '',
	reviewId: '',
};

/** A small company beside LinkedIn, the operations that are shipped, and what can be seen of them from outside. */
export class Stage {
	/** What LinkedIn was asked, word for word. */
	readonly sent: HttpRequest[] = [];

	private constructor(
		readonly sandbox: Sandbox,
		readonly runtime: TestRuntime,
	) {
		const { transport } = runtime.linkedIn;
		runtime.linkedIn.transport = async (request) => {
			this.sent.push(request);
			return await transport(request);
		};
	}

	static async open(options: SandboxOptions = {}): Promise<Stage> {
		const sandbox = await createSandbox({
			people: 40,
			jobs: 14,
			startAtMs: Date.UTC(2026, 10, 2),
			limits: 'off',
			...options,
		});
		return new Stage(sandbox, await historyRuntime(sandbox, { requestsPerSecond: 1_000 }));
	}

	get company() {
		return this.sandbox.context.company;
	}

	get held() {
		return this.sandbox.store.of(ORGANIZATION);
	}

	/** How many requests both vendors had. */
	get requests(): { linkedin: number; smartrecruiters: number } {
		const { linkedin, smartrecruiters } = this.sandbox.context.requests.summary();
		return { linkedin: linkedin.requests, smartrecruiters: smartrecruiters.requests };
	}

	/** Somebody whom the comparison expects at LinkedIn. */
	person(suits: (one: CompanyCandidate) => boolean = () => true): CompanyCandidate {
		for (const one of this.company.candidates()) {
			if (one.applications.length === 0 || one.tags.length > 0 || !one.email) continue;
			if (one.firstName.trim() && one.lastName.trim() && suits(one)) return one;
		}
		throw new Error('Nobody suits');
	}

	/** An open job that LinkedIn takes. */
	job(suits: (one: CompanyJob) => boolean = () => true): CompanyJob {
		for (let index = this.company.jobCount - 1; index >= 0; index -= 1) {
			const one = this.company.job(index);
			const plain =
				one.ad?.publishedOn !== undefined && one.ad.applyUrl && one.location.countryCode;
			if (plain && !one.template && one.location.city && suits(one)) return one;
		}
		throw new Error('No job suits');
	}

	put(one: CompanyCandidate): void {
		this.company.putCandidate({ ...one, updatedOn: this.sandbox.context.clock.now() });
	}

	putJob(one: CompanyJob): void {
		this.company.changeJob({ ...one, updatedOn: this.sandbox.context.clock.now() });
	}

	fault(...faults: FaultInput[]): void {
		this.sandbox.context.faults.add(faults.map((one) => FaultSchema.parse({ times: 500, ...one })));
	}

	set(name: string, value: boolean | number | string): void {
		this.sandbox.context.switches.set(name, value);
	}

	/** Everything works again. */
	heal(): void {
		this.sandbox.context.faults.reset();
		this.sandbox.context.switches.reset();
		this.sandbox.store.refusals.clear();
		this.sandbox.store.spoilers.clear();
	}

	async share(change: Partial<StoredSharing>): Promise<void> {
		await shareOnly(this.runtime, change);
	}

	async backfill(): Promise<Run> {
		const run = await runToEnd(this.sandbox, this.runtime);
		this.sandbox.context.clock.advance(HOUR_MS);
		return run;
	}

	async changes() {
		const reports = await syncToEnd(this.sandbox, this.runtime);
		this.sandbox.context.clock.advance(HOUR_MS);
		return reports;
	}

	async records(...items: Array<Partial<RecordItem>>): Promise<RecordsReport> {
		const { report } = await syncRecords(this.runtime, {
			items: items.map((item) => ({ ...EMPTY, ...item })),
			profileUrl: PROFILE_URL,
			timeLimitMs: 60_000,
		});
		return report;
	}

	async reconcile(): Promise<ReconcileReport> {
		const { report } = await reconcile(this.runtime, {
			profileUrl: PROFILE_URL,
			timeLimitMs: 300_000,
			repairs: true,
			samplePercent: 100,
			leftoverDays: 2,
			compareEveryMs: 0,
			atOnce: true,
		});
		this.sandbox.context.clock.advance(HOUR_MS);
		return report;
	}

	/** Takes everything back, and waits until LinkedIn has. */
	async disconnect(): Promise<RemoveReport> {
		const input = { confirm: '1000', timeLimitMs: 300_000, jobCheckDelayMs: 300_000 };
		for (let run = 0; run < 9; run += 1) {
			const { report } = await removeEverything(this.runtime, input);
			if (report.state === 'done') return report;
			this.sandbox.context.clock.advance(HOUR_MS);
		}
		throw new Error('Everything was not removed within nine runs');
	}

	async parked(): Promise<ParkedRow[]> {
		return await this.runtime.store.read(PARKED, { organization: ORGANIZATION });
	}

	async deletions(): Promise<DeletionRow[]> {
		return await this.runtime.store.read(DELETIONS, { organization: ORGANIZATION });
	}

	compare(agreement: Parameters<typeof compare>[3] = {}): Comparison {
		return compare(this.company, this.held, 'deep', agreement);
	}

	/** Whether nothing is missing at LinkedIn, too much or different, apart from these records. */
	arrived(...but: string[]): Verdict {
		const { streams } = this.compare();
		const faults = Object.entries(streams).flatMap(([stream, one]) =>
			[...one.missing, ...one.extra, ...one.different.map(({ id }) => id)]
				.filter((id) => !but.some((part) => id.includes(part)))
				.map((id) => `${stream} ${id}`),
		);
		return faults.length === 0
			? { ok: true, got: 'all others arrived' }
			: { ok: false, got: `not at LinkedIn as wanted: ${faults.slice(0, 4).join(', ')}` };
	}
}

/** On a stage of its own, which is taken down in any case; what it throws is a failure. */
export async function onStage(
	play: (stage: Stage) => Promise<Verdict>,
	options: SandboxOptions = {},
): Promise<Verdict> {
	const stage = await Stage.open(options);
	try {
		return await play(stage);
	} catch (error) {
		return { ok: false, got: error instanceof Error ? `stopped: ${error.message}` : 'stopped' };
	} finally {
		await stage.sandbox.close();
	}
}

/** Of several observations: all hold, or the first that does not. */
export function allOf(...verdicts: Verdict[]): Verdict {
	const wrong = verdicts.find(({ ok }) => !ok);
	return wrong ?? { ok: true, got: verdicts.map(({ got }) => got).join('; ') };
}

export function check(ok: boolean, got: string, otherwise: string): Verdict {
	return { ok, got: ok ? got : otherwise };
}
