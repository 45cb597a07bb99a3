import { randomUUID } from 'node:crypto';
import type { Transport } from '../../src/http/Transport';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import type { ReadOptions, StateStore, Where } from '../../src/state/StateStore';
import type { Table } from '../../src/state/Table';

/** What a killed process gives back. */
export const KILLED = Symbol('killed');

/**
 * The life of one process, which ends at a step: a statement of the store or a request. Nothing of it happens afterwards,
 * and what is under way never comes to an end, as with `kill -9`: locks are not given up, and nothing is caught.
 */
export class Life {
	private steps = 0;

	private end: () => void = () => undefined;

	private readonly ended = new Promise<typeof KILLED>((resolve) => {
		this.end = () => {
			resolve(KILLED);
		};
	});

	dead = false;

	/** What the process knows of the limits dies with it; one that ends by itself knows what those before it knew. */
	readonly budgets: ProcessBudgets | undefined;

	/**
	 * @param lastStep the step at which it ends; 0 for a life that ends by itself
	 * @param carriedOut whether the last step is still carried out, so that only its answer is lost
	 */
	constructor(
		private readonly lastStep = 0,
		private readonly carriedOut = false,
	) {
		this.budgets = lastStep > 0 ? new ProcessBudgets(randomUUID()) : undefined;
	}

	async of<T>(work: Promise<T>): Promise<T | typeof KILLED> {
		return await Promise.race([work, this.ended]);
	}

	async step<T>(work: () => Promise<T>): Promise<T> {
		if (this.dead) return await new Promise<never>(() => undefined);
		this.steps += 1;
		if (this.steps !== this.lastStep) return await work();
		this.dead = true;
		if (this.carriedOut) await work().catch(() => undefined);
		this.end();
		return await new Promise<never>(() => undefined);
	}

	transport(transport: Transport): Transport {
		return async (request) => await this.step(async () => await transport(request));
	}

	store(store: StateStore): StateStore {
		return {
			read: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				options?: ReadOptions<R>,
			): Promise<R[]> => await this.step(async () => await store.read(table, where, options)),
			put: async <R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> => {
				await this.step(async () => {
					await store.put(table, rows);
				});
			},
			update: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				values: Partial<R>,
			): Promise<number> => await this.step(async () => await store.update(table, where, values)),
			remove: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				anyOf?: ReadOptions<R>['anyOf'],
			): Promise<number> => await this.step(async () => await store.remove(table, where, anyOf)),
		};
	}
}
