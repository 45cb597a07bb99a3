import { z } from 'zod';
import {
	type HttpRequest,
	type HttpResponse,
	type Transport,
	TransportFailure,
} from '../../src/http/Transport';

export interface TokenSource {
	tokenUrl: string;
	clientId: string;
	clientSecret: string;
}

const TokenSchema = z.object({ access_token: z.string() });

/** A `Transport` over fetch that signs in as n8n does: a token on first use, a fresh one after a 401, once. */
export function fetchTransport(source: TokenSource): Transport {
	let token: string | undefined;
	const signIn = async (): Promise<string> => {
		const response = await fetch(source.tokenUrl, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: source.clientId,
				client_secret: source.clientSecret,
			}),
		});
		return response.ok ? TokenSchema.parse(await response.json()).access_token : 'none';
	};
	const once = async ({
		url,
		method,
		headers,
		body,
		stream,
	}: HttpRequest): Promise<HttpResponse> => {
		try {
			token ??= await signIn();
			const response = await fetch(url, {
				method,
				headers: { ...headers, authorization: `Bearer ${token}` },
				...(body !== undefined && { body }),
			});
			return {
				status: response.status,
				headers: Object.fromEntries(response.headers),
				body: stream && response.ok ? response.body : await response.text(),
			};
		} catch (error) {
			throw new TransportFailure(error instanceof Error ? error.message : 'unknown');
		}
	};
	return async (request) => {
		const first = await once(request);
		if (first.status !== 401) return first;
		token = undefined;
		return await once(request);
	};
}
