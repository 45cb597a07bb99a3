import { DAY_MS, HOUR_MS } from '../../src/basics/durations';
import { compare, type Comparison } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { type LifePlan, planLife } from '../../sandbox/live/planLife';
import { readRecordItem } from '../../nodes/HistoricalSync/readRecordItem';
import { WaitLedger } from '../../src/http/WaitLedger';
import { openSmartRecruiters } from '../../src/operations/connect';
import { reconcile } from '../../src/operations/history/reconcile';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { receiveWebhook, type WebhookEvent } from '../../src/operations/push/receiveWebhook';
import { subscribe } from '../../src/operations/push/subscribe';
import type { Runtime } from '../../src/operations/Runtime';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { DEFAULT_STORED_SHARING, type StoredSharing } from '../../src/state/Settings';
import { historyRuntime, PROFILE_URL } from '../support/historyRuntime';
import { runToEnd } from '../support/runToEnd';
import { startReceiver } from '../support/startReceiver';
import { LagMeter, type Lags } from './LagMeter';

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
	sharing?: Partial<StoredSharing>;
}

export interface Life {
	sandbox: Sandbox;
	runtime: Runtime;
	comparison: Comparison;
	/** Until LinkedIn holds a change of a person: from when a webhook of it arrived, and of those without, from the change on. */
	told: Lags;
	untold: Lags;
	/** How late the sandbox delivered those webhooks. */
	lateness: Omit<Lags, 'open'>;
	webhooks: Sandbox['context']['live']['hub']['counts'];
	close: () => Promise<void>;
}

const ORGANIZATION = 'urn:li:organization:1000';
const START_MS = Date.UTC(2026, 10, 1, 6);
const SUBJECTS = ['application.*', 'candidate.*', 'job.*', 'review.*'];

/**
 * A company lives, and this is workflow 06 without n8n: webhooks lead to Sync Records, every hour to Sync Changes,
 * every night to Reconcile, which keep their own state. Time is the sandbox's.
 */
export async function liveFor(options: LifeOptions): Promise<Life> {
	const { people, jobs, days, actionsPerDay, seed = 1 } = options;
	const sandbox = await createSandbox({
		people,
		...(jobs !== undefined && { jobs }),
		startAtMs: START_MS,
		recordBodies: true,
	});
	const { clock, live, switches, company } = sandbox.context;
	const sharing = { ...DEFAULT_STORED_SHARING, ...options.sharing };
	const runtime = await historyRuntime(sandbox, { sharing });
	await runToEnd(sandbox, runtime);

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
	const { api } = openSmartRecruiters(runtime.smartRecruiters, runtime, frame);
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
		const arrived = queue.splice(0);
		for (const { candidateId } of arrived) if (candidateId) meter.arrived(candidateId);
		await handle(runtime, arrived);
		meter.look();
		if (clock.now() >= nextHourMs) {
			const resumeAtMs = await changes(runtime);
			nextHourMs = resumeAtMs ?? Math.max(nextHourMs + HOUR_MS, clock.now());
			meter.look();
		}
		if (clock.now() >= nextNightMs) {
			await night(runtime);
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
		runtime,
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
		lateness: meter.lateness,
		webhooks: { ...live.hub.counts },
		close: async () => {
			await receiver.close();
			await sandbox.close();
		},
	};
}

const FIVE_MINUTES_MS = 300_000;

async function handle(runtime: Runtime, events: readonly WebhookEvent[]): Promise<void> {
	if (events.length === 0) return;
	await syncRecords(runtime, {
		items: events.map((event) => readRecordItem({ ...event })),
		profileUrl: PROFILE_URL,
		timeLimitMs: FIVE_MINUTES_MS,
	});
}

/** @returns when to go on, if it is not finished */
async function changes(runtime: Runtime): Promise<number | undefined> {
	for (;;) {
		const { report } = await syncChanges(runtime, {
			profileUrl: PROFILE_URL,
			chunkRecords: 1_000,
			jobCheckDelayMs: FIVE_MINUTES_MS,
			timeLimitMs: FIVE_MINUTES_MS,
			atOnce: false,
		});
		if (report.state === 'done') return undefined;
		if (report.resumeAt) return Date.parse(report.resumeAt);
		if (report.state !== 'running') throw new Error(`Sync Changes is ${report.state}`);
	}
}

async function night(runtime: Runtime): Promise<void> {
	for (;;) {
		const { report } = await reconcile(runtime, {
			profileUrl: PROFILE_URL,
			samplePercent: 5,
			repairs: true,
			leftoverDays: 2,
			compareEveryMs: 0,
			timeLimitMs: FIVE_MINUTES_MS,
			atOnce: false,
		});
		if (report.state === 'done') return;
		const { resumeAt } = report;
		if (resumeAt)
			await runtime.effects.sleep(Math.max(0, Date.parse(resumeAt) - runtime.effects.now()));
		else if (report.state !== 'running') throw new Error(`Reconcile is ${report.state}`);
	}
}
