import { makeStack } from '../n8n/makeStack';
import { pause } from '../n8n/pause';
import { ALL_WORKFLOWS } from '../start/publishInOrder';

const SETTLE_MS = 90_000;

/** What n8n uses while nothing happens at either vendor. */
export interface Idle {
	/** Seconds of processor time of n8n's process in a minute. */
	idleCpuSecondsPerMinute: number;
	/** Resident memory at the end, in MB. */
	idleMemoryMb: number;
}

/** n8n with all workflows published and the history sent, left alone for so many minutes. */
export async function measureIdle(minutes: number): Promise<Idle> {
	const stack = await makeStack({
		people: 60,
		workflows: ALL_WORKFLOWS,
		limits: 'documented',
		factor: 1,
	});
	try {
		await stack.start();
		await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
		await pause(SETTLE_MS);
		const before = stack.n8n.cpuSeconds();
		await pause(minutes * 60_000);
		return {
			idleCpuSecondsPerMinute: (stack.n8n.cpuSeconds() - before) / minutes,
			idleMemoryMb: stack.n8n.memoryMb(),
		};
	} finally {
		await stack.close();
	}
}
