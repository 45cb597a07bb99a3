import { z } from 'zod';
import type { SandboxContext } from '../../core/SandboxContext';
import { HOUR_MS } from '../../core/durations';
import type { LinkedInApp, LinkedInApps } from '../LinkedInApps';
import type { LinkedInStore } from '../LinkedInStore';
import { CallbackEndpoints, EndpointSchema } from './CallbackEndpoints';
import { Courier, defineCourierSwitches } from './Courier';
import { type Delivery, DeliverySchema, PushSchema, type StoredPush } from './StoredPush';

const TICK_MS = 100;
const KEPT_PUSHES = 5_000;
const FIRST_ID = 500_600_700;

export const PushStateSchema = z.object({
	nextId: z.number(),
	pushes: z.array(PushSchema),
	deliveries: z.array(DeliverySchema),
	endpoints: z.array(z.tuple([z.string(), EndpointSchema])),
});
export type PushState = z.infer<typeof PushStateSchema>;

/**
 * LinkedIn's notifications to the customers' callbacks (LinkedIn reference §3). Anybody in the sandbox sends with
 * `send`; the finder of that kind of event asks `payloadOf`. All waiting follows the sandbox's clock.
 */
export class Pushes {
	private nextId = FIRST_ID;

	private turn = 0;

	private pushes = new Map<string, StoredPush>();

	private deliveries: Delivery[] = [];

	private readonly running = new Map<string, Promise<void>>();

	private readonly endpoints: CallbackEndpoints;

	private readonly courier: Courier;

	private readonly timer: NodeJS.Timeout;

	constructor(
		private readonly context: SandboxContext,
		private readonly apps: LinkedInApps,
		store: LinkedInStore,
	) {
		context.switches.define('li§3.4 deliveries of each push', 1);
		context.switches.define('li§3.4 delivery after ms', 0);
		context.switches.define('li§3.4 hold pushes', false);
		context.switches.define('li§3.4 request lives ms', 24 * HOUR_MS);
		defineCourierSwitches(context.switches);
		this.endpoints = new CallbackEndpoints(context, store);
		this.courier = new Courier(context, this.endpoints);
		this.timer = setInterval(() => {
			this.tick();
		}, TICK_MS).unref();
	}

	/** Notifies a customer. @param payload what the finder of this type answers for the returned id; plain data */
	send(app: LinkedInApp, type: string, payload: readonly unknown[]): string {
		const { switches, clock } = this.context;
		const id = String(this.nextId);
		this.nextId += 1;
		const now = clock.now();
		const held = switches.boolean('li§3.4 hold pushes');
		this.pushes.set(id, {
			id,
			clientId: app.clientId,
			type,
			payload: [...payload],
			createdAtMs: now,
			expiresAtMs: now + switches.number('li§3.4 request lives ms'),
			status: held ? 'held' : 'waiting',
			attempts: [],
		});
		const dueAtMs = now + switches.number('li§3.4 delivery after ms');
		for (let left = switches.number('li§3.4 deliveries of each push'); left > 0; left -= 1)
			this.enqueue(id, dueAtMs, switches.number('li§3.4 redeliveries'), held);
		this.forgetOldest();
		this.tick();
		return id;
	}

	/** What a push was about, for the second call; nothing for other customers, other types, and after it expired. */
	payloadOf(app: LinkedInApp, type: string, requestId: string): readonly unknown[] | undefined {
		const push = this.pushes.get(requestId);
		const mine = push?.clientId === app.clientId && push.type === type;
		return mine && push.expiresAtMs > this.context.clock.now() ? push.payload : undefined;
	}

	callbackOf(app: LinkedInApp): string | undefined {
		return this.endpoints.urlOf(app);
	}

	/** A callback was set, or set again. */
	registered(app: LinkedInApp): void {
		this.endpoints.registered(app);
	}

	/** Sends what was held back, in the order in which it arose or the other way round. @returns how many deliveries */
	release(order: 'sent' | 'reversed' = 'sent'): number {
		const held = this.deliveries.filter((one) => one.held).sort((a, b) => a.turn - b.turn);
		if (order === 'reversed') held.reverse();
		for (const delivery of held) {
			this.turn += 1;
			Object.assign(delivery, {
				held: false,
				dueAtMs: this.context.clock.now(),
				turn: this.turn,
			});
			const push = this.pushes.get(delivery.pushId);
			if (push) push.status = 'waiting';
		}
		this.tick();
		return held.length;
	}

