import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type Transport, TransportFailure } from '../http/Transport';

const TIMEOUT_MS = 10_000;

const FullResponseSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()),
	body: z.unknown(),
});

/** Sends without any credential, and follows no redirect; every status comes back as an answer. */
export function openTransport(context: IExecuteFunctions): Transport {
	return async ({ method, url, headers, body }) => {
		const answer: unknown = await context.helpers
			.httpRequest({
				method,
				url,
				headers,
				...(body !== undefined && { body }),
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})
			.catch(() => {
				throw new TransportFailure('unknown');
			});
		const parsed = FullResponseSchema.parse(answer);
		return {
			status: parsed.statusCode,
			headers: Object.fromEntries(
				Object.entries(parsed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: parsed.body,
		};
	};
}
