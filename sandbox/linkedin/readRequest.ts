import type { FastifyRequest } from 'fastify';
import { problem, tooLong } from './problems';

/** A Rest.li request after tunnelling was undone (LinkedIn reference §14.5). */
export interface RestliRequest {
	method: string;
	/** As sent, undecoded. */
	query: string;
	body: string;
	restliMethod: string | undefined;
	protocol: '1.0' | '2.0.0';
}

const LONGEST_URL = 8 * 1024;
const LONGEST_QUERY = 4 * 1024;

/** Reads method, query and body, tunnelled or not; too long a query or URL is a 414. */
export function readRequest(request: FastifyRequest): RestliRequest {
	const url = request.raw.url ?? '';
	const mark = url.indexOf('?');
	const directQuery = mark < 0 ? '' : url.slice(mark + 1);
	if (url.length > LONGEST_URL || directQuery.length > LONGEST_QUERY) throw tooLong();
	const body = typeof request.body === 'string' ? request.body : '';
	const header = (name: string): string | undefined => {
		const value = request.headers[name];
		return typeof value === 'string' ? value : undefined;
	};
	const common = {
		restliMethod: header('x-restli-method')?.toLowerCase(),
		protocol:
			header('x-restli-protocol-version') === '2.0.0' ? ('2.0.0' as const) : ('1.0' as const),
	};
	const override = header('x-http-method-override')?.toUpperCase();
	if (!override) return { method: request.method, query: directQuery, body, ...common };
	if (request.method !== 'POST') throw problem(400, 'X-HTTP-Method-Override needs POST');
	const type = header('content-type') ?? '';
	if (type.startsWith('application/x-www-form-urlencoded')) {
		return { method: override, query: body, body: '', ...common };
	}
	const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
	if (!type.startsWith('multipart/mixed') || !boundary) {
		throw problem(400, 'A tunnelled request needs a form or a multipart body');
	}
	const parts = body.split(`--${boundary}`).slice(1, -1).map(splitPart);
	const query = parts.find(({ type: own }) => own.startsWith('application/x-www-form-urlencoded'));
	const json = parts.find(({ type: own }) => own.startsWith('application/json'));
	if (!query || !json) throw problem(400, 'A tunnelled request needs a query part and a JSON part');
	return { method: override, query: query.content, body: json.content, ...common };
}

function splitPart(part: string): { type: string; content: string } {
	const end = part.indexOf('\r\n\r\n');
	const head = part.slice(0, end);
	const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? '';
	return { type: type.toLowerCase(), content: part.slice(end + 4).replace(/\r\n$/, '') };
}
