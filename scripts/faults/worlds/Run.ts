import { StateError } from '../../../src/errors/StateError';
import { type HttpResponse, type Transport, TransportFailure } from '../../../src/http/Transport';
import type { Effects } from '../../../src/http/Transport';
import type { Runtime } from '../../../src/operations/Runtime';
import type { ReadOptions, StateStore, Where } from '../../../src/state/StateStore';
import type { Table } from '../../../src/state/Table';
import { spoiledAnswer } from './spoiledAnswer';
import { pointOf } from './Points';
import type { PlannedFault } from './Plan';
import type { WorldView } from './WorldView';

/** What a killed run gives. */
export const KILLED = Symbol('killed');

/**
 * One run of an operation. Killed as by `kill -9`: what it had sent is done, no answer comes back to it, and it does
 * nothing more, not even what it would do in the end.
 */
export class Run {
	private dead = false;

	private die: () => void = () => undefined;

	private readonly death = new Promise<typeof KILLED>((resolve) => {
		this.die = () => {
			resolve(KILLED);
		};
	});

	/** By address: until when a vendor wants to be left alone. */
	private readonly askedToWait = new Map<string, number>();

	constructor(
		private readonly world: WorldView,
		readonly name: string,
		/** In which of n8n's processes it runs. */
		private readonly process: number,
	) {}

	/** Runs it until it ends, or is killed. */
	async until<T>(work: (runtime: Runtime) => Promise<T>): Promise<T | typeof KILLED> {
		return await Promise.race([this.death, work(this.runtime())]);
	}

	private runtime(): Runtime {
		const { linkedIn, smartRecruiters, random } = this.world.connection;
		return {
			linkedIn: { ...linkedIn, transport: this.transport('LinkedIn', linkedIn.transport) },
			smartRecruiters: {
				...smartRecruiters,
				transport: this.transport('SmartRecruiters', smartRecruiters.transport),
			},
			effects: this.effects,
			random,
			budgets: this.world.budgetsOf(this.process),
			store: this.store(this.world.store),
			owner: this.name,
		};
	}

	private readonly effects: Effects = {
		now: () => this.world.hostNow(),
		sleep: async (ms) => {
			await this.alive();
			this.killIf(this.world.points.pass('sleep'), 'killBefore');
			await this.alive();
			await this.world.time.sleep(ms);
			await this.alive();
		},
	};

	private transport(vendor: 'LinkedIn' | 'SmartRecruiters', inner: Transport): Transport {
		return async (request) => {
			await this.alive();
			const { world, name: run } = this;
			const at = pointOf(vendor, request);
			world.beforeRequest(at);
			const fault = world.points.pass(at);
			world.note('invoke', { run, at, url: request.url, body: request.body });
			const notBeforeMs = this.askedToWait.get(request.url) ?? 0;
			if (world.nowMs < notBeforeMs) world.hurried += 1;
			if (fault) world.note('fault', { run, ...fault });
			this.killIf(fault, 'killBefore');
			await this.alive();
			let answer: HttpResponse;
			try {
				const kind = fault?.kind ?? (world.isOut(vendor) ? 'status503' : undefined);
				answer = await spoiledAnswer(kind, request, inner, world, vendor);
			} catch (error) {
				world.afterRequest();
				const code = error instanceof TransportFailure ? error.code : 'thrown';
				world.note('info', { run, at, code });
				await this.alive();
				throw error;
			}
			world.afterRequest();
			world.note('ok', { run, at, status: answer.status, body: answer.body });
			const waitS = Number(answer.headers['retry-after'] ?? 0);
			this.askedToWait.set(request.url, world.nowMs + waitS * 1_000);
			this.killIf(fault, 'killAfter');
			await this.alive();
			return answer;
		};
	}

	private store(inner: StateStore): StateStore {
		return {
			read: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				options?: ReadOptions<R>,
			): Promise<R[]> =>
				await this.statement(table, 'read', async () => await inner.read(table, where, options)),
			put: async <R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> => {
				await this.statement(
					table,
					'put',
					async () => {
						await inner.put(table, rows);
					},
					// n8n inserts the new rows of a statement for many first, and takes the old ones away after them.
					async () => {
						const keys = (row: object) => JSON.stringify(row);
						const old = await inner.read(table, {});
						await inner.put(table, rows);
						const kept = old.filter((row) => !rows.some((one) => keys(one) === keys(row)));
						this.world.insertBefore(table.name, kept);
					},
				);
			},
			update: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				values: Partial<R>,
			): Promise<number> =>
				await this.statement(table, 'update', async () => await inner.update(table, where, values)),
			remove: async <R extends object>(
				table: Table<R>,
				where: Where<R>,
				anyOf?: ReadOptions<R>['anyOf'],
			): Promise<number> =>
				await this.statement(table, 'remove', async () => await inner.remove(table, where, anyOf)),
		};
	}

	private async statement<T>(
		table: { name: string },
		how: string,
		work: () => Promise<T>,
		half: () => Promise<unknown> = work,
	): Promise<T> {
		await this.alive();
		const { world, name: run } = this;
		const at = `state ${table.name}.${how}`;
		const fault = world.points.pass(at);
		if (fault) world.note('fault', { run, ...fault });
		this.killIf(fault, 'killBefore');
		await this.alive();
		if (fault?.kind === 'failBefore' || world.isFull(table.name, how))
			throw StateError.unusable(table.name, new Error('SQLITE_FULL'));
		if (fault?.kind === 'killMiddle') {
			await half();
			this.killIf(fault, 'killMiddle');
			await this.alive();
		}
		const value = await work();
		world.note('ok', { run, at, value: how === 'read' ? undefined : value });
		this.killIf(fault, 'killAfter');
		await this.alive();
		if (fault?.kind === 'failAfter')
			throw StateError.unusable(table.name, new Error('SQLITE_BUSY'));
		return value;
	}

	private killIf(fault: PlannedFault | undefined, kind: PlannedFault['kind']): void {
		if (fault?.kind !== kind || this.dead) return;
		this.dead = true;
		this.world.note('kill', { run: this.name, at: fault.at });
		this.die();
	}

	private async alive(): Promise<void> {
		if (this.dead) await new Promise(() => undefined);
	}
}
