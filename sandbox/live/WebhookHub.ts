import { createHmac } from 'node:crypto';
import { randomBytes, randomUUID } from '../core/chance';
import { hash } from '../company/random';
import type { SandboxClock } from '../core/SandboxClock';
import type { Switches } from '../core/Switches';
import { DAY_MS, MINUTE_MS } from '../core/durations';
import type { EventDraft } from './eventsOf';

export type CallbackAuthentication =
	| { type: 'basic'; username: string; password: string }
	| { type: 'header'; headerName: string; headerValue: string }
	| { type: 'oauth2'; clientId: string; clientSecret: string; tokenServiceUrl: string };

interface SecretKey {
	secret: string;
	/** Epoch milliseconds until which it signs; absent for the newest. */
	validUntilMs?: number;
}

export interface Subscription {
	id: string;
	/** Whose it is: the limit is counted for each (§10.1). */
	owner: string;
	callbackUrl: string;
	events: string[];
	status: 'inactive' | 'active';
	keys: SecretKey[];
	authentication?: CallbackAuthentication | undefined;
	log: CallbackLogEntry[];
}

export interface CallbackLogEntry {
	status: 'successful' | 'failed';
	atMs: number;
	body: string;
	headers: Record<string, string>;
}

interface Delivery {
	subscriptionId: string;
	eventId: string;
	event: EventDraft;
	attempt: number;
	dueAtMs: number;
}

/** Minutes after which a failed delivery is repeated (§10.3); the steps between 120 and 1,440 are not published. */
const RETRY_AFTER_MIN = [1, 3, 10, 45, 120, 240, 480, 720, 1_080, 1_440];
const HANDSHAKE_WITHIN_MS = 20_000;
const MOST_KEYS = 16;
const KEPT_LOG_MS = 30 * DAY_MS;
/** How far `shuffle` moves deliveries apart. */
const SHUFFLE_MS = 45_000;
const AT_ONCE = 8;

/** SmartRecruiters' webhooks (reference §10): handshake, signed deliveries, retries on the sandbox's clock. */
export class WebhookHub {
	readonly subscriptions = new Map<string, Subscription>();

	private queue: Delivery[] = [];

	private delivering: Promise<void> | undefined;

	private drawn = 0;

	/** How a receiver is called. Where this sandbox is only simulated, whoever simulates it puts a call of its own here. */
	call: typeof fetch = async (...given) => await fetch(...given);

	/** For tests: what became of the events. */
	readonly counts = { emitted: 0, lost: 0, doubled: 0, delivered: 0, failed: 0, givenUp: 0 };

	constructor(
		private readonly clock: SandboxClock,
		private readonly switches: Switches,
		private readonly baseUrl: () => string,
	) {
		switches.define('sr§10.1 subscription limit', 20);
		switches.define('sr§10.3 lose per cent', 0);
		switches.define('sr§10.3 double per cent', 0);
		switches.define('sr§10.3 shuffle', false);
		switches.define('sr§10.3 accepts 200', false);
		switches.define('sr§10.3 answer within ms', 5_000);
		switches.define('sr§10.4 signs without a key', false);
		switches.define('sr§10.5 event version', 'v1');
	}

	/** Queues an event for every active subscription that wants it. */
	emit(event: EventDraft, atMs: number): void {
		const eventId = randomUUID();
		for (const { id, status, events } of this.subscriptions.values()) {
			if (status !== 'active' || !events.includes(event.name)) continue;
			this.counts.emitted += 1;
			if (this.chance('sr§10.3 lose per cent')) {
				this.counts.lost += 1;
				continue;
			}
			const copies = this.chance('sr§10.3 double per cent') ? 2 : 1;
			this.counts.doubled += copies - 1;
			for (let copy = 0; copy < copies; copy += 1) {
				const moved = this.switches.boolean('sr§10.3 shuffle') ? this.draw(SHUFFLE_MS) : 0;
				this.queue.push({
					subscriptionId: id,
					eventId,
					event,
					attempt: 0,
					dueAtMs: atMs + moved + copy,
				});
			}
		}
	}

