import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { launchBrowser } from '../support/browser';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
const PAGE = readFileSync(join(__dirname, '../../docs/profile/index.html'), 'utf8');

let browser: Browser;
let sandbox: Sandbox;
let host: Server;
let hostUrl: string;
let context: BrowserContext;
const calls: unknown[] = [];
let candidateId: string;

beforeAll(async () => {
	browser = await launchBrowser();
	host = createServer((request, response) => {
		if (request.method !== 'POST') {
			response.writeHead(200, { 'content-type': 'text/html' }).end(setUp());
			return;
		}
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			calls.push(JSON.parse(body));
			response.writeHead(204).end();
		});
	});
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await browser.close();
	host.closeAllConnections();
	host.close();
});
beforeEach(async () => {
	calls.length = 0;
	sandbox = await createSandbox({ people: 20, limits: 'off' });
	await runToEnd(sandbox, sandboxConnection(sandbox, { requestsPerSecond: 1000 }));
	[candidateId = ''] = sandbox.store.of(ORGANIZATION).candidates.keys();
	context = await browser.newContext();
	context.setDefaultTimeout(10_000);
});
afterEach(async () => {
	await context.close();
	await sandbox.close();
});

/** The page of the documentation with a customer's settings. */
function setUp(): string {
	const settings = {
		apiKey: 'sandbox-child',
		organization: ORGANIZATION,
		callback: `${hostUrl}/webhook/rsc-profile`,
		platform: sandbox.linkedInUrl,
	};
	return PAGE.replace(
		/(<script type="application\/json" id="settings">)[\s\S]*?(<\/script>)/,
		`$1${JSON.stringify(settings)}$2`,
	);
}

async function open(query: string): Promise<{ page: Page; frame: FrameLocator }> {
	const page = await context.newPage();
	await page.goto(`${hostUrl}/${query}`);
	return { page, frame: page.frameLocator('[data-testid=profile-widget]') };
}

const linked = (): unknown =>
	sandbox.store.of(ORGANIZATION).candidates.get(candidateId)?.fields.manualMatchedMember;

describe('the profile page with LinkedIn’s official widget', () => {
	it('asks to sign in, shows the candidate’s profile, and passes link and unlink on', async () => {
		const { page, frame } = await open(`?candidate=${candidateId}`);
		await frame.getByTestId('profile-sign-in').click();
		await frame.getByTestId('person-olivia.hart@example.com').click();
		await frame.getByTestId('profile-match').waitFor();
		await frame.getByTestId('person').fill('urn:li:person:byhand1');
		await frame.getByTestId('link').click();
		await page.getByText('Linked, and saved.').waitFor();
		expect(linked()).toBe('urn:li:person:byhand1');
		expect(calls).toEqual([{ candidateId }]);

		page.on('dialog', (dialog) => void dialog.accept());
		await frame.getByTestId('unlink').click();
		await page.getByText('Unlinked, and saved.').waitFor();
		expect(linked()).toBeUndefined();
		expect(calls).toHaveLength(2);
	});

	it('shows the member whom LinkedIn recognises', async () => {
		const [member] = sandbox.room.members.all().filter(({ candidateIds }) => candidateIds[0]);
		const { frame } = await open(`?candidate=${member?.candidateIds[0]}`);
		await frame.getByTestId('profile-sign-in').click();
		await frame.getByTestId('person-olivia.hart@example.com').click();
		const shown = await frame.getByTestId('profile-member').innerText();
		expect(shown).toContain(`${member?.firstName} ${member?.lastName}`);
		expect(shown).toContain(member?.headline);
	});

	it('says what is wrong: no candidate, a candidate that was not synced, a widget that is switched off', async () => {
		const none = await open('');
		expect(await none.page.getByRole('alert').textContent()).toContain('?candidate=ID');
		const unknown = await open('?candidate=nobody');
		expect(await unknown.frame.getByTestId('profile-refused').textContent()).toContain(
			'not synced',
		);
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ integrationType: 'PROFILE_PLUGIN', enabled: false }),
		});
		const off = await open(`?candidate=${candidateId}`);
		expect(await off.frame.getByTestId('profile-refused').textContent()).toContain(
			'not switched on',
		);
	});

	it('is served under its older address, too', async () => {
		const answer = await fetch(`${sandbox.linkedInUrl}/recruiter/widget/hcm`);
		expect(await answer.text()).toContain('IN/HcmWidget');
	});
});
