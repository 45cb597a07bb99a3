import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { freePort } from './n8n/freePort';
import { ROOT } from './n8n/paths';

/** What an admin fills in at the top of docs/onboarding/index.html. */
export interface OnboardingValues {
	apiKey: string;
	chosenUrl: string;
	/** In place of LinkedIn's own host, the sandbox. */
	linkedInUrl: string;
}

/** The onboarding page, filled in for the sandbox. */
export function fillIn({ apiKey, chosenUrl, linkedInUrl }: OnboardingValues): string {
	return readFileSync(join(ROOT, 'docs', 'onboarding', 'index.html'), 'utf8')
		.replace('YOUR_CLIENT_ID', apiKey)
		.replace('https://YOUR_N8N/webhook/rsc-chosen', chosenUrl)
		.replaceAll('https://platform.linkedin.com', linkedInUrl);
}

export interface OnboardingPage {
	url: string;
	close: () => Promise<void>;
}

/** Plays the customer's website: one static page on 127.0.0.1, on an origin of its own. */
export async function serveOnboardingPage(
	values: () => OnboardingValues,
	port?: number,
): Promise<OnboardingPage> {
	const server: Server = createServer((request, response) => {
		if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/onboarding/') {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(fillIn(values()));
	});
	const chosen = port ?? (await freePort());
	await new Promise<void>((resolve) => {
		server.listen(chosen, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${chosen}/onboarding/`,
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
