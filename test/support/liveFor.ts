import { compare, type Comparison } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { type LifePlan, planLife } from '../../sandbox/live/planLife';
import { WaitLedger } from '../../src/http/WaitLedger';
import { DEFAULT_SHARING, type SharingRules } from '../../src/mapping/SharingRules';
import { type Connection, openSmartRecruiters } from '../../src/operations/connect';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { reconcile } from '../../src/operations/history/reconcile';
import { receiveWebhook, type WebhookEvent } from '../../src/operations/push/receiveWebhook';
import { subscribe } from '../../src/operations/push/subscribe';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { type Deletion, REASONS } from '../../src/sync/Deletion';
import { LagMeter, type Lags } from './LagMeter';
import { OPTIONS, runToEnd } from './runToEnd';
import { sandboxConnection } from './sandboxConnection';
import { startReceiver } from './startReceiver';

export interface LifeOptions {
	people: number;
	jobs?: number;
	days: number;
	actionsPerDay: number;
	seed?: number;
	/** Per cent of webhooks that are lost, and that come twice. */
	lose?: number;
	double?: number;
	shuffle?: boolean;
	weights?: LifePlan['weights'];
	sharing?: Partial<SharingRules>;
	/** By what the sandbox is set up before the backfill. */
	prepare?: (sandbox: Sandbox) => void;
}

export interface Life {
	sandbox: Sandbox;
	connection: Connection;
	comparison: Comparison;
	/** From a change to LinkedIn, for changes of people that a webhook was to tell, and for those without. */
	told: Lags;
	untold: Lags;
	webhooks: Sandbox['context']['live']['hub']['counts'];
	deletions: Deletion[];
	close: () => Promise<void>;
}

const ORGANIZATION = 'urn:li:organization:1000';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 10, 1, 6);
const SUBJECTS = ['application.*', 'candidate.*', 'job.*', 'review.*'];

/**
 * A company lives, and this is workflow 06 without n8n: webhooks lead to records, every hour to changes, every night to
 * a reconciliation; what is deleted becomes a tombstone. Time is the sandbox's.
 */
export async function liveFor(options: LifeOptions): Promise<Life> {
	const { people, jobs, days, actionsPerDay, seed = 1 } = options;
	const sandbox = await createSandbox({
		people,
		...(jobs !== undefined && { jobs }),
		startAtMs: START_MS,
		recordBodies: true,
	});
	options.prepare?.(sandbox);
	const { clock, live, switches, company } = sandbox.context;
	const sharing = { ...DEFAULT_SHARING, ...options.sharing };
	const connection = sandboxConnection(sandbox);
	const backfilled = await runToEnd(sandbox, connection, { sharing });

	const queue: WebhookEvent[] = [];
	const seen = new Set<string>();
	const keys: string[] = [];
	const receiver = await startReceiver(({ headers, body }) => {
		const received = receiveWebhook(
			{ headers, rawBody: Buffer.from(body) },
			keys,
			sandbox.context.clock.now(),
		);
		if (received.kind !== 'event') return 401;
		if (!seen.has(received.event.eventId)) queue.push(received.event);
		seen.add(received.event.eventId);
		return 202;
	});
	const frame = { deadlineMs: clock.now() + HOUR_MS, ledger: new WaitLedger() };
	const { api } = openSmartRecruiters(connection.smartRecruiters, connection, frame);
	const own = await subscribe(api, {
		callbackUrl: receiver.url,
		events: expandEvents(SUBJECTS),
	});
	keys.push(own.secretKey);

	switches.set('sr§10.3 lose per cent', options.lose ?? 0);
	switches.set('sr§10.3 double per cent', options.double ?? 0);
	switches.set('sr§10.3 shuffle', options.shuffle ?? false);
	const fromMs = clock.now();
	live.plan(
		planLife({
			fromMs,
			days,
			actionsPerDay,
			seed,
			...(options.weights && { weights: options.weights }),
		}),
	);
	const meter = new LagMeter(sandbox, sharing);

	const keeper = new Keeper(connection, sharing, backfilled.last.checkpoint);
	const endMs = fromMs + days * DAY_MS;
	let nextHourMs = fromMs + HOUR_MS;
	let nextNightMs = fromMs + DAY_MS;
	let finishing = false;
	for (;;) {
		const nextMs = Math.min(
			live.nextActionAtMs ?? Infinity,
			live.hub.nextDueAtMs ?? Infinity,
			nextHourMs,
			nextNightMs,
		);
		if (nextMs > clock.now()) clock.set(nextMs);
		live.catchUp();
		await live.hub.deliverDue();
		await keeper.handle(queue.splice(0));
		meter.look();
		if (clock.now() >= nextHourMs) {
			const resumeAtMs = await keeper.changes();
			nextHourMs = resumeAtMs ?? Math.max(nextHourMs + HOUR_MS, clock.now());
			meter.look();
		}
		if (clock.now() >= nextNightMs) {
			await keeper.night();
			nextNightMs += DAY_MS;
			meter.look();
			if (finishing) break;
		}
		if (clock.now() > endMs && live.left === 0 && !finishing) {
			finishing = true;
			nextNightMs = clock.now() + 3 * HOUR_MS;
		}
	}
	return {
		sandbox,
		connection,
		comparison: compare(
			company,
			sandbox.store.of(ORGANIZATION),
			'deep',
			{
				departmentsNeverSent: [...sharing.departmentsNeverSent],
				jobsNeverSent: [...sharing.jobsNeverSent],
				confidentialTags: [...sharing.confidentialTags],
				consent: sharing.consent,
			},
			sharing.reviews ? live.reviews.values() : undefined,
		),
		told: meter.lags('told'),
		untold: meter.lags('untold'),
		webhooks: { ...live.hub.counts },
		deletions: keeper.deletions,
		close: async () => {
			await receiver.close();
			await sandbox.close();
		},
	};
}

