import { z } from 'zod';
import { type HttpResponse, type Transport, TransportFailure } from '../http/Transport';
import type { HostContext } from './HostContext';

const TIMEOUT_MS = 5_000;

const AnswerSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()),
	body: z.unknown(),
});

/** A transport without any credential, for addresses of n8n itself: every status is an answer, redirects too. */
export function plainTransport(context: HostContext): Transport {
	return async ({ method, url, headers, body }): Promise<HttpResponse> => {
		let answer: unknown;
		try {
			answer = await context.helpers.httpRequest({
				method,
				url,
				headers,
				...(body !== undefined && { body }),
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			});
		} catch (error) {
			return noAnswer(error);
		}
		const { statusCode, headers: answered, body: content } = AnswerSchema.parse(answer);
		return {
			status: statusCode,
			headers: Object.fromEntries(
				Object.entries(answered).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: content,
		};
	};
}

function noAnswer(error: unknown): never {
	const thrown = z.object({ code: z.string() }).safeParse(error);
	throw new TransportFailure(thrown.success ? thrown.data.code : 'unknown');
}
