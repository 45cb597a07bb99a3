/** Whether a body comes as bytes, bit by bit. */
export function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return (
		typeof body === 'object' &&
		body !== null &&
		!(body instanceof Uint8Array) &&
		Symbol.asyncIterator in body
	);
}
