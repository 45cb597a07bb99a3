import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { type Row } from '../../scripts/n8n/N8nInstance';
import { pause } from '../../scripts/n8n/pause';
import { serveWebsite, type Website } from '../../scripts/website';
import { launchBrowser } from '../support/browser';
import { JourneyPages } from '../support/JourneyPages';

const ORGANIZATION = 'urn:li:organization:1000';
let stack: Stack;
let website: Website;
let browser: Browser;
let person: BrowserContext;
let pages: JourneyPages;

beforeAll(async () => {
	website = await serveWebsite(() => ({
		apiKey: 'sandbox-child',
		chosenUrl: `${stack.n8n.url}/webhook/rsc-chosen`,
		linkedInUrl: stack.sandbox.linkedInUrl,
	}));
	stack = await makeStack({
		people: 120,
		notConnected: true,
		workflows: ['rscConnectContract', 'rscHistoricalSync'],
		settings: { onboardingPage: website.onboardingUrl, nameInRecruiter: 'SmartRecruiters - Acme' },
	});
	await stack.n8n.start();
	await stack.n8n.untilServed('/form/rsc-connect');
	browser = await launchBrowser();
	person = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
	});
	person.setDefaultTimeout(20_000);
	pages = new JourneyPages(person, stack);
}, 240_000);

afterAll(async () => {
	await browser?.close();
	await website?.close();
	await stack?.close();
});

async function row(contract: string): Promise<Row | undefined> {
	return (await stack.n8n.table('rsc_contracts')).find((one) => one.contract === contract);
}

const linkedInRequests = async (): Promise<number> =>
	(await stack.sandbox.requests()).linkedin.requests;

/** One step of the journey; what follows a step that failed makes no sense, and would only take time. */
let failedStep = '';
function step(title: string, work: () => Promise<void>): void {
	it(title, async () => {
		if (failedStep) throw new Error(`Not tried, because this failed: ${failedStep}`);
		failedStep = title;
		await work();
		failedStep = '';
	});
}

