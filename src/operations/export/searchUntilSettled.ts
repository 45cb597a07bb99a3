import type { Effects } from '../../http/Transport';

const FIRST_PAUSE_MS = 1_000;

/**
 * Looks for the outcome of a write whose answer got lost. A search may lag behind (SmartRecruiters reference §5.2): it
 * is repeated, at growing intervals, until the lag since the write is over. `undefined` then means that it was not
 * carried out.
 */
export async function searchUntilSettled<T>(
	effects: Effects,
	settledAtMs: number,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
		const settled = effects.now() >= settledAtMs;
		const found = await look();
		if (found !== undefined || settled) return found;
		await effects.sleep(Math.min(pauseMs, settledAtMs - effects.now() + 1));
	}
}
