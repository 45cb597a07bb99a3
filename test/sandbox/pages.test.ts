import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { launchBrowser } from '../../scripts/support/browser';

const ORGANIZATION = 'urn:li:organization:1000';
/** Where somebody wants to look at the pages: `SCREENSHOTS=/tmp/shots`. */
const SHOTS = process.env.SCREENSHOTS;

let browser: Browser;
let sandbox: Sandbox;
let host: Server;
let hostUrl: string;
let hostPage: string;
let person: BrowserContext;

/** The customer's page with LinkedIn's official tag, its addresses pointing at the sandbox. */
const officialTag = (linkedIn: string, types: string) => `<!doctype html><title>Our ATS</title>
<script type="text/javascript" src="${linkedIn}/xdoor/scripts/in.js">
api_key: sandbox-child
extensions: ATSIntegrationWidget@${linkedIn}/rsc/extensions/onboarding-widget
</script>
<h1>Our ATS</h1>
<script type="IN/ATSIntegrationWidget"
  data-supported-bundled-integration-types="${types}"
  data-onintegrate="integrationRequest"
  data-width="500"></script>
<pre id="result"></pre>
<script>function integrationRequest(list) { document.getElementById('result').textContent = JSON.stringify(list); }</script>`;
const BOTH = 'RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT';

beforeAll(async () => {
	browser = await launchBrowser();
	host = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html' }).end(hostPage);
	});
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
afterAll(async () => {
	await browser.close();
	host.closeAllConnections();
	host.close();
});
beforeEach(async () => {
	sandbox = await createSandbox({ people: 20, connected: false });
	hostPage = officialTag(sandbox.linkedInUrl, BOTH);
	person = await browser.newContext();
	person.setDefaultTimeout(10_000);
});
afterEach(async () => {
	await person.close();
	await sandbox.close();
});

