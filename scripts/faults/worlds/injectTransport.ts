import { z } from 'zod';
import type { Sandbox } from '../../../sandbox/createSandbox';
import type { HttpResponse, Transport } from '../../../src/http/Transport';

const TokenSchema = z.object({ access_token: z.string() });

/** A `Transport` into a simulated sandbox that signs in as n8n does: a fresh token after a 401, once. */
export function injectTransport(
	sandbox: Sandbox,
	sign: { tokenUrl: string; clientId: string; clientSecret: string },
): Transport {
	let token: string | undefined;
	const signIn = async (): Promise<string> => {
		const { body } = await sandbox.inject({
			method: 'POST',
			url: sign.tokenUrl,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			payload: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: sign.clientId,
				client_secret: sign.clientSecret,
			}).toString(),
		});
		return TokenSchema.parse(JSON.parse(body)).access_token;
	};
	return async (request) => {
		const once = async (): Promise<HttpResponse> => {
			token ??= await signIn();
			const { statusCode, headers, body } = await sandbox.inject({
				method: request.method,
				url: request.url,
				headers: { ...request.headers, authorization: `Bearer ${token}` },
				...(request.body !== undefined && { payload: request.body }),
			});
			return {
				status: statusCode,
				headers: Object.fromEntries(
					Object.entries(headers).map(([name, value]) => [name, String(value)]),
				),
				body,
			};
		};
		const first = await once();
		if (first.status !== 401) return first;
		token = undefined;
		return await once();
	};
}
