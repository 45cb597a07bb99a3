import { z } from 'zod';
import { type HttpResponse, type Transport, TransportFailure } from '../http/Transport';
import type { HostContext } from './HostContext';

/** SmartRecruiters asks clients to wait at least this long (SmartRecruiters reference §1.6). */
const TIMEOUT_MS = 130_000;

const FullResponseSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()),
	body: z.unknown(),
});

/** What n8n throws: an API error carries the status, or Node's error code, as text. */
const ThrownSchema = z.object({
	httpCode: z.string().nullish(),
	code: z.string().nullish(),
});

/**
 * A transport over n8n's own helper: n8n signs in, and on a 401 fetches one new token and repeats once. Every other
 * status comes back as an answer, with its headers (n8n-platform reference §10).
 */
export function n8nTransport(context: HostContext, credentialType: string): Transport {
	return async ({ method, url, headers, body }): Promise<HttpResponse> => {
		let answer: unknown;
		try {
			answer = await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
				method,
				url,
				headers,
				...(body !== undefined && { body }),
				timeout: TIMEOUT_MS,
				returnFullResponse: true,
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			});
		} catch (error) {
			return failedAnswer(error);
		}
		const { statusCode, headers: answered, body: content } = FullResponseSchema.parse(answer);
		return {
			status: statusCode,
			headers: Object.fromEntries(
				Object.entries(answered).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: content,
		};
	};
}

/** A failed sign-in is an answer, too: a 401 that stays one after a new token. */
function failedAnswer(error: unknown): HttpResponse {
	const thrown = ThrownSchema.safeParse(error);
	const code = thrown.success ? (thrown.data.httpCode ?? thrown.data.code ?? '') : '';
	if (/^\d{3}$/.test(code)) return { status: Number(code), headers: {}, body: undefined };
	if (/^E[A-Z_]+$/.test(code)) throw new TransportFailure(code);
	return { status: 401, headers: {}, body: undefined };
}
