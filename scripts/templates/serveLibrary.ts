import { createServer, type IncomingMessage } from 'node:http';
import { freePort } from '../n8n/freePort';
import { answerLibrary } from './answerLibrary';
import { readTemplates } from './readTemplates';

export interface TemplateLibrary {
	/** For `N8N_TEMPLATES_HOST`. */
	url: string;
	close: () => Promise<void>;
}

/**
 * The editor calls from the browser, on n8n's origin, with cookies and with n8n's version in a header: browsers then take
 * no wildcard. Everything here is public, so every origin may read it.
 */
function corsOf({ headers }: IncomingMessage): Record<string, string> {
	return {
		vary: 'Origin',
		'access-control-allow-origin': headers.origin ?? '*',
		'access-control-allow-credentials': 'true',
		'access-control-allow-methods': 'GET, OPTIONS',
		'access-control-allow-headers': headers['access-control-request-headers'] ?? 'n8n-version',
		'access-control-max-age': '600',
	};
}

/** The workflows and recipes of this package as n8n's template library, on 127.0.0.1; files are read at each call. */
export async function serveLibrary(port?: number): Promise<TemplateLibrary> {
	const server = createServer((request, response) => {
		if (request.method === 'OPTIONS') {
			response.writeHead(204, corsOf(request)).end();
			return;
		}
		const { status, body } = answerLibrary(readTemplates(), request.url ?? '/');
		response
			.writeHead(status, { ...corsOf(request), 'content-type': 'application/json; charset=utf-8' })
			.end(JSON.stringify(body));
	});
	const chosen = port ?? (await freePort());
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(chosen, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${chosen}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => {
					resolve();
				});
			});
		},
	};
}
