import { randomUUID } from 'node:crypto';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import type { Effects, Transport } from '../../src/http/Transport';
import type { Runtime } from '../../src/operations/Runtime';
import type { StateStore } from '../../src/state/StateStore';

/** What a run did: a write to its state or to a vendor, or something that n8n does for it. */
export type MortalStep = 'state' | 'LinkedIn' | 'SmartRecruiters' | 'n8n';

/**
 * A run that is killed, as by `kill -9`: what it had sent was done, no answer comes back to it, and it does nothing more.
 */
export class Mortal {
	/** Writes to the state and to the vendors so far. */
	steps = 0;

	private dead = false;

	private die: () => void = () => undefined;

	/** Resolves when it is dead. */
	readonly death = new Promise<'killed'>((resolve) => {
		this.die = () => {
			resolve('killed');
		};
	});

	/** @param killAt after which step it dies, by number or by a look at each */
	constructor(
		private readonly killAt: number | ((step: MortalStep) => boolean) = Number.POSITIVE_INFINITY,
	) {}

	runtime(runtime: Runtime): Runtime {
		const { linkedIn, smartRecruiters, store, effects } = runtime;
		return {
			...runtime,
			// What a process knows dies with it.
			budgets: new ProcessBudgets(randomUUID()),
			effects: this.effects(effects),
			linkedIn: { ...linkedIn, transport: this.transport(linkedIn.transport, 'LinkedIn') },
			smartRecruiters: {
				...smartRecruiters,
				transport: this.transport(smartRecruiters.transport, 'SmartRecruiters'),
			},
			store: this.store(store),
		};
	}

	/** n8n has done something of its own for this run, as storing what a trigger keeps. */
	async pass(): Promise<void> {
		await this.live(async () => await Promise.resolve(), 'n8n');
	}

	private effects(effects: Effects): Effects {
		return {
			now: () => effects.now(),
			sleep: async (ms) => {
				await this.live(async () => effects.sleep(ms));
			},
		};
	}

	private transport(transport: Transport, vendor: MortalStep): Transport {
		return async (request) =>
			await this.live(
				async () => transport(request),
				request.method === 'GET' ? undefined : vendor,
			);
	}

	private store(store: StateStore): StateStore {
		return {
			read: async (table, where, options) =>
				await this.live(async () => store.read(table, where, options)),
			put: async (table, rows) => {
				await this.live(async () => store.put(table, rows), 'state');
			},
			update: async (table, where, values) =>
				await this.live(async () => store.update(table, where, values), 'state'),
			remove: async (table, where, anyOf) =>
				await this.live(async () => store.remove(table, where, anyOf), 'state'),
		};
	}

	private async live<T>(work: () => Promise<T>, step?: MortalStep): Promise<T> {
		if (this.dead) await new Promise(() => undefined);
		const value = await work();
		if (step && !this.dead) {
			this.steps += 1;
			if (this.isLast(step)) {
				this.dead = true;
				this.die();
			}
		}
		if (this.dead) await new Promise(() => undefined);
		return value;
	}

	private isLast(step: MortalStep): boolean {
		return typeof this.killAt === 'number' ? this.steps >= this.killAt : this.killAt(step);
	}
}
