import type { Sandbox } from '../../sandbox/createSandbox';
import type { ClockState, DrivenClock, DrivenRun } from '../n8n/DrivenClock';
import { pause } from '../n8n/pause';

/** n8n's event loop has nothing to do for so long: what it waits for is time. */
const IDLE_MS = 20;
const LOOK_MS = 8;
const SETTLE_WITHIN_MS = 600_000;
/** A lease of a minute is renewed after 20 seconds. */
const LONGEST_JUMP_MS = 15_000;

/** One time for the sandbox and every process of n8n. It passes as real time does, and jumps over waiting. */
export class Conductor {
	/** Milliseconds of waiting that were jumped over. */
	skippedMs = 0;

	constructor(
		private readonly sandbox: Sandbox,
		private readonly clocks: readonly DrivenClock[],
	) {}

	/** Epoch milliseconds. */
	now(): number {
		return this.sandbox.context.clock.now();
	}

	/** The process that plans and starts executions. */
	private get main(): DrivenClock {
		const [first] = this.clocks;
		if (!first) throw new Error('There is no n8n');
		return first;
	}

	/** Before a process starts: its clock shows the sandbox's time. */
	prepareStart(): void {
		for (const clock of this.clocks) clock.setForStart(this.now());
	}

	/** @param fire whether schedules that are due by then go off, each once; @returns how many did */
	async moveTo(atMs: number, fire = false): Promise<number> {
		this.sandbox.context.clock.set(atMs);
		let fired = 0;
		// Workers first: what the main process hands out must not meet yesterday.
		for (const clock of [...this.clocks].reverse()) ({ fired } = await clock.move(atMs, fire));
		return fired;
	}

	/** Everything that the company and LinkedIn had to tell by now is told, and n8n has worked it off. */
	async deliver(isOver?: () => boolean): Promise<void> {
		const { live } = this.sandbox.context;
		live.catchUp();
		await live.hub.deliverDue();
		await this.sandbox.room.pushes.settle();
		await this.settle(isOver);
	}

	/**
	 * Waits until no execution is under way; time jumps over whatever they wait for.
	 *
	 * @param isOver tells that a process is gone, and nobody need wait
	 */
	async settle(isOver: () => boolean = () => false): Promise<void> {
		const deadline = Date.now() + SETTLE_WITHIN_MS;
		let last: ClockState | undefined;
		while (!isOver()) {
			try {
				const state = await this.atRest();
				if (state.active === 0 && last?.active === 0 && last.begun === state.begun) return;
				if (state.active > 0) await this.jump(state);
				last = state;
			} catch (error) {
				if (isOver()) return;
				throw error;
			}
			if (Date.now() > deadline) throw new Error('Executions do not end');
			await pause(LOOK_MS);
		}
	}

	/**
	 * Where everybody waits for time alone, it is the end of the next nap of somebody at work. Who waits for a lock sleeps on
	 * meanwhile, but no longer than leases are renewed in time.
	 */
	private async jump({ nextNapMs, nextLockMs, idleMs }: ClockState): Promise<void> {
		const now = this.now();
		const untilMs = nextNapMs ?? nextLockMs;
		if (untilMs === null || untilMs <= now || idleMs < IDLE_MS) return;
		const atMs = nextLockMs === null ? untilMs : Math.min(untilMs, now + LONGEST_JUMP_MS);
		this.skippedMs += atMs - now;
		await this.moveTo(atMs);
	}

	/** n8n serves before it has planned all that is published: waits until so many schedules wait to go off. */
	async untilPlanned(schedules: number): Promise<void> {
		const deadline = Date.now() + SETTLE_WITHIN_MS;
		while ((await this.schedules()) < schedules) {
			if (Date.now() > deadline) throw new Error('n8n does not plan its schedules again');
			await pause(LOOK_MS);
		}
	}

	async schedules(): Promise<number> {
		return (await this.main.state()).schedules;
	}

	/** Of n8n's main process, in MB: what is in use after its garbage is collected. */
	async heapMb(): Promise<number> {
		return await this.main.heapMb();
	}

	runs(): DrivenRun[] {
		return this.main.runs();
	}

	/** Of all processes together, as soon as each has nothing to do but to wait. */
	private async atRest(): Promise<ClockState> {
		const states = await Promise.all(this.clocks.map(async (clock) => await clock.atRest(IDLE_MS)));
		const earliest = (name: 'nextNapMs' | 'nextLockMs'): number | null => {
			const due = states.flatMap((state) => state[name] ?? []);
			return due.length === 0 ? null : Math.min(...due);
		};
		const [first] = states;
		if (!first) throw new Error('There is no n8n');
		return {
			...first,
			nextNapMs: earliest('nextNapMs'),
			nextLockMs: earliest('nextLockMs'),
			idleMs: Math.min(...states.map(({ idleMs }) => idleMs)),
		};
	}
}
