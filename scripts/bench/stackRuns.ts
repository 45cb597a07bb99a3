import { makeStack, type Stack } from '../n8n/makeStack';
import type { RequestSummary } from '../n8n/SandboxProcess';

export const CANDIDATE_WRITES = 'linkedin POST /linkedin/rest/candidates';
export const APPLICATION_WRITES = 'linkedin POST /linkedin/rest/atsApplications';
export const DETAILS = 'smartrecruiters GET /smartrecruiters/candidates/:id';
export const HISTORIES = `${DETAILS}/jobs/:jobId/status/history`;
export const LISTS = 'smartrecruiters GET /smartrecruiters/candidates';

/** Options of Backfill in workflow 03, as somebody sets them in the editor. */
export const backfillWith = (options: object) => ({
	rscHistoricalSync: { Backfill: { options: { jobCheckDelay: 1, ...options } } },
});

export async function withStack<T>(
	options: Parameters<typeof makeStack>[0],
	work: (stack: Stack) => Promise<T>,
): Promise<T> {
	const stack = await makeStack(options);
	try {
		return await work(stack);
	} finally {
		await stack.close();
	}
}

export const finished = async (stack: Stack): Promise<void> => {
	await stack.until('finished', ({ finishedAt }) => Boolean(finishedAt), 30 * 60_000);
};

export function span(
	requests: RequestSummary,
	...routes: string[]
): { requests: number; seconds: number } {
	const found = routes.flatMap((route) => requests.routes[route] ?? []);
	const first = Math.min(...found.map(({ firstAtMs }) => firstAtMs));
	const last = Math.max(...found.map(({ lastAtMs }) => lastAtMs));
	return {
		requests: found.reduce((sum, one) => sum + one.requests, 0),
		seconds: (last - first) / 1000,
	};
}

export const written = ({ writes }: RequestSummary): number =>
	(writes.candidate ?? 0) + (writes.application ?? 0);

/**
 * Begins the backfill of workflow 03 again when it is done, with *Start Again*, and waits for its end.
 *
 * @returns how many records it wrote, of any kind
 * @throws Error when it looked at nothing
 */
export async function writesOfSecondRun(stack: Stack): Promise<number> {
	const { finishedAt: before } = await stack.until('finished', ({ finishedAt }) =>
		Boolean(finishedAt),
	);
	await stack.sandbox.control('DELETE', '/requests');
	await stack.n8n.runByHand('rscHistoricalSync', 'Start by Hand');
	await stack.until(
		'finished again',
		({ finishedAt }) => Boolean(finishedAt) && finishedAt !== before,
	);
	const { routes, writes } = await stack.sandbox.requests();
	if (!routes[LISTS]) throw new Error('The second run has read no list');
	return Object.values(writes).reduce((sum, one) => sum + one, 0);
}
