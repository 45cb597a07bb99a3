import type { HttpRequest, HttpResponse, Transport } from '../http/Transport';
import type { FailedAnswer } from '../http/FailedCall';
import { BatchRefusedError } from './BatchRefusedError';
import { refusedField } from './refusedField';
import { ApiErrorSchema } from './schemas';

/** LinkedIn answers these for a whole call when one record in it is not as it should be (LinkedIn reference §4.3). */
const ABOUT_CONTENT = [400, 409, 413, 422];

interface ContentMark {
	/** Method and path without keys, for messages. */
	endpoint: string;
	/** After how many attempts a 500 counts as an answer. */
	attemptsOn500: number;
}

/** A request whose refusal may be about one record in it. */
interface MarkedRequest extends HttpRequest {
	content: ContentMark;
}

export function markContent(request: HttpRequest, mark: ContentMark): HttpRequest {
	const marked: MarkedRequest = { ...request, content: { ...mark } };
	return marked;
}

/**
 * A transport that throws `BatchRefusedError` where LinkedIn refuses a marked request for its content. A 500 is one only
 * when it comes again: until then the client repeats it, like every other outage.
 *
 * @param onRefused told of each, because the client does not see the answer then
 */
export function withContentRefusals(
	transport: Transport,
	onRefused?: (request: HttpRequest, answer: Omit<FailedAnswer, 'atMs'>) => void,
): Transport {
	return async (request) => {
		const response = await transport(request);
		if (!isMarked(request)) return response;
		const { content } = request;
		if (response.status === 500) content.attemptsOn500 -= 1;
		if (
			ABOUT_CONTENT.includes(response.status) ||
			(response.status === 500 && content.attemptsOn500 <= 0)
		) {
			const refusal = refusalOf(response, content.endpoint);
			const { status, headers } = response;
			onRefused?.(request, {
				service: 'LinkedIn',
				endpoint: content.endpoint,
				status,
				problem: 'refused',
				headers,
				code: refusal.code,
			});
			throw refusal;
		}
		return response;
	};
}

function isMarked(request: HttpRequest): request is MarkedRequest {
	return 'content' in request;
}

function refusalOf({ status, body }: HttpResponse, endpoint: string): BatchRefusedError {
	const { serviceErrorCode, message } = ApiErrorSchema.safeParse(parsed(body)).data ?? {};
	return new BatchRefusedError(status, endpoint, serviceErrorCode, refusedField(message));
}

/** Hosts hand over JSON parsed, or as text. */
function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
