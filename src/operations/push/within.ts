import type { Effects } from '../../http/Transport';

const LOOK_MS = 100;

/** What `work` comes to, or `undefined` when it takes longer than `ms`; it then goes on, and its end is ignored. */
export async function within<T>(
	effects: Effects,
	ms: number,
	work: Promise<T>,
): Promise<T | undefined> {
	const untilMs = effects.now() + ms;
	let ended = false;
	const alarm = async (): Promise<undefined> => {
		// In short naps, so that no timer outlives the work for long.
		for (let left = ms; left > 0 && !ended; left = untilMs - effects.now()) {
			await effects.sleep(Math.min(left, LOOK_MS));
		}
	};
	try {
		return await Promise.race([work, alarm()]);
	} finally {
		ended = true;
	}
}
