import { compare } from '../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { reconcile } from '../../src/operations/history/reconcile';
import type { ReconcileReport } from '../../src/operations/history/ReconcileReport';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { Deletions } from '../../src/state/Deletions';
import type { StoredSharing } from '../../src/state/Settings';
import { DELETIONS } from '../../src/state/tables';
import { runToEnd } from '../../scripts/support/runToEnd';
import {
	ORGANIZATION,
	PROFILE_URL,
	historyRuntime,
	shareOnly,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import { syncToEnd } from '../../scripts/support/syncToEnd';

export const MINUTE_MS = 60_000;

export const HOUR_MS = 60 * MINUTE_MS;

export type SharingChange = Partial<StoredSharing>;

export let sandbox: Sandbox;

export let runtime: TestRuntime;

export async function open(
	options: {
		people?: number;
		sharing?: SharingChange;
		choice?: ConnectionChoice;
		prepare?: () => void;
	} = {},
): Promise<void> {
	sandbox = await createSandbox({
		people: options.people ?? 80,
		jobs: 14,
		startAtMs: Date.UTC(2026, 10, 2),
		recordBodies: true,
		limits: 'off',
	});
	options.prepare?.();
	runtime = await historyRuntime(sandbox, {
		requestsPerSecond: 1000,
		...options.choice,
		...(options.sharing && { sharing: options.sharing }),
	});
	await runToEnd(sandbox, runtime);
	sandbox.context.clock.advance(30 * MINUTE_MS);
}

export const held = () => sandbox.store.of(ORGANIZATION);

export const company = () => sandbox.context.company;

export const deletions = () => new Deletions(runtime.store, ORGANIZATION);

export const ledger = async () =>
	await runtime.store.read(DELETIONS, { organization: ORGANIZATION });

export const agreement = (sharing: SharingChange = {}) => {
	const { departmentsNeverSent = [], jobsNeverSent = [], consent = 'everyone' } = sharing;
	return compare(
		company(),
		held(),
		'deep',
		{
			departmentsNeverSent: departmentsNeverSent.map((name) => name.replace('finance', 'Finance')),
			jobsNeverSent: [...jobsNeverSent],
			consent,
		},
		sharing.reviews ? sandbox.context.live.reviews.values() : undefined,
	);
};

/** Someone whom LinkedIn holds. */
export function someone(suits: (one: CompanyCandidate) => boolean = () => true): CompanyCandidate {
	for (const one of company().candidates())
		if (held().candidates.has(one.id) && suits(one)) return one;
	throw new Error('Nobody suits');
}

export const put = (one: CompanyCandidate): void => {
	company().putCandidate({ ...one, updatedOn: sandbox.context.clock.now() });
};

export async function changes(sharing?: SharingChange) {
	if (sharing) await shareOnly(runtime, sharing);
	return await syncToEnd(sandbox, runtime);
}

const ITEM: RecordItem = { event: '', candidateId: '', applicationId: '', jobId: '', reviewId: '' };

export async function records(items: Array<Partial<RecordItem>>, sharing?: SharingChange) {
	if (sharing) await shareOnly(runtime, sharing);
	const { report } = await syncRecords(runtime, {
		items: items.map((item) => ({ ...ITEM, ...item })),
		profileUrl: PROFILE_URL,
		timeLimitMs: 60_000,
	});
	return report;
}

export const remove = async (
	what: Pick<Parameters<typeof deleteRecords>[1], 'kind' | 'ids'> &
		Partial<Parameters<typeof deleteRecords>[1]>,
) => await deleteRecords(runtime, { timeLimitMs: 60_000, ...what });

export async function reconciled(
	change: Partial<Parameters<typeof reconcile>[1]> = {},
	sharing?: SharingChange,
): Promise<ReconcileReport> {
	if (sharing) await shareOnly(runtime, sharing);
	const { report } = await reconcile(runtime, {
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

/** What SmartRecruiters answers to the details of a candidate, for as long as the test likes. */
export function answerFor(candidateId: string, status: number): () => void {
	const { transport } = runtime.smartRecruiters;
	runtime.smartRecruiters.transport = async (request) =>
		request.url.endsWith(`/candidates/${candidateId}`)
			? { status, headers: {}, body: '{}' }
			: await transport(request);
	return () => {
		runtime.smartRecruiters.transport = transport;
	};
}

export const isHeld = (candidateId: string): boolean =>
	held().candidates.has(candidateId) ||
	[...held().applications.keys()].some((id) => id.startsWith(candidateId));

/** A company of which nothing was sent. */
export async function openUnsent(): Promise<void> {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
	runtime = await historyRuntime(sandbox);
}

/** Closes the sandbox that a test has opened. */
export function closeAfterEach(): void {
	afterEach(async () => {
		await sandbox.close();
	});
}
