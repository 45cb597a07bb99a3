import { pause } from '../../scripts/n8n/pause';

const LOOK_EVERY_MS = 50;

/** Looks again and again until it is so. @throws Error after `withinMs` */
export async function until(
	what: string,
	holds: () => Promise<boolean>,
	withinMs = 10_000,
): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
		await pause(LOOK_EVERY_MS);
	}
}
