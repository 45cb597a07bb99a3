import type { Operation } from './Workload';
import { KILLED, type WorldView } from './WorldView';

const ASK_AGAIN_MS = 2_000;
const MOST_WAITED_MS = 10 * 60_000;
/** A lease, and the time between two tries. */
export const MOST_RECOVERY_MS = 60_000 + ASK_AGAIN_MS;
const MOST_TIMES_KILLED = 50;

/** Starts operations as n8n's schedules do, and again after a kill or an outage. */
export class OperationRunner {
	/** Milliseconds from each kill, or the end of an outage, until the operation worked again. */
	readonly recoveries: number[] = [];

	/** What operations have thrown: their messages. */
	readonly errors: string[] = [];

	constructor(private readonly world: WorldView) {}

	/** Runs operations one after the other, each once, or twice at once. */
	async run(operations: readonly Operation[]): Promise<void> {
		for (const operation of operations) {
			if (operation.isDue && !operation.isDue(this.world)) continue;
			if (this.world.plan.twice && !operation.alone)
				await Promise.all([this.until(operation, 0), this.second(operation)]);
			else await this.until(operation, 0);
		}
	}

	/** Runs one in a second process, at the same moment as the first or a little later. */
	private async second(operation: Operation): Promise<void> {
		const { plan, time } = this.world;
		if (plan.secondAfterMs !== undefined) await time.sleep(plan.secondAfterMs);
		await this.until(operation, 1);
	}

	/** Runs one; after a kill again and again, as a schedule would, until it is let work. */
	private async until(operation: Operation, process: number): Promise<void> {
		for (let kills = 0; kills < MOST_TIMES_KILLED; kills += 1) {
			const end = await this.attempt(operation, process);
			if (end !== KILLED) return;
			operation.killed?.(this.world);
			const killedAtMs = this.world.nowMs;
			let atWorkMs = 0;
			for (;;) {
				const begunAtMs = this.world.nowMs;
				const waitedMs = begunAtMs - killedAtMs - atWorkMs;
				const again = await this.attempt(operation, process);
				if (again === KILLED) break;
				if (again !== 'busy') {
					this.recoveries.push(waitedMs);
					return;
				}
				if (this.world.nowMs - killedAtMs > MOST_WAITED_MS) {
					this.recoveries.push(Number.POSITIVE_INFINITY);
					return;
				}
				const lastedMs = this.world.nowMs - begunAtMs;
				this.world.sandbox.context.clock.advance(ASK_AGAIN_MS);
				// While this run worked at something else, a schedule would have started another one.
				const freeAtMs = Math.max(begunAtMs, killedAtMs + MOST_RECOVERY_MS);
				if (lastedMs > ASK_AGAIN_MS) atWorkMs += Math.max(0, this.world.nowMs - freeAtMs);
			}
		}
	}

	/** Asks every few seconds, as a schedule could, until all operations work again. */
	async comeBack(operations: readonly Operation[]): Promise<void> {
		for (const operation of operations) {
			const backAtMs = this.world.nowMs;
			if (operation.isDue && !operation.isDue(this.world)) continue;
			let waitedMs = 0;
			for (;;) {
				waitedMs = this.world.nowMs - backAtMs;
				const end = await this.attempt(operation, 0);
				const rests = end === 'failed' || end === 'busy' || end === 'outage';
				if (!rests || this.world.nowMs - backAtMs > MOST_WAITED_MS) break;
				this.world.sandbox.context.clock.advance(ASK_AGAIN_MS);
			}
			this.recoveries.push(waitedMs);
		}
	}

	private async attempt(operation: Operation, process: number): Promise<string | typeof KILLED> {
		const n8n = this.world.processOf(process);
		try {
			const end = await n8n.until(async () => await operation.run(n8n, this.world));
			this.world.note('ok', { run: operation.name, end: end === KILLED ? 'killed' : end });
			return end;
		} catch (error) {
			// Not the package's: a node that fails ends an execution.
			const text = error instanceof Error ? (error.stack ?? error.message) : 'thrown';
			this.errors.push(text);
			this.world.note('fail', { run: operation.name, error: text });
			return 'failed';
		}
	}
}
