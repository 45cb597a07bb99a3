import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { freePort } from './n8n/freePort';
import { ROOT } from './n8n/paths';

/** What an admin fills in at the top of docs/onboarding/index.html and docs/profile/index.html. */
export interface WebsiteValues {
	apiKey: string;
	/** In place of LinkedIn's own host, the sandbox. */
	linkedInUrl: string;
	/** Where the onboarding page tells what was chosen. */
	chosenUrl: string;
	/** Where the profile page tells that somebody was linked. */
	profileUrl?: string;
	/** `urn:li:organization:…` */
	organization?: string;
}

export interface Website {
	origin: string;
	onboardingUrl: string;
	/** Needs `?candidate=ID`. */
	profileUrl: string;
	close: () => Promise<void>;
}

const read = (page: string): string => readFileSync(join(ROOT, 'docs', page, 'index.html'), 'utf8');

const PAGES: Readonly<Record<string, (values: WebsiteValues) => string>> = {
	'/onboarding/': ({ apiKey, chosenUrl, linkedInUrl }) =>
		read('onboarding')
			.replace('YOUR_CLIENT_ID', apiKey)
			.replace('https://YOUR_N8N/webhook/rsc-chosen', chosenUrl)
			.replaceAll('https://platform.linkedin.com', linkedInUrl),
	'/profile/': ({ apiKey, organization = '', profileUrl = '', linkedInUrl }) =>
		read('profile').replace(
			/(<script type="application\/json" id="settings">)[^<]*/,
			(_, tag: string) =>
				tag + JSON.stringify({ apiKey, organization, callback: profileUrl, platform: linkedInUrl }),
		),
};

/** Plays the customer's website: two static pages on 127.0.0.1, filled in for the sandbox, on an origin of their own. */
export async function serveWebsite(values: () => WebsiteValues, port?: number): Promise<Website> {
	const server: Server = createServer((request, response) => {
		const page = PAGES[new URL(request.url ?? '/', 'http://localhost').pathname];
		if (!page) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(values()));
	});
	const chosen = port ?? (await freePort());
	await new Promise<void>((resolve) => {
		server.listen(chosen, '127.0.0.1', resolve);
	});
	return {
		origin: `http://127.0.0.1:${chosen}`,
		onboardingUrl: `http://127.0.0.1:${chosen}/onboarding/`,
		profileUrl: `http://127.0.0.1:${chosen}/profile/`,
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