describe('connecting, as an admin in a browser', () => {
	let page: Page;

	step('shows nothing to somebody without user and password', async () => {
		for (const path of ['/form/rsc-connect', '/webhook/rsc-status'])
			expect((await fetch(stack.n8n.url + path)).status).toBe(401);
		const retry = await fetch(`${stack.n8n.url}/webhook/rsc-retry`, { method: 'POST' });
		expect(retry.status).toBe(401);
	});

	step('begins with what will happen, in plain words', async () => {
		page = await pages.open();
		expect(await pages.text(page)).toContain('Acknowledge that data are shared');
		await pages.go(page, 'Start, or go on where you were');
		await pages.expectTitle(page, 'Before data are shared');
	});

	step('cannot go on without the tick, and asks who it is', async () => {
		expect(await pages.text(page)).toContain('GDPR-compliant data');
		await page.getByLabel('Your name').fill('Ada Lo');
		await page.getByLabel('Your e-mail address').fill('ada@example.com');
		await page.getByRole('button', { name: 'Acknowledge and continue' }).click();
		await page.locator('.error-show').waitFor();
		await pages.expectTitle(page, 'Before data are shared');
		expect(await row(ORGANIZATION)).toBeUndefined();
		expect(await linkedInRequests()).toBe(0);

		await page.getByLabel('I have read this').check();
		await pages.go(page, 'Acknowledge and continue');
		await pages.expectTitle(page, 'Add a Recruiter contract');
		expect(await row(ORGANIZATION)).toMatchObject({
			state: 'acknowledged',
			acknowledgedBy: 'Ada Lo, ada@example.com',
			acknowledgedText: '2026-11',
		});
	});

	step(
		'does not go on without a contract, and takes nothing from a page without its key',
		async () => {
			await pages.go(page, 'Continue');
			await page.getByText('No contract was added.').waitFor();
			const forged = await fetch(`${stack.n8n.url}/webhook/rsc-chosen`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: 'https://evil.example.com' },
				body: JSON.stringify({
					key: 'guess',
					integrations: [
						{ integrationContext: 'urn:li:contract:2004', integrationType: 'CSA_API' },
					],
				}),
			});
			expect(forged.status).toBe(403);
			expect(await forged.json()).toMatchObject({ added: [] });
			expect(await row('urn:li:contract:2004')).toBeUndefined();
		},
	);

	step(
		'takes the contract that LinkedIn’s window gives; with one contract there is nothing to choose',
		async () => {
			const chosen = await pages.chooseInLinkedIn(page, 'samuel.reyes@example.com');
			expect(chosen).toContain('Added');
			expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'chosen' });
		},
	);

	step('is left, and goes on where one was, past the contract that is there', async () => {
		await page.close();
		page = await pages.open();
		await pages.go(page, 'Start, or go on where you were');
		await pages.expectTitle(page, 'Request access');
		expect(await pages.text(page)).toMatch(/contract 2001/i);
	});

	step('adds a second contract by its number, unticks a third, and requests access', async () => {
		for (const [number, name] of [
			['2002', 'Acme Agency'],
			['urn:li:contract:2009', 'Typing error'],
		] as const) {
			await page.getByLabel('Add another contract').click();
			await pages.go(page, 'Continue (this can take a minute)');
			await pages.expectTitle(page, 'Add a Recruiter contract');
			await page.getByLabel('Contract number').fill(number);
			await page.getByLabel('What you call it').fill(name);
			await pages.go(page, 'Continue');
			await pages.expectTitle(page, 'Request access');
		}
		await page.getByLabel('Typing error (contract 2009)').uncheck();
		// 2002 was not requested in LinkedIn's window yet; Mira does that at the same time.
		await pages.requestInWidget('mira.koch@example.com', '2002');
		await pages.go(page, 'Continue (this can take a minute)');
		await pages.expectTitle(page, 'LinkedIn has been asked');
		expect(await row('urn:li:contract:2009')).toBeUndefined();
		const text = await pages.text(page);
		expect(text).toMatch(/contract 2001/i);
		expect(text).toContain('Acme Agency (contract 2002)');
		expect(text).not.toContain('Not accepted');
	});

	step('says which switches are missing, by name, and where they are', async () => {
		await pages.go(page, 'Finish');
		await pages.expectTitle(page, 'Switch it on in LinkedIn');
		const text = await pages.text(page);
		expect(text).toContain('Company level: Off Contract level: Off');
		expect(text).toContain('Missing: Company level access, Contract level access of contract 2001');
		expect(text).toContain('Profile picture › Product settings › ATS › Edit');
	});

	step('is told with one switch on that the other is missing', async () => {
		await pages.turn('company');
		await pages.go(page, 'Continue');
		await page.getByText('Company level: On').first().waitFor();
		const text = await pages.text(page);
		expect(text).toContain('Company level: On Contract level: Off');
		expect(text).toContain('Missing: Contract level access of contract 2001');
		expect(text).not.toContain('Missing: Company level');
		expect(await stack.n8n.table('rsc_sync')).toEqual([]);
	});

	step('is connected with both on; the other contract is still to be done', async () => {
		await pages.turn('contract-2001');
		await pages.go(page, 'Continue');
		await page.getByText('Contract level: On').first().waitFor();
		await pages.expectTitle(page, 'Switch it on in LinkedIn');
		expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'connected' });
		expect(await row('urn:li:contract:2002')).toMatchObject({ state: 'waiting' });
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'connected', companyLevel: 'on' });
		await pages.turn('contract-2002');
		await pages.go(page, 'Continue');
		await pages.expectTitle(page, 'Connected');
	});

	step('leads to the status page, where the history gets on by itself', async () => {
		await pages.go(page, 'Continue');
		await page.waitForURL(/\/webhook\/rsc-status/);
		const finished = await stack.until('the history is at LinkedIn', ({ finishedAt }) =>
			Boolean(finishedAt),
		);
		expect(finished.samples).toMatch(/^\[\[\d+,0\],\[\d+,\d+\]/);
		expect(await stack.sandbox.compare()).toMatchObject({ agree: true });
		// By itself: nobody reloads.
		await page.getByText('The history is at LinkedIn.').waitFor({ timeout: 65_000 });
		const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
		expect(text).toMatch(/Candidates \d+ of \d+/);
		expect(text).toContain('Set aside');
		expect(text).not.toMatch(/n8n|workflow|webhook|undefined|NaN/i);
		expect(text).not.toMatch(/@example/);
	});

	step(
		'tries again what was set aside: what was corrected goes, the rest stays with its reason',
		async () => {
			const before = await stack.n8n.table('rsc_parked');
			const corrected = before.find(({ code }) => code === 'NO_EMAIL');
			const id = String(corrected?.recordKey).replace('candidate:', '');
			await stack.sandbox.control('PATCH', `/company/candidates/${id}`, {
				email: 'corrected@example.com',
			});
			expect((await stack.sandbox.compare()).agree).toBe(false);
			const forged = await fetch(`${stack.n8n.url}/webhook/rsc-retry`, {
				method: 'POST',
				headers: {
					authorization: `Basic ${btoa(`${PAGES_USER.user}:${PAGES_USER.password}`)}`,
					'content-type': 'application/x-www-form-urlencoded',
				},
				body: 'key=guess',
			});
			expect(forged.status).toBe(403);
			expect((await stack.n8n.table('rsc_parked')).some((one) => one.retryAskedAt)).toBe(false);

			await page.getByRole('button', { name: 'Try again now' }).click();
			await page.waitForURL(/\/webhook\/rsc-status/);
			for (let tries = 0; tries < 150; tries += 1) {
				if ((await stack.n8n.table('rsc_parked')).every((one) => !one.retryAskedAt)) break;
				await pause(200);
			}
			const after = await stack.n8n.table('rsc_parked');
			expect(after.some(({ recordKey }) => recordKey === corrected?.recordKey)).toBe(false);
			expect(after.length).toBeGreaterThan(0);
			expect(after.length).toBeLessThan(before.length);
			expect(await stack.sandbox.compare()).toMatchObject({ agree: true });
			await page.goto(`${stack.n8n.url}/webhook/rsc-status`);
			expect(await pages.text(page)).toContain('Records tried again');
		},
	);

	step('can be walked again without harm: a third contract, chosen among several', async () => {
		await stack.sandbox.control('DELETE', '/requests');
		await page.getByRole('link', { name: /Add a contract/ }).click();
		await pages.go(page, 'Start, or go on where you were');
		await pages.expectTitle(page, 'Connected');
		expect((await stack.sandbox.requests()).writes).toEqual({});
		await page.getByLabel('Add another contract').click();
		await pages.go(page, 'Continue');
		await pages.chooseInLinkedIn(page, 'olivia.hart@example.com', '2004');
		await pages.go(page, 'Continue');
		await pages.expectTitle(page, 'Request access');
		await pages.go(page, 'Continue (this can take a minute)');
		await pages.go(page, 'Finish');
		await pages.expectTitle(page, 'Switch it on in LinkedIn');
		expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'connected' });
	});

	step('refuses Recruiter Lite with the reason', async () => {
		await page.getByLabel('Add another contract').click();
		await pages.go(page, 'Continue');
		await page.getByLabel('Contract number').fill('2003');
		await page.getByLabel('Product').selectOption('Recruiter Lite');
		await pages.go(page, 'Continue');
		await pages.go(page, 'Continue (this can take a minute)');
		await pages.expectTitle(page, 'LinkedIn has been asked');
		expect(await pages.text(page)).toContain(
			'Not accepted. Recruiter Lite has no Recruiter System Connect.',
		);
	});

	step(
		'says what happened when LinkedIn cannot be asked, keeps everything, and goes on',
		async () => {
			await stack.sandbox.control('POST', '/faults', [
				{ vendor: 'linkedin', kind: 'status', status: 403, path: '/v2/atsIntegrations', times: 99 },
			]);
			await pages.go(page, 'Finish');
			await pages.expectTitle(page, 'LinkedIn could not be asked');
			expect(await pages.text(page)).toContain('LinkedIn answered 403');
			await stack.sandbox.control('DELETE', '/faults');
			await pages.go(page, 'Try again');
			await pages.expectTitle(page, 'Switch it on in LinkedIn');
		},
	);

	step('notices that a switch was turned off again', async () => {
		await pages.turn('contract-2002');
		await page.close();
		page = await pages.open();
		await pages.go(page, 'Start, or go on where you were');
		await pages.expectTitle(page, 'Switch it on in LinkedIn');
		expect(await row('urn:li:contract:2002')).toMatchObject({
			state: 'switchedOff',
			contractLevel: 'off',
		});
		expect(await row(ORGANIZATION)).toMatchObject({ state: 'connected' });
	});

	step('leaves no personal data and no key in n8n’s log', async () => {
		await pause(100);
		expect(stack.n8n.log()).not.toMatch(/@example|sandbox-child-secret|Ada Lo/);
	});
});
