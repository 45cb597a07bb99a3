import { createServer, request as sendRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done to a call instead of handing it through; the answer's text may be changed on its way. */
export type Interference =
	| { kind: 'redirect'; status: number; to: string }
	| { kind: 'edit'; edit: (answer: string) => string }
	| { kind: 'flood'; bytes: number };

/** Names a call: method, path and query. */
export type Rule = (method: string, path: string) => Interference | undefined;

/** Stands between n8n and both vendors, notes every call, and can turn into somebody who has taken over a vendor's host. */
export class Interceptor {
	/** `METHOD /path?query`, in order. */
	readonly seen: string[] = [];

	/** The sandbox, once it is there. */
	target = '';

	private rule: Rule | undefined;

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async open(): Promise<Interceptor> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const interceptor = new Interceptor(server, `http://127.0.0.1:${port}`);
		server.on('request', (request: IncomingMessage, response) => {
			const method = request.method ?? 'GET';
			const path = request.url ?? '/';
			interceptor.seen.push(`${method} ${path}`);
			const interference = interceptor.rule?.(method, path);
			if (interference?.kind === 'redirect') {
				request.resume();
				response.writeHead(interference.status, { location: interference.to }).end();
				return;
			}
			if (interference?.kind === 'flood') {
				request.resume();
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(Buffer.alloc(interference.bytes, ' '));
				return;
			}
			const passed = sendRequest(interceptor.target + path, {
				method,
				headers: { ...request.headers, host: new URL(interceptor.target).host },
			});
			passed.once('error', () => response.destroy());
			passed.once('response', (answer) => {
				if (!interference) {
					response.writeHead(answer.statusCode ?? 502, answer.headers);
					answer.pipe(response);
					return;
				}
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.once('end', () => {
					const { 'content-length': _length, ...headers } = answer.headers;
					response.writeHead(answer.statusCode ?? 502, headers);
					response.end(interference.edit(Buffer.concat(chunks).toString('utf8')));
				});
			});
			request.pipe(passed);
		});
		return interceptor;
	}

	/** Interferes as long as `work` goes on. @returns its result, and what was called meanwhile */
	async during<T>(rule: Rule, work: () => Promise<T>): Promise<{ result: T; seen: string[] }> {
		const before = this.seen.length;
		this.rule = rule;
		try {
			return { result: await work(), seen: this.seen.slice(before) };
		} finally {
			this.rule = undefined;
		}
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
