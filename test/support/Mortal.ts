import type { Effects, Transport } from '../../src/http/Transport';
import type { Runtime } from '../../src/operations/Runtime';
import type { StateStore } from '../../src/state/StateStore';

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

	/** @param killAt after which step it dies */
	constructor(private readonly killAt = Number.POSITIVE_INFINITY) {}

	runtime(runtime: Runtime): Runtime {
		const { linkedIn, smartRecruiters, store, effects } = runtime;
		return {
			...runtime,
			effects: this.effects(effects),
			linkedIn: { ...linkedIn, transport: this.transport(linkedIn.transport) },
			smartRecruiters: { ...smartRecruiters, transport: this.transport(smartRecruiters.transport) },
			store: this.store(store),
		};
	}

	private effects(effects: Effects): Effects {
		return {
			now: () => effects.now(),
			sleep: async (ms) => {
				await this.live(async () => effects.sleep(ms), false);
			},
		};
	}

	private transport(transport: Transport): Transport {
		return async (request) =>
			await this.live(async () => transport(request), request.method !== 'GET');
	}

	private store(store: StateStore): StateStore {
		return {
			read: async (table, where, options) =>
				await this.live(async () => store.read(table, where, options), false),
			put: async (table, rows) => {
				await this.live(async () => store.put(table, rows), true);
			},
			update: async (table, where, values) =>
				await this.live(async () => store.update(table, where, values), true),
			remove: async (table, where, anyOf) =>
				await this.live(async () => store.remove(table, where, anyOf), true),
		};
	}

	private async live<T>(work: () => Promise<T>, counts: boolean): Promise<T> {
		if (this.dead) await new Promise(() => undefined);
		const value = await work();
		if (counts && !this.dead) {
			this.steps += 1;
			if (this.steps >= this.killAt) {
				this.dead = true;
				this.die();
			}
		}
		if (this.dead) await new Promise(() => undefined);
		return value;
	}
}
