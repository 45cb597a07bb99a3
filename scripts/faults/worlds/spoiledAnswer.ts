import {
	type HttpRequest,
	type HttpResponse,
	type Transport,
	TransportFailure,
} from '../../../src/http/Transport';
import type { PlannedFault } from './Plan';
import type { WorldView } from './WorldView';

/** n8n gives a request up after so long (SmartRecruiters reference §1.6). */
const TIMEOUT_MS = 130_000;
const SLOW_MS = 30_000;
const HTML = '<!doctype html><html><head><title>Just a moment…</title></head><body></body></html>';

const answer = (
	status: number,
	body = '{}',
	headers: Record<string, string> = {},
): HttpResponse => ({
	status,
	headers,
	body,
});

/** Carries a request out as the fault has it, and gives the answer that then comes. @throws TransportFailure */
export async function spoiledAnswer(
	kind: PlannedFault['kind'] | undefined,
	request: HttpRequest,
	inner: Transport,
	world: WorldView,
	vendor: 'LinkedIn' | 'SmartRecruiters',
): Promise<HttpResponse> {
	switch (kind) {
		case 'timeout':
			await inner(request);
			await world.time.sleep(TIMEOUT_MS);
			throw new TransportFailure('ECONNABORTED');
		case 'reset':
			throw new TransportFailure('ECONNRESET');
		case 'lostAnswer':
			await inner(request);
			throw new TransportFailure('ECONNRESET');
		case 'cutOff': {
			const { body, ...rest } = await inner(request);
			const text = String(body);
			return { ...rest, body: text.slice(0, Math.max(1, text.length - 3)) };
		}
		case 'throttled':
			return answer(429);
		case 'throttledFor':
			return answer(429, '{}', { 'retry-after': '7' });
		case 'status500':
			return answer(500);
		case 'status503':
			return answer(503, HTML);
		case 'failedAfter':
			await inner(request);
			return answer(502, HTML);
		case 'html':
			return answer(200, HTML);
		case 'unauthorized':
			await world.expireTokens(vendor);
			return await inner(request);
		case 'slow': {
			const slow = await inner(request);
			await world.time.sleep(SLOW_MS);
			return slow;
		}
		case 'doubled':
			await inner(request);
			return await inner(request);
		case 'notCarriedOut':
			return answer(200);
		case 'killBefore':
		case 'killAfter':
		case 'failBefore':
		case 'failAfter':
		case undefined:
			return await inner(request);
	}
}
