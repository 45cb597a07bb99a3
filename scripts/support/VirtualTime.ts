import type { SandboxClock } from '../../sandbox/core/SandboxClock';
import type { Effects, Transport } from '../../src/http/Transport';

/**
 * Waiting that costs no real time: a sleeper is woken, earliest first, when nobody is busy on the network, and the
 * sandbox's clock is moved to its hour. Requests so arrive at the hour at which they were sent.
 */
export class VirtualTime implements Effects {
	private readonly sleepers: Array<{ untilMs: number; wake: () => void }> = [];

	private busy = 0;

	private pumping = false;

	constructor(private readonly clock: SandboxClock) {}

	now(): number {
		return this.clock.now();
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			// The clock shows whole milliseconds: whoever sleeps until between two of them would be woken before, and for ever.
			this.sleepers.push({ untilMs: Math.ceil(this.clock.now() + ms), wake });
			this.sleepers.sort((a, b) => a.untilMs - b.untilMs);
			this.pump();
		});
	}

	/** A transport whose requests hold time still until they are answered. */
	watch(transport: Transport): Transport {
		return async (request) => {
			this.hold(1);
			try {
				return await transport(request);
			} finally {
				this.hold(-1);
			}
		};
	}

	/** Holds time still, or lets it go again: by how many that are at work. */
	hold(change: number): void {
		this.busy += change;
		if (change < 0) this.pump();
	}

	private pump(): void {
		if (this.pumping) return;
		this.pumping = true;
		setImmediate(() => {
			this.pumping = false;
			if (this.busy > 0) return;
			const next = this.sleepers.shift();
			if (!next) return;
			if (next.untilMs > this.clock.now()) this.clock.set(next.untilMs);
			next.wake();
			if (this.sleepers.length > 0) this.pump();
		});
	}
}
