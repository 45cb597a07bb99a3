import type { Service } from '../errors/ConnectorError';
import type { HttpRequest } from './Transport';

/** A request that failed, as a vendor's support asks for it: nothing of it is about a person. */
export interface FailedCall {
	service: Service;
	/** Method and path template. */
	endpoint: string;
	/** Names of the query's parameters, and which finder. */
	query: string;
	/** Of the request: what LinkedIn reads beside the address; empty without. */
	restliMethod: string;
	version: string;
	/** 0 when no answer came. */
	status: number;
	/** `refused` by status; `noAnswer`; `unreadable`: an answer that is none, or not the documented one. */
	problem: 'refused' | 'noAnswer' | 'unreadable';
	/** The vendor's machine-readable code, the host's error code, or the fields that differ; empty without. */
	code: string;
	/** Of the answer: `x-li-uuid`, `x-li-fabric`, `x-li-request-id` (LinkedIn reference §14.1); empty without. */
	uuid: string;
	fabric: string;
	requestId: string;
	/** Epoch milliseconds. */
	atMs: number;
}

/** What happened, beside the request. */
export interface FailedAnswer extends Pick<
	FailedCall,
	'service' | 'endpoint' | 'status' | 'problem'
> {
	code?: string | undefined;
	headers?: Readonly<Record<string, string>>;
	atMs: number;
}

const LONGEST_CODE = 120;
const LONGEST_QUERY = 200;
/** Ids that vendors make are of these characters: a header that holds anything else is left out. */
const ID = /^[\w+/=:.,-]{1,120}$/;
const CODE = /^[\w.:,[\]() -]+$/;

/** Set where a long query went in the body (LinkedIn reference §14.5). */
const TUNNEL = 'x-http-method-override';

/** Takes from a request and its answer what may be kept: names and ids that the vendor made, never values. */
export function describeFailure(
	{ url, headers }: HttpRequest,
	{ code = '', headers: answered = {}, ...failed }: FailedAnswer,
): FailedCall {
	const idOf = (value = ''): string => (ID.test(value) ? value : '');
	return {
		...failed,
		query: TUNNEL in headers ? 'in the body' : queryNames(url),
		restliMethod: idOf(headers['x-restli-method']),
		version: idOf(headers['linkedin-version']),
		code: CODE.test(code) ? code.slice(0, LONGEST_CODE) : '',
		uuid: idOf(answered['x-li-uuid']),
		fabric: idOf(answered['x-li-fabric']),
		requestId: idOf(answered['x-li-request-id']),
	};
}

/** `ids=…&q=request`: names before a bracket or dot, each once, and of values the finder alone. */
function queryNames(url: string): string {
	const at = url.indexOf('?');
	if (at < 0) return '';
	const names = url
		.slice(at + 1)
		.split('&')
		.map((part) => {
			const [name = '', value = ''] = part.split('=', 2);
			const plain = /^[A-Za-z]{1,40}/.exec(name)?.[0] ?? '';
			if (plain === '') return '';
			return `${plain}=${plain === 'q' && /^[A-Za-z]{1,40}$/.test(value) ? value : '…'}`;
		});
	return [...new Set(names)].filter(Boolean).join('&').slice(0, LONGEST_QUERY);
}