/** What workflow 06 does. */
class Keeper {
	readonly deletions: Deletion[] = [];

	constructor(
		private readonly connection: Connection,
		private readonly sharing: SharingRules,
		private checkpoint: string,
	) {}

	private get tombstones(): string[] {
		return this.deletions
			.filter(({ kind, reason }) => kind === 'candidate' && reason !== REASONS.withheld)
			.map(({ recordId }) => recordId);
	}

	private get common() {
		return {
			sharing: this.sharing,
			tombstones: this.tombstones,
			availability: OPTIONS.availability,
			profileUrl: OPTIONS.profileUrl,
			timeLimitMs: 300_000,
		};
	}

	async handle(events: readonly WebhookEvent[]): Promise<void> {
		if (events.length === 0) return;
		for (const { event, applicationId, reviewId, candidateId } of events) {
			const removal =
				event === 'candidate.deleted'
					? { kind: 'candidate' as const, ids: [candidateId ?? ''] }
					: event === 'review.deleted'
						? { kind: 'feedback' as const, ids: [reviewId ?? ''], parentId: applicationId ?? '' }
						: undefined;
			if (!removal) continue;
			const { deletions } = await deleteRecords(this.connection, {
				...removal,
				reason: REASONS.deleted,
				timeLimitMs: 300_000,
			});
			this.deletions.push(...deletions);
		}
		const kept = events.filter(({ event }) => !event.endsWith('.deleted'));
		const ids = (pick: (event: WebhookEvent) => string | undefined): string[] =>
			kept.flatMap((event) => pick(event) ?? []);
		const { deletions } = await syncRecords(this.connection, {
			...this.common,
			candidateIds: ids(({ candidateId }) => candidateId),
			applicationIds: ids(({ subject, applicationId }) =>
				subject === 'review' ? applicationId : undefined,
			),
			jobIds: ids(({ subject, jobId }) => (subject === 'job' ? jobId : undefined)),
		});
		this.deletions.push(...deletions);
	}

	/** @returns when to go on, if it is not finished */
	async changes(): Promise<number | undefined> {
		for (;;) {
			const { progress, deletions } = await syncChanges(this.connection, {
				checkpoint: this.checkpoint,
				sinceMs: 0,
				timeLimitMs: 300_000,
				options: { ...OPTIONS, sharing: this.sharing, tombstones: this.tombstones },
			});
			this.checkpoint = progress.checkpoint;
			this.deletions.push(...deletions);
			if (progress.done) return undefined;
			if (progress.resumeAt) return Date.parse(progress.resumeAt);
		}
	}

	async night(): Promise<void> {
		let checkpoint = '';
		for (;;) {
			const { state, resumeAt, deletions, ...result } = await reconcile(this.connection, {
				...this.common,
				checkpoint,
				choice: { candidates: true, applications: true, profileUrl: OPTIONS.profileUrl },
				repairs: true,
				samplePercent: 5,
				leftoverDays: 2,
			});
			this.deletions.push(...deletions);
			checkpoint = result.checkpoint;
			if (state === 'done') return;
			if (resumeAt) {
				await this.connection.effects.sleep(
					Math.max(0, Date.parse(resumeAt) - this.connection.effects.now()),
				);
			}
		}
	}
}
