/** What came back from a callback, and how long it took. */
export interface CallOutcome {
	/** HTTP status; null when there was no answer. */
	status: number | null;
	body: string;
	contentType: string;
	ms: number;
	/** Why there was no answer; empty when there was one. */
	why: '' | 'timed out' | 'unreachable';
}

export interface CallRequest {
	method: 'GET' | 'POST';
	body?: string;
	headers?: Record<string, string>;
	deadlineMs: number;
	/** Ends the call early when the sandbox closes. */
	ended: AbortSignal;
}

const LONGEST_ANSWER = 64 * 1024;

/** One request to a callback; never throws, follows no redirect. */
export async function callOut(
	url: string,
	{ deadlineMs, ended, ...init }: CallRequest,
): Promise<CallOutcome> {
	const begin = performance.now();
	const ms = (): number => Math.round(performance.now() - begin);
	const deadline = AbortSignal.timeout(deadlineMs);
	try {
		const signal = AbortSignal.any([deadline, ended]);
		const response = await fetch(url, { ...init, redirect: 'manual', signal });
		const body = (await response.text()).slice(0, LONGEST_ANSWER);
		const contentType = response.headers.get('content-type') ?? '';
		return { status: response.status, body, contentType, ms: ms(), why: '' };
	} catch {
		const why = deadline.aborted ? 'timed out' : 'unreachable';
		return { status: null, body: '', contentType: '', ms: ms(), why };
	}
}
