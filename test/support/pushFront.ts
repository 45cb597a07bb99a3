import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What LinkedIn answers when it is asked for a request id. */
export type FoundData = object[] | { status: number } | 'silence';

export interface PushFront {
	/** Stands for the sandbox's LinkedIn. */
	linkedInUrl: string;
	/** By request id; an id that is not here is left to the sandbox. */
	data: Map<string, FoundData>;
	/** The request ids that were asked for. */
	asked: string[];
	/** Set where LinkedIn knows an export in this generation only. */
	only: { generation?: 'v2' | 'rest' };
	close: () => Promise<void>;
}

/** Stands before the sandbox's LinkedIn, and knows what notifications point to; everything else it hands through. */
export async function pushFront(linkedInUrl: string): Promise<PushFront> {
	const data = new Map<string, FoundData>();
	const asked: string[] = [];
	const only: PushFront['only'] = {};
	const open = new Set<ServerResponse>();
	const server = createServer((request, response) => {
		open.add(response);
		response.on('close', () => open.delete(response));
		const { searchParams, pathname } = new URL(request.url ?? '/', 'http://front');
		const requestId = searchParams.get('requestId');
		if (
			requestId !== null &&
			data.has(requestId) &&
			searchParams.get('q') === 'request' &&
			/\/(exportedCandidates|atsIntegrations)$/.test(pathname) &&
			/^Bearer AQX/.test(request.headers.authorization ?? '')
		) {
			asked.push(requestId);
			const knows = !only.generation || pathname.includes(`/${only.generation}/`);
			const found = knows ? (data.get(requestId) ?? []) : { status: 404 };
			if (found === 'silence') return;
			const status = Array.isArray(found) ? 200 : found.status;
			response.writeHead(status, { 'content-type': 'application/json' });
			const body = { elements: found, paging: { start: 0, count: 10, links: [] } };
			response.end(JSON.stringify(Array.isArray(found) ? body : { status, message: 'No' }));
			return;
		}
		void handThrough(linkedInUrl + (request.url ?? ''), request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		linkedInUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		data,
		asked,
		only,
		close: async () => {
			for (const response of open) response.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function handThrough(
	url: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
	const headers = Object.entries(request.headers).flatMap(([name, value]) =>
		typeof value === 'string' && !/^(host|connection|content-length)$/.test(name)
			? [[name, value] as [string, string]]
			: [],
	);
	const answer = await fetch(url, {
		method: request.method ?? 'GET',
		headers,
		...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
	});
	response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
	response.end(await answer.text());
}
