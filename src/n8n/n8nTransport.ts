import { z } from 'zod';
import type { HttpResponse, Transport } from '../http/Transport';
import { failedAnswer } from './failedAnswer';
import type { HostContext } from './HostContext';

/** SmartRecruiters asks clients to wait at least this long (SmartRecruiters reference §1.6). */
const TIMEOUT_MS = 130_000;

const FullResponseSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()),
	body: z.unknown(),
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
