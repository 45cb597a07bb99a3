import type { IWebhookFunctions } from 'n8n-workflow';

/** More than a mapping page with a thousand rows sends. */
const LONGEST_BODY = 1_000_000;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

export type ReadBody =
	| { kind: 'read'; text: string; isForm: boolean }
	| { kind: 'refused'; status: 413 | 415; reason: string };

/**
 * The body of a call, if it is a form without files, or JSON where that is taken. Headers are screened first. n8n has
 * already read what it can parse, and has put files of a multipart form aside, which it removes again.
 */
export async function readBody(context: IWebhookFunctions, takesJson: boolean): Promise<ReadBody> {
	const request = context.getRequestObject();
	const { headers } = request;
	const type = mediaType(headers['content-type']);
	if (!(type === FORM || (takesJson && type === JSON_TYPE))) {
		return { kind: 'refused', status: 415, reason: 'it is not a form from a page' };
	}
	if (headers['content-encoding'] !== undefined) {
		return { kind: 'refused', status: 415, reason: 'it is compressed' };
	}
	const tooLong: ReadBody = { kind: 'refused', status: 413, reason: 'it is too long' };
	if (Number(headers['content-length'] ?? 0) > LONGEST_BODY) return tooLong;
	if (!request.rawBody) await request.readRawBody();
	const bytes = request.rawBody ?? Buffer.alloc(0);
	if (bytes.length > LONGEST_BODY) return tooLong;
	return { kind: 'read', text: bytes.toString('utf8'), isForm: type === FORM };
}

function mediaType(header: unknown): string {
	return typeof header === 'string' ? (header.split(';', 1)[0] ?? '').trim().toLowerCase() : '';
}