	/** Sends what is due by now; resolves when all of that has been answered, or has failed. */
	async deliverDue(): Promise<void> {
		while (this.delivering) await this.delivering;
		const nowMs = this.clock.now();
		const due = this.queue.filter(({ dueAtMs }) => dueAtMs <= nowMs);
		if (due.length === 0) return;
		this.queue = this.queue.filter(({ dueAtMs }) => dueAtMs > nowMs);
		due.sort((a, b) => a.dueAtMs - b.dueAtMs);
		const work = async (): Promise<void> => {
			for (let next = due.shift(); next; next = due.shift()) await this.send(next);
		};
		this.delivering = Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => undefined);
		try {
			await this.delivering;
		} finally {
			this.delivering = undefined;
		}
	}

	/** Epoch milliseconds of the next delivery, if any is waiting. */
	get nextDueAtMs(): number | undefined {
		return this.queue.length === 0
			? undefined
			: Math.min(...this.queue.map(({ dueAtMs }) => dueAtMs));
	}

	/** The handshake (§10.2). @returns whether the receiver echoed the secret */
	async activate(subscription: Subscription): Promise<boolean> {
		const secret = randomBytes(18).toString('base64url');
		try {
			const answer = await this.call(subscription.callbackUrl, {
				method: 'POST',
				headers: { 'x-hook-secret': secret },
				signal: AbortSignal.timeout(HANDSHAKE_WITHIN_MS),
			});
			if (answer.status !== 200 || answer.headers.get('x-hook-secret') !== secret) return false;
		} catch {
			return false;
		}
		subscription.status = 'active';
		return true;
	}

	/** A new key; the one before signs for another 24 hours (§10.4). */
	rotate(subscription: Subscription): string {
		const nowMs = this.clock.now();
		const secret = randomBytes(16).toString('base64url');
		const earlier = subscription.keys
			.map((key) => ({ ...key, validUntilMs: key.validUntilMs ?? nowMs + DAY_MS }))
			.filter((key) => key.validUntilMs > nowMs);
		subscription.keys = [...earlier, { secret }].slice(-MOST_KEYS);
		return secret;
	}

	/** The log, newest first, 30 days long. */
	logOf(subscription: Subscription): CallbackLogEntry[] {
		const nowMs = this.clock.now();
		subscription.log = subscription.log.filter(({ atMs }) => atMs > nowMs - KEPT_LOG_MS);
		return [...subscription.log].reverse();
	}

	reset(): void {
		this.subscriptions.clear();
		this.queue = [];
		this.drawn = 0;
		for (const name of Object.keys(this.counts) as Array<keyof WebhookHub['counts']>)
			this.counts[name] = 0;
	}

	private async send(delivery: Delivery): Promise<void> {
		const subscription = this.subscriptions.get(delivery.subscriptionId);
		if (subscription?.status !== 'active') return;
		const nowMs = this.clock.now();
		const body = JSON.stringify(delivery.event.body);
		const headers = this.headersFor(subscription, delivery, nowMs);
		let accepted = false;
		try {
			const answer = await this.call(subscription.callbackUrl, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body,
				signal: AbortSignal.timeout(this.switches.number('sr§10.3 answer within ms')),
			});
			accepted =
				answer.status === 202 ||
				(answer.status === 200 && this.switches.boolean('sr§10.3 accepts 200'));
		} catch {
			// No answer in time is a failure.
		}
		subscription.log.push({
			status: accepted ? 'successful' : 'failed',
			atMs: nowMs,
			body,
			headers,
		});
		if (accepted) {
			this.counts.delivered += 1;
			return;
		}
		this.counts.failed += 1;
		const pauseMin = RETRY_AFTER_MIN[delivery.attempt];
		if (pauseMin === undefined) {
			this.counts.givenUp += 1;
			return;
		}
		this.queue.push({
			...delivery,
			attempt: delivery.attempt + 1,
			dueAtMs: nowMs + pauseMin * MINUTE_MS,
		});
	}

	/** Headers of a delivery, with its signature, as of now. */
	headersFor(
		{ keys, authentication }: Subscription,
		{ eventId, event }: Pick<Delivery, 'eventId' | 'event'>,
		nowMs: number,
	): Record<string, string> {
		const body = JSON.stringify(event.body);
		const version = this.switches.text('sr§10.5 event version');
		const link = `<${this.baseUrl()}/smartrecruiters${event.path}>; rel=self`;
		const timestamp = String(Math.floor(nowMs / 1000));
		const message = [timestamp, body, eventId, event.name, version, link].join('.');
		const signatures = keys
			.filter((key) => (key.validUntilMs ?? Infinity) > nowMs)
			.map(({ secret }) => `v1=${createHmac('sha256', secret).update(message).digest('hex')}`);
		if (signatures.length === 0 && this.switches.boolean('sr§10.4 signs without a key'))
			signatures.push('v1=');
		return {
			'event-id': eventId,
			'event-name': event.name,
			'event-version': version,
			link,
			'smartrecruiters-timestamp': timestamp,
			...(signatures.length > 0 && { 'smartrecruiters-signature': signatures.join(';') }),
			...(authentication?.type === 'header' && {
				[authentication.headerName]: authentication.headerValue,
			}),
			...(authentication?.type === 'basic' && {
				authorization: `Basic ${Buffer.from(`${authentication.username}:${authentication.password}`).toString('base64')}`,
			}),
		};
	}

	private chance(name: string): boolean {
		return this.draw(10_000) < this.switches.number(name) * 100;
	}

	private draw(below: number): number {
		this.drawn += 1;
		return hash(0x3eb, this.drawn) % below;
	}
}
