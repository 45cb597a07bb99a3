import { z } from 'zod';
import { AnswerSizeError } from '../errors/AnswerSizeError';
import { RedirectError } from '../errors/RedirectError';
import type { HttpResponse, Transport } from '../http/Transport';
import { isByteStream } from '../http/isByteStream';
import { checkBaseUrl } from './checkBaseUrl';
import { failedAnswer } from './failedAnswer';
import type { HostContext } from './HostContext';

/** SmartRecruiters asks clients to wait at least this long (SmartRecruiters reference §1.6). */
const TIMEOUT_MS = 130_000;
/** A full page of either vendor has less than a tenth of it. */
const LARGEST_ANSWER_BYTES = 32 * 1_048_576;

const FullResponseSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()),
	body: z.unknown(),
});

/**
 * A transport over n8n's own helper: n8n signs in, and on a 401 fetches one new token and repeats once. Every other
 * status comes back as an answer, with its headers (n8n-platform reference §10).
 *
 * @throws RedirectError, AnswerSizeError; CertificateError, ConfigurationError, TransportFailure when there was no answer
 */
export function n8nTransport(context: HostContext, credentialType: string): Transport {
	return async ({ method, url, headers, body, stream }): Promise<HttpResponse> => {
		checkBaseUrl('API Base URL', url);
		const { host } = new URL(url);
		let answer: unknown;
		try {
			answer = await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
				method,
				url,
				headers,
				...(body !== undefined && { body }),
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				// As bytes: n8n has no limit of its own, and their number is known only before they are parsed.
				encoding: stream ? 'stream' : 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			});
		} catch (error) {
			return failedAnswer(error, host);
		}
		const { statusCode, headers: answered, body: content } = FullResponseSchema.parse(answer);
		const named = Object.fromEntries(
			Object.entries(answered).map(([name, value]) => [name.toLowerCase(), String(value)]),
		);
		if (statusCode >= 300 && statusCode < 400) {
			throw new RedirectError(host, statusCode, hostOf(named.location, url));
		}
		if (stream && isByteStream(content)) {
			const wanted = statusCode >= 200 && statusCode < 300;
			return {
				status: statusCode,
				headers: named,
				body: wanted ? content : parse(await beginningOf(content)),
			};
		}
		if (!(content instanceof Uint8Array))
			return { status: statusCode, headers: named, body: content };
		if (content.length > LARGEST_ANSWER_BYTES)
			throw new AnswerSizeError(host, LARGEST_ANSWER_BYTES);
		return { status: statusCode, headers: named, body: parse(content) };
	};
}

/** What a vendor says of a refusal is short; the rest is left where it is. */
async function beginningOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	try {
		for await (const chunk of content) return chunk;
	} catch {
		// The status alone says enough.
	}
	return new Uint8Array();
}

/** JSON parsed; as text when it is none. */
function parse(content: Uint8Array): unknown {
	const text = new TextDecoder().decode(content);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function hostOf(location: string | undefined, base: string): string | undefined {
	return location !== undefined && URL.canParse(location, base)
		? new URL(location, base).host
		: undefined;
}