	/** Delivers a push once more, whatever became of it. @returns whether there is one */
	redeliver(id: string): boolean {
		if (!this.pushes.has(id)) return false;
		this.enqueue(id, this.context.clock.now(), 0, false);
		this.tick();
		return true;
	}

	/** Resolves when nothing is due and nothing is under way. */
	async settle(): Promise<void> {
		for (;;) {
			this.tick();
			if (this.running.size === 0) return;
			await Promise.all(this.running.values());
		}
	}

	/** Callbacks with their challenges, and every push with what became of it; payloads are left out. */
	log() {
		return {
			callbacks: this.apps.children().flatMap((app) => {
				const endpoint = this.endpoints.of(app);
				return endpoint ? { clientId: app.clientId, ...endpoint } : [];
			}),
			pushes: [...this.pushes.values()].map(({ payload: _payload, ...push }) => ({
				...push,
				blocked: push.status === 'blocked',
				due: this.deliveries.filter(({ pushId }) => pushId === push.id).length,
			})),
		};
	}

	reset(): void {
		this.pushes.clear();
		this.deliveries = [];
		this.endpoints.reset();
	}

	stop(): void {
		clearInterval(this.timer);
		this.deliveries = [];
		this.endpoints.stop();
	}

	dump(): PushState {
		const { nextId, deliveries } = this;
		return {
			nextId,
			deliveries,
			pushes: [...this.pushes.values()],
			endpoints: this.endpoints.dump(),
		};
	}

	load({ nextId, pushes, deliveries, endpoints }: PushState): void {
		this.nextId = nextId;
		this.pushes = new Map(pushes.map((push) => [push.id, push]));
		this.deliveries = deliveries;
		this.turn = Math.max(0, ...deliveries.map(({ turn }) => turn));
		this.endpoints.load(endpoints);
	}

	private enqueue(pushId: string, dueAtMs: number, triesLeft: number, held: boolean): void {
		this.turn += 1;
		this.deliveries.push({ pushId, dueAtMs, triesLeft, held, turn: this.turn });
	}

	private forgetOldest(): void {
		for (const id of this.pushes.keys()) {
			if (this.pushes.size <= KEPT_PUSHES) return;
			this.pushes.delete(id);
		}
	}

	/** Starts whatever is due, one after another for each customer. */
	private tick(): void {
		for (const app of this.apps.children()) {
			const { clientId } = app;
			if (this.running.has(clientId) || !(this.endpoints.isDue(app) || this.nextDue(clientId)))
				continue;
			const run = this.work(app).finally(() => this.running.delete(clientId));
			this.running.set(clientId, run);
		}
	}

	private async work(app: LinkedInApp): Promise<void> {
		if (this.endpoints.isDue(app)) await this.endpoints.check(app);
		for (let next = this.nextDue(app.clientId); next; next = this.nextDue(app.clientId)) {
			const { delivery, push } = next;
			const retryAtMs = await this.courier.deliver(app, push, delivery.triesLeft > 0);
			// Not earlier: a state file written meanwhile must still know of it.
			this.deliveries = this.deliveries.filter((one) => one !== delivery);
			if (retryAtMs !== undefined && this.pushes.has(push.id))
				this.enqueue(push.id, retryAtMs, delivery.triesLeft - 1, false);
		}
	}

	private nextDue(clientId: string): { delivery: Delivery; push: StoredPush } | undefined {
		const now = this.context.clock.now();
		let first: { delivery: Delivery; push: StoredPush } | undefined;
		for (const delivery of this.deliveries) {
			const push = this.pushes.get(delivery.pushId);
			if (push?.clientId !== clientId || delivery.held || delivery.dueAtMs > now) continue;
			if (!first || isBefore(delivery, first.delivery)) first = { delivery, push };
		}
		return first;
	}
}

const isBefore = (one: Delivery, other: Delivery): boolean =>
	one.dueAtMs === other.dueAtMs ? one.turn < other.turn : one.dueAtMs < other.dueAtMs;
