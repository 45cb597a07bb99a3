export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as a plain value; the URL is sent byte for byte. */
export interface HttpRequest {
	method: HttpMethod;
	url: string;
	headers: Record<string, string>;
	body?: string;
	/** Whether the body of a 2xx answer is wanted as its bytes arrive: an `AsyncIterable<Uint8Array>`, of any size. */
	stream?: true;
}

/** An answer as a plain value; header names are lower case, the body is as the host delivered it. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/**
 * Sends one request and gives back whatever the vendor answered, at any status. Throws `TransportFailure` when no
 * complete answer came. Authentication, and one token refresh on 401, belong to it.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** What a `Transport` throws: it does not know which vendor it speaks to. */
export class TransportFailure extends Error {
	override readonly name = 'TransportFailure';

	/** @param unsent whether it is certain that the request never went out, because signing in failed before */
	constructor(
		readonly code: string,
		readonly unsent = false,
	) {
		super(`No complete answer (${code})`);
	}
}

/** What code below the host needs from the world; handed in so that tests can drive time. */
export interface Effects {
	/** Epoch milliseconds. */
	now(): number;
	/** Resolves after `ms`; rejects when the run was cancelled. */
	sleep(ms: number): Promise<void>;
}
