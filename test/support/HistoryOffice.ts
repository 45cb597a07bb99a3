import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import type { HttpRequest, HttpResponse } from '../../src/http/Transport';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { reconcile } from '../../src/operations/history/reconcile';
import type { ReconcileReport } from '../../src/operations/history/ReconcileReport';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import type { RecordsReport } from '../../src/operations/history/RecordsReport';
import { removeEverything } from '../../src/operations/history/removeEverything';
import type { RemoveReport } from '../../src/operations/history/RemoveReport';
import type { RunReport } from '../../src/operations/history/RunReport';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { Deletions } from '../../src/state/Deletions';
import { Progress } from '../../src/state/Progress';
import type { StoredSharing } from '../../src/state/Settings';
import {
	DELETIONS,
	type DeletionRow,
	PARKED,
	type ParkedRow,
	type StreamName,
} from '../../src/state/tables';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import {
	historyRuntime,
	ORGANIZATION,
	PROFILE_URL,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { syncToEnd } from '../../scripts/support/syncToEnd';

type Vendor = 'linkedIn' | 'smartRecruiters';
const NO_ITEM: RecordItem = {
	event: '',
	candidateId: '',
	applicationId: '',
	jobId: '',
	reviewId: '',
};

export interface OfficeChoice {
	people?: number;
	jobs?: number;
	sharing?: Partial<StoredSharing>;
	choice?: ConnectionChoice;
	backfilled?: boolean;
}

/** A small company whose history is at LinkedIn, the shipped operations, and odd answers of both vendors. */
export class HistoryOffice {
	private constructor(
		readonly sandbox: Sandbox,
		readonly runtime: TestRuntime,
	) {}

	static async open({
		people = 40,
		jobs = 14,
		sharing,
		choice = {},
		backfilled = true,
	}: OfficeChoice = {}): Promise<HistoryOffice> {
		const sandbox = await createSandbox({
			people,
			jobs,
			startAtMs: Date.UTC(2026, 10, 2),
			recordBodies: true,
			limits: 'off',
		});
		const runtime = await historyRuntime(sandbox, {
			requestsPerSecond: 1000,
			...choice,
			...(sharing && { sharing }),
		});
		if (backfilled) await runToEnd(sandbox, runtime);
		sandbox.context.clock.advance(30 * 60_000);
		return new HistoryOffice(sandbox, runtime);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	get held() {
		return this.sandbox.store.of(ORGANIZATION);
	}

	get company() {
		return this.sandbox.context.company;
	}

	get nowMs(): number {
		return this.sandbox.context.clock.now();
	}

	advance(ms: number): void {
		this.sandbox.context.clock.advance(ms);
	}

	/** LinkedIn carries out the jobs that it has accepted, and that are due. */
	settleTasks(): void {
		settleTasks(this.sandbox.room, this.held);
	}

	/** Someone whom LinkedIn holds. */
	someone(suits: (one: CompanyCandidate) => boolean = () => true): CompanyCandidate {
		for (const one of this.company.candidates())
			if (this.held.candidates.has(one.id) && suits(one)) return one;
		throw new Error('Nobody suits');
	}

	/** Changes a candidate now. */
	put(one: CompanyCandidate): void {
		this.company.putCandidate({ ...one, updatedOn: this.nowMs });
	}

	/** The first application of a candidate, with our own id for it. */
	applicationOf(one: CompanyCandidate) {
		const [first] = one.applications;
		if (!first) throw new Error('No application');
		return { ...first, id: `${one.id}_${first.jobId}` };
	}

	isHeld(candidateId: string): boolean {
		return (
			this.held.candidates.has(candidateId) ||
			[...this.held.applications.keys()].some((id) => id.startsWith(candidateId))
		);
	}

	/** Answers in the place of a vendor, where `answer` gives something; until what is returned is called. */
	intercept(
		vendor: Vendor,
		answer: (
			request: HttpRequest,
		) => Partial<HttpResponse> | undefined | Promise<Partial<HttpResponse> | undefined>,
	): () => void {
		const connection = this.runtime[vendor];
		const { transport } = connection;
		connection.transport = async (request) => {
			const odd = await answer(request);
			return odd ? { status: 200, headers: {}, body: '{}', ...odd } : await transport(request);
		};
		return () => {
			connection.transport = transport;
		};
	}

	/** LinkedIn fails to read some records of a batch, and reads the others. */
	failReading(resource: string, ids: readonly string[], times = Number.POSITIVE_INFINITY) {
		const { linkedIn } = this.runtime;
		const { transport } = linkedIn;
		let left = times;
		linkedIn.transport = async (request) => {
			const response = await transport(request);
			const isRead = (request.headers['x-restli-method'] ?? '') === 'batch_get';
			if (!isRead || !request.url.includes(resource) || left <= 0) return response;
			left -= 1;
			const { body } = response;
			const answer = Object(typeof body === 'string' ? JSON.parse(body) : body) as {
				results: Record<string, unknown>;
			};
			const errors: Record<string, unknown> = {};
			for (const key of Object.keys(answer.results)) {
				if (!ids.some((id) => key.includes(id))) continue;
				Reflect.deleteProperty(answer.results, key);
				errors[key] = { status: 503 };
			}
			return { ...response, body: JSON.stringify({ ...answer, errors }) };
		};
		return () => {
			linkedIn.transport = transport;
		};
	}

	/** What SmartRecruiters answers to the details of a candidate. */
	answerFor(candidateId: string, status: number, body = '{}'): () => void {
		return this.intercept('smartRecruiters', ({ url, method }) =>
			method === 'GET' && url.endsWith(`/candidates/${candidateId}`) ? { status, body } : undefined,
		);
	}

	/** LinkedIn confirms no deletion of a resource, as `candidates`. */
	confirmNoDeletion(resource: string): () => void {
		return this.intercept('linkedIn', (request) =>
			isDeletion(request, resource)
				? { body: JSON.stringify({ results: {}, errors: {} }) }
				: undefined,
		);
	}

	async changes(change: Parameters<typeof syncToEnd>[2] = {}): Promise<RunReport[]> {
		return await syncToEnd(this.sandbox, this.runtime, change);
	}

	async records(items: Array<Partial<RecordItem>>): Promise<RecordsReport> {
		const { report } = await syncRecords(this.runtime, {
			items: items.map((item) => ({ ...NO_ITEM, ...item })),
			profileUrl: PROFILE_URL,
			timeLimitMs: 60_000,
		});
		return report;
	}

	async reconciled(
		change: Partial<Parameters<typeof reconcile>[1]> = {},
	): Promise<ReconcileReport> {
		const { report } = await reconcile(this.runtime, {
			profileUrl: PROFILE_URL,
			timeLimitMs: 300_000,
			repairs: true,
			samplePercent: 100,
			leftoverDays: 2,
			compareEveryMs: 0,
			atOnce: true,
			...change,
		});
		return report;
	}

	async remove(
		what: Pick<Parameters<typeof deleteRecords>[1], 'kind' | 'ids'> &
			Partial<Parameters<typeof deleteRecords>[1]>,
	) {
		return await deleteRecords(this.runtime, { timeLimitMs: 60_000, ...what });
	}

	async removeEverything(timeLimitMs = 300_000): Promise<RemoveReport> {
		const input = { confirm: '1000', timeLimitMs, jobCheckDelayMs: 300_000 };
		return (await removeEverything(this.runtime, input)).report;
	}

	/** The row of a stream, of the reconciliation unless another is named. */
	async progress(stream: StreamName = 'reconcile') {
		const row = await new Progress(this.runtime.store, ORGANIZATION).read(stream);
		return { checkpoint: row?.checkpoint ?? '', message: row?.message ?? '' };
	}

	get deletions(): Deletions {
		return new Deletions(this.runtime.store, ORGANIZATION);
	}

	async ledger(): Promise<DeletionRow[]> {
		return await this.runtime.store.read(DELETIONS, { organization: ORGANIZATION });
	}

	async parked(): Promise<ParkedRow[]> {
		return await this.runtime.store.read(PARKED, { organization: ORGANIZATION });
	}
}

/** Whether a request, tunnelled or not, deletes records of a resource. */
export function isDeletion({ method, url, headers = {} }: HttpRequest, resource: string) {
	const kind = headers['x-http-method-override'] ?? method;
	return kind === 'DELETE' && new RegExp(`/${resource}(\\?|$)`, 'i').test(url);
}
