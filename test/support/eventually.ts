import type { Stack } from '../../scripts/n8n/makeStack';
import type { N8nInstance } from '../../scripts/n8n/N8nInstance';
import { pause } from '../../scripts/n8n/pause';

/**
 * Looks until it holds.
 *
 * @returns what was looked at last
 * @throws Error with what was seen last, the tables' messages and the end of n8n's log
 */
export async function eventually<T>(
	stack: Pick<Stack, 'n8n'> & { workers?: readonly N8nInstance[] },
	what: string,
	look: () => Promise<T>,
	holds: (seen: T) => boolean,
	withinMs = 180_000,
): Promise<T> {
	const deadline = performance.now() + withinMs;
	for (;;) {
		const seen = await look();
		if (holds(seen)) return seen;
		if (performance.now() > deadline) {
			const sync = await stack.n8n.table('rsc_sync');
			const logs = [stack.n8n, ...(stack.workers ?? [])].map((one) => one.log().slice(-2000));
			throw new Error(
				`Not within ${withinMs} ms: ${what}\n${JSON.stringify(seen)?.slice(0, 3000)}\n${JSON.stringify(
					sync.map(({ stream, activity, message, finishedAt }) => [
						...[stream, activity, message, finishedAt],
					]),
				)}\n${logs.join('\n--\n')}`,
			);
		}
		await pause(300);
	}
}