async function shot(page: Page, name: string): Promise<void> {
	if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/** Opens the customer's page and its widget, up to the pop-up. */
async function openWidget(): Promise<{ page: Page; popup: Page }> {
	const page = await person.newPage();
	await page.goto(hostUrl);
	const frame = page.frameLocator('[data-testid=ats-integration-widget]');
	const popup = page.waitForEvent('popup');
	await frame.getByTestId('connect').click();
	return { page, popup: await popup };
}

const result = async (page: Page): Promise<unknown> => {
	await page.waitForFunction("document.getElementById('result').textContent !== ''");
	return JSON.parse((await page.textContent('#result')) ?? '');
};

const element = (integrationContext: string, integrationType: string) => ({
	integrationContext,
	integrationType,
	tenantType: 'RECRUITER',
	onboardingStatus: 'REQUESTED',
});

const enabled = (context: string, type: string): boolean | undefined =>
	sandbox.store.of(ORGANIZATION).integrations.get(`${context} ${type}`)?.enabled;

describe('the configuration widget', () => {
	it('signs the admin in, lets one contract be chosen, and hands both bundles to the page', async () => {
		const { page, popup } = await openWidget();
		await shot(page, 'widget-host');
		await popup.getByTestId('person-olivia.hart@example.com').waitFor();
		await shot(popup, 'sign-in');
		await popup.getByTestId('person-olivia.hart@example.com').click();
		await popup.getByTestId('contract-2002').check();
		await shot(popup, 'chooser');
		await popup.getByTestId('continue').click();
		expect(await popup.getByTestId('chosen-contract').textContent()).toBe('Acme Agency');
		await shot(popup, 'confirm');
		await popup.getByTestId('request').click();
		expect(await result(page)).toEqual([
			element(ORGANIZATION, 'ONE_CLICK_EXPORT'),
			element(ORGANIZATION, 'IN_ATS_INDICATOR'),
			element(ORGANIZATION, 'PROFILE_PLUGIN'),
			element('urn:li:contract:2002', 'CSA_API'),
		]);
		await popup.waitForEvent('close');
		const frame = page.frameLocator('[data-testid=ats-integration-widget]');
		expect(await frame.getByTestId('widget-status').textContent()).toBe(
			'Requested for Acme Agency.',
		);
		await shot(page, 'widget-done');
	});

	it('skips the chooser when there is one contract, and takes a typed address', async () => {
		const { page, popup } = await openWidget();
		await popup.fill('#email', 'Samuel.Reyes@example.com');
		await popup.getByTestId('sign-in').click();
		expect(await popup.getByTestId('chosen-contract').textContent()).toBe('Acme Europe');
		await popup.getByTestId('request').click();
		expect(await result(page)).toContainEqual(element('urn:li:contract:2001', 'CSA_API'));
	});

	it('shows Recruiter Lite beside the others, but it cannot be chosen', async () => {
		const { popup } = await openWidget();
		await popup.getByTestId('person-mira.koch@example.com').click();
		expect(await popup.getByTestId('contract-2003').isDisabled()).toBe(true);
		expect(await popup.getByTestId('refusal-2003').textContent()).toContain('Recruiter Lite');
		await shot(popup, 'chooser-lite');
	});

	it.each([
		['lena.brandt@example.com', 'Recruiter Lite does not include'],
		['noah.berg@example.com', 'no Recruiter admin'],
		['priya.nair@example.com', 'another company'],
	])('goes no further with %s', async (email, reason) => {
		const { page, popup } = await openWidget();
		await popup.getByTestId(`person-${email}`).click();
		expect(await popup.getByTestId('refused').textContent()).toContain(reason);
		await shot(popup, `refused-${email.split('@')[0]}`);
		expect(await page.textContent('#result')).toBe('');
		// Somebody else can take over in the same window.
		await popup.getByTestId('switch-person').click();
		await popup.getByTestId('person-samuel.reyes@example.com').click();
		await popup.getByTestId('request').click();
		expect(await result(page)).toHaveLength(4);
	});

	it('opens only on a page whose origin the application lists', async () => {
		const child = sandbox.room.apps.byClientId('sandbox-child');
		if (child) child.jsDomains = ['https://ats.example.com', 'http://127.0.0.1:1'];
		const page = await person.newPage();
		await page.goto(hostUrl);
		const frame = page.frameLocator('[data-testid=ats-integration-widget]');
		expect(await frame.getByTestId('refused').textContent()).toContain('validJsSdkDomains');
		expect(await frame.getByTestId('connect').count()).toBe(0);
		await shot(page, 'widget-refused');
	});

	it('does not work where the page has no origin, as n8n’s own HTML answers have none', async () => {
		const inner = hostPage;
		hostPage = `<iframe id="n8n" sandbox="allow-scripts allow-popups" width="700" height="500" srcdoc="${inner.replace(/"/g, '&quot;')}"></iframe>`;
		const page = await person.newPage();
		await page.goto(hostUrl);
		const frame = page.frameLocator('#n8n').frameLocator('[data-testid=ats-integration-widget]');
		expect(await frame.getByTestId('refused').textContent()).toContain('origin, null,');
	});

	it('hands over nothing that did not come from LinkedIn’s side', async () => {
		const { page } = await openWidget();
		await page.evaluate("postMessage({ type: 'rsc-integrated', elements: ['forged'] }, '*')");
		await page.waitForTimeout(100);
		expect(await page.textContent('#result')).toBe('');
	});

	it('says so when the page lacks the function, and when the tag names no bundle', async () => {
		hostPage = hostPage.replace('function integrationRequest', 'function another');
		const { page, popup } = await openWidget();
		await popup.getByTestId('person-samuel.reyes@example.com').click();
		await popup.getByTestId('request').click();
		await popup.waitForEvent('close');
		const frame = page.frameLocator('[data-testid=ats-integration-widget]');
		expect(await frame.getByTestId('widget-status').textContent()).toContain('integrationRequest');

		hostPage = officialTag(sandbox.linkedInUrl, 'APPLY_WITH_LINKEDIN');
		await page.reload();
		expect(await frame.getByTestId('refused').textContent()).toContain('APPLY_WITH_LINKEDIN');
	});
});

describe('Recruiter’s product settings', () => {
	/** Signs in by way of Recruiter's first page. */
	async function openSettings(email: string): Promise<Page> {
		const page = await person.newPage();
		await page.goto(`${sandbox.linkedInUrl}/recruiter`);
		await page.getByTestId(`person-${email}`).click();
		await page.getByTestId('product-settings').click();
		return page;
	}
	const name = (context: string, type: string, text: string): void => {
		const integration = sandbox.store.of(ORGANIZATION).integrations.get(`${context} ${type}`);
		if (integration) integration.integrationName = text;
	};
	const request = (context: string, type: string): void => {
		const integration = sandbox.store.of(ORGANIZATION).integrations.get(`${context} ${type}`);
		if (integration) integration.requested = true;
	};
	const COMPANY = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'];

	it('show names, and can be switched once there are some: company first, then each contract', async () => {
		const page = await openSettings('olivia.hart@example.com');
		await shot(page, 'settings-nothing');
		expect(await page.getByTestId('toggle-company').isDisabled()).toBe(true);
		expect(await page.getByTestId('why-company').textContent()).toContain('has not asked');

		for (const type of COMPANY) request(ORGANIZATION, type);
		request('urn:li:contract:2001', 'CSA_API');
		await page.reload();
		expect(await page.getByTestId('name-CSA_API').textContent()).toBe('Not named yet');
		expect(await page.getByTestId('toggle-contract-2001').isDisabled()).toBe(true);
		await shot(page, 'settings-unnamed');

		for (const type of COMPANY) name(ORGANIZATION, type, 'Acme <Talent> ATS');
		name('urn:li:contract:2001', 'CSA_API', 'Acme Talent ATS');
		await page.reload();
		expect(await page.getByTestId('name-IN_ATS_INDICATOR').textContent()).toBe('Acme <Talent> ATS');
		await page.getByTestId('toggle-company').click();
		await page.locator('[data-testid=toggle-company][aria-checked=true]').waitFor();
		expect(COMPANY.map((type) => enabled(ORGANIZATION, type))).toEqual([true, true, true]);
		expect(enabled('urn:li:contract:2001', 'CSA_API')).toBe(false);

		await page.getByTestId('toggle-contract-2001').click();
		await page.locator('[data-testid=toggle-contract-2001][aria-checked=true]').waitFor();
		expect(enabled('urn:li:contract:2001', 'CSA_API')).toBe(true);
		expect(enabled('urn:li:contract:2002', 'CSA_API')).toBe(false);
		await shot(page, 'settings-on');

		await page.getByTestId('toggle-company').click();
		await page.locator('[data-testid=toggle-company][aria-checked=false]').waitFor();
		expect(enabled(ORGANIZATION, 'ONE_CLICK_EXPORT')).toBe(false);
	});

	it('are legible on a phone and in the dark', async () => {
		await person.close();
		person = await browser.newContext({
			viewport: { width: 390, height: 800 },
			colorScheme: 'dark',
		});
		for (const type of COMPANY) request(ORGANIZATION, type);
		const page = await openSettings('mira.koch@example.com');
		await shot(page, 'settings-phone');
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
	});

	it('show Recruiter Lite without a switch, and nothing to somebody who is no admin', async () => {
		const page = await openSettings('mira.koch@example.com');
		expect(await page.getByTestId('contract-2003').textContent()).toContain('does not include');
		expect(await page.getByTestId('toggle-contract-2003').count()).toBe(0);
		await page.getByTestId('switch-person').click();
		await page.getByTestId('person-noah.berg@example.com').click();
		expect(await page.getByTestId('refused').textContent()).toContain('Only a Recruiter admin');
	});
});
