import { UserError } from 'n8n-workflow';
import { z } from 'zod';
import { CertificateError } from '../errors/CertificateError';
import { ConfigurationError } from '../errors/ConfigurationError';
import { type HttpResponse, TransportFailure } from '../http/Transport';

/** What n8n throws, and what it wraps: its own errors, axios', and those of its OAuth client. */
const ThrownSchema = z.object({
	/** A status or Node's error code, as text. */
	httpCode: z.string().nullish().catch(undefined),
	code: z.string().nullish().catch(undefined),
	status: z.number().optional().catch(undefined),
	/** What a token endpoint said of a refusal; then nobody kept its status. */
	body: z.object({ error: z.string() }).optional().catch(undefined),
	/** n8n's own word for it, where it gives one. */
	failure: z.object({ cause: z.string() }).optional().catch(undefined),
	cause: z.unknown(),
});
type Thrown = z.infer<typeof ThrownSchema> & {
	/** n8n raises its `UserError` when a credential was never connected, or is missing. */
	byUser: boolean;
};

const MOST_CAUSES = 5;
/** Names that n8n's OAuth client gives to answers. */
const ANSWER_CODES: readonly unknown[] = ['EAUTH', 'ESTATUS'];
/** RFC 6749 §4.1.2.1 and RFC 8628 §3.5 name these; the last one is common. */
const OUTAGES: readonly unknown[] = ['server_error', 'temporarily_unavailable'];
const THROTTLED: readonly unknown[] = ['slow_down', 'too_many_requests'];
/** Node's names: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE =
	/CERT|^ERR_TLS_|^UNABLE_TO_|^CRL_|^(?:HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE))$/;
const CANCELLED: readonly unknown[] = ['ERR_CANCELED', 'ABORT_ERR'];

/**
 * What it means that n8n threw instead of handing over an answer. It hands over every status of the API but 401, so
 * that any other status is the token endpoint's: when that one is throttled or out of order, waiting helps, and what
 * else it refuses is a failed sign-in. The request itself has not been carried out then.
 *
 * @returns 401 for a failed sign-in, also one that failed again with a new token; 429 when signing in was throttled
 * @throws CertificateError, ConfigurationError for what a person has to change; TransportFailure when there was no
 * answer, or the token endpoint is out of order
 */
export function failedAnswer(error: unknown, host: string): HttpResponse {
	const chain = causesOf(error);
	const status = first(chain, ({ status: number, httpCode }) =>
		/^\d{3}$/.test(httpCode ?? '') ? Number(httpCode) : number,
	);
	const refusal = first(chain, ({ body }) => body?.error);
	if (status === 429 || THROTTLED.includes(refusal)) return answer(429);
	if (status !== undefined && status >= 500) throw new TransportFailure(String(status), true);
	if (OUTAGES.includes(refusal)) throw new TransportFailure('token endpoint', true);
	if ((status !== undefined && status >= 400) || refusal !== undefined) return answer(401);
	if (status !== undefined) throw noTokenEndpoint(status);
	const code = first(chain, ({ httpCode, code: own }) => faultCode(httpCode) ?? faultCode(own));
	if (code === undefined) {
		if (chain.some(isCredentialFault)) return answer(401);
		throw new TransportFailure('unknown');
	}
	if (CANCELLED.includes(code)) {
		throw new ConfigurationError(
			'The execution was cancelled',
			'Start it again whenever you like.',
		);
	}
	if (CERTIFICATE.test(code)) throw new CertificateError(host, code);
	throw new TransportFailure(code);
}

function isCredentialFault({ byUser, code, failure }: Thrown): boolean {
	return byUser || ANSWER_CODES.includes(code) || failure?.cause === 'credential-invalid';
}

/** Something answers where tokens are fetched, but it gives none. */
function noTokenEndpoint(status: number): ConfigurationError {
	return new ConfigurationError(
		`Signing in failed: the address for access tokens answered ${status} without a token`,
		'Check the base URLs in the credential: something other than the vendor answers there.',
	);
}

function causesOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	let next = error;
	while (chain.length < MOST_CAUSES) {
		const parsed = ThrownSchema.safeParse(next);
		if (!parsed.success) break;
		chain.push({ ...parsed.data, byUser: next instanceof UserError });
		next = parsed.data.cause;
	}
	return chain;
}

function first<T>(
	chain: readonly Thrown[],
	read: (thrown: Thrown) => T | undefined,
): T | undefined {
	for (const thrown of chain) {
		const found = read(thrown);
		if (found !== undefined) return found;
	}
	return undefined;
}

function faultCode(code: string | null | undefined): string | undefined {
	return code && /^[A-Z][A-Z0-9_]+$/.test(code) && !ANSWER_CODES.includes(code) ? code : undefined;
}

function answer(status: number): HttpResponse {
	return { status, headers: {}, body: undefined };
}
