import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';

const PAGE = readFileSync(join(__dirname, '../../docs/profile/index.html'), 'utf8');
const SETTINGS = /(<script type="application\/json" id="settings">)[\s\S]*?(<\/script>)/;
const PATIENCE_MS = 10_000;

/** The customer's profile page on a server of its own, with LinkedIn's widget from the sandbox, in somebody's browser. */
export class ProfilePage {
	/** What the page told workflow 07. */
	readonly calls: unknown[] = [];

	private constructor(
		private readonly server: Server,
		private readonly url: string,
		private readonly browserContext: BrowserContext,
	) {}

	static async serve(
		browser: Browser,
		sandbox: { linkedInUrl: string },
		organization: string,
	): Promise<ProfilePage> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		const url = `http://127.0.0.1:${port}`;
		const context = await browser.newContext();
		context.setDefaultTimeout(PATIENCE_MS);
		const page = new ProfilePage(server, url, context);
		const settings = {
			apiKey: 'sandbox-child',
			organization,
			callback: `${url}/webhook/rsc-profile`,
			platform: sandbox.linkedInUrl,
		};
		const content = PAGE.replace(SETTINGS, `$1${JSON.stringify(settings)}$2`);
		server.on('request', (request, response) => {
			if (request.method !== 'POST') {
				response.writeHead(200, { 'content-type': 'text/html' }).end(content);
				return;
			}
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				page.calls.push(JSON.parse(body));
				response.writeHead(204).end();
			});
		});
		return page;
	}

	/** As the link of the way there opens it: with a key of a candidate. */
	async open(query: string, key = 'a-key'): Promise<{ page: Page; frame: FrameLocator }> {
		const page = await this.browserContext.newPage();
		await page.goto(`${this.url}/${query}#key=${key}`);
		return { page, frame: page.frameLocator('[data-testid=profile-widget]') };
	}

	async close(): Promise<void> {
		await this.browserContext.close();
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
