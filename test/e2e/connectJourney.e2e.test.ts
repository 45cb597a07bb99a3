import type { Page } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import type { Stack } from '../../scripts/n8n/makeStack';
import type { JourneyPages } from '../../scripts/support/JourneyPages';
import { accessibilityFaults } from '../support/accessibility';
import { type Journey, openJourney } from '../support/openJourney';
import { step } from '../support/step';

const ORGANIZATION = 'urn:li:organization:1000';

let journey: Journey;
let stack: Stack;
let pages: JourneyPages;

beforeAll(async () => {
	journey = await openJourney((website) => ({
		people: 60,
		notConnected: true,
		workflows: ['rscConnectContract', 'rscHistoricalSync', 'rscDisconnect'],
		entered: {
			rscConnectContract: {
				'Show Connect Page': {
					onboardingPage: website.onboardingUrl,
					namePrefix: 'SmartRecruiters - Acme',
				},
				'Contract Chosen': { allowedOrigin: website.origin },
			},
		},
	}));
	({ stack, pages } = journey);
	await stack.n8n.start();
	await stack.n8n.untilServed('/webhook/rsc-connect');
});
afterAll(async () => journey.close());

const row = async (contract: string) =>
	(await stack.n8n.table('rsc_contracts')).find((one) => one.contract === contract);
const linkedInRequests = async () => (await stack.sandbox.requests()).linkedin.requests;

describe('connecting, as an admin in a browser', () => {
	let page: Page;

	step('shows nothing to anybody without user and password', async () => {
		for (const path of ['rsc-connect', 'rsc-status', 'rsc-disconnect']) {
			expect((await fetch(`${stack.n8n.url}/webhook/${path}`)).status).toBe(401);
			const body = new URLSearchParams({ key: 'guess', action: 'acknowledge' });
			const posted = await fetch(`${stack.n8n.url}/webhook/${path}`, { method: 'POST', body });
			expect(posted.status).toBe(401);
		}
	});

	step('says what comes, and is usable by everybody', async () => {
		page = await pages.open();
		expect(await pages.step(page)).toBe('Acknowledge');
		expect(await pages.text(page)).toContain('GDPR-compliant data');
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	step('marks what is missing, keeps what was typed, and asks LinkedIn nothing', async () => {
		await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
		await pages.press(page, 'Acknowledge and continue');
		expect(await pages.text(page)).toContain('Tick the box. Nothing is shared before that.');
		const name = page.getByLabel('Your name and e-mail address');
		expect(await name.inputValue()).toBe('Ada Lo, ada@example.com');
		expect(await row(ORGANIZATION)).toBeUndefined();
		expect(await linkedInRequests()).toBe(0);

		await page.getByLabel('I have read this').check();
		await pages.press(page, 'Acknowledge and continue');
		expect(await pages.step(page)).toBe('What may be shared');
		expect(await row(ORGANIZATION)).toMatchObject({
			state: 'acknowledged',
			acknowledgedBy: 'Ada Lo, ada@example.com',
			acknowledgedText: '2026-11',
		});
	});

	step('shows what the rules keep back before they are kept', async () => {
		await pages.press(page, 'Preview');
		expect(await pages.text(page)).toMatch(/Of \d+ jobs, 0 are never sent/);
		expect(await accessibilityFaults(page)).toEqual([]);
		await pages.press(page, 'Store these rules');
		expect(await pages.step(page)).toBe('Contracts');
		expect(await stack.n8n.table('rsc_settings')).toEqual([
			expect.objectContaining({ organization: ORGANIZATION, changedBy: PAGES_USER.user }),
		]);
	});

	step('marks a number that is none, and takes nothing without a key of its own', async () => {
		await page.getByLabel('Contract number').fill('Acme');
		await pages.press(page, 'Add');
		expect(await pages.text(page)).toContain('is not a contract number');
		expect(await page.getByLabel('Contract number').inputValue()).toBe('Acme');
		const forged = await fetch(`${stack.n8n.url}/webhook/rsc-chosen`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: journey.website.origin },
			body: JSON.stringify({
				key: 'guess',
				integrations: [{ integrationContext: 'urn:li:contract:2004', integrationType: 'CSA_API' }],
			}),
		});
		expect(forged.status).toBe(403);
		expect(await row('urn:li:contract:2004')).toBeUndefined();
	});

	step('takes the contract that LinkedIn’s window gives, by its name', async () => {
		const chosen = await pages.chooseInLinkedIn(page, 'samuel.reyes@example.com');
		expect(chosen).toContain('Added');
		expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'chosen' });
	});

	step('is left, and goes on where one was', async () => {
		await page.close();
		page = await pages.open();
		expect(await pages.step(page)).toBe('Request access');
		expect(await pages.text(page)).toMatch(/contract 2001/i);
	});

	step('requests access, and says which switches are missing and where they are', async () => {
		await pages.press(page, 'Request access');
		expect(await pages.step(page)).toBe('Switch on');
		const text = await pages.text(page);
		expect(text).toContain('Missing: Company level access, Contract level access');
		expect(text).toMatch(/Product settings/);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	step('says with one switch on that the other is missing, and sends nothing yet', async () => {
		await pages.turn('company');
		await pages.press(page, 'Check again');
		const text = await pages.text(page);
		expect(text).toContain('Missing: Contract level access');
		expect(text).not.toContain('Missing: Company level');
		expect((await stack.sandbox.requests()).writes).toEqual({});
	});

	step('is connected with both on, and the history goes on automatically', async () => {
		await pages.turn('contract-2001');
		await pages.press(page, 'Check again');
		expect(await pages.step(page)).toBe('Connected');
		expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'connected' });
		await stack.until('the history is at LinkedIn', ({ finishedAt }) => Boolean(finishedAt));
		await page.getByRole('link', { name: 'See how it is going' }).click();
		await page.waitForURL(/rsc-status/);
		expect(await pages.text(page)).toContain('Everything is at LinkedIn');
		// While it updates itself, axe asks for a way to stop that.
		await page.getByRole('link', { name: 'Pause' }).click();
		await page.waitForURL(/updates=off/);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	step('sends again what was parked when somebody asks, and loses nothing by it', async () => {
		const before = await stack.n8n.table('rsc_parked');
		expect(before.length).toBeGreaterThan(0);
		await pages.press(page, 'Try again now');
		const after = await stack.n8n.table('rsc_parked');
		expect(after.map(({ recordKey }) => recordKey).sort()).toEqual(
			before.map(({ recordKey }) => recordKey).sort(),
		);
	});

	step('moves to another contract, maps nobody wrongly, and sends nobody again', async () => {
		await page.goto(`${stack.n8n.url}/webhook/rsc-connect`);
		await page.getByText('Add a contract').click();
		expect(await pages.chooseInLinkedIn(page, 'olivia.hart@example.com', '2002')).toContain(
			'Added',
		);
		await page.reload();
		await pages.press(page, 'Request access');
		await pages.turn('contract-2002');
		await pages.press(page, 'Check again');
		await page.getByRole('link', { name: 'Move to another contract or company page' }).click();
		await page.waitForURL(/view=move/);
		expect(await accessibilityFaults(page)).toEqual([]);
		await pages.press(page, 'Move to the other contracts');
		expect(await pages.text(page)).toContain('Choose which contract ends. Nothing was done.');
		expect(await row('urn:li:contract:2001')).toMatchObject({ state: 'connected' });

		const { candidate = 0, application = 0 } = (await stack.sandbox.requests()).writes;
		expect(candidate).toBeGreaterThan(0);
		await page.getByRole('checkbox', { name: /2001/ }).check();
		await pages.press(page, 'Move to the other contracts');
		expect(await page.locator('[data-step=ended][data-state=done]').count()).toBe(1);
		expect(await page.locator('[data-step=history][data-state=done]').count()).toBe(1);
		expect(await pages.text(page)).toContain('the company level stays on');
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(await row('urn:li:contract:2001')).toBeUndefined();
		await stack.until('everybody is compared', ({ finishedAt }) => Boolean(finishedAt));
		const history = (await stack.n8n.table('rsc_sync')).find(({ stream }) => stream === 'backfill');
		const { compared } = JSON.parse(String(history?.checkpoint));
		expect(compared.differing).toBe(0);
		expect(compared.unchanged).toBeGreaterThan(40);
		expect((await stack.sandbox.requests()).writes).toMatchObject({ candidate, application });
	});

	step(
		'says before disconnecting what goes and what stays, and asks for a confirmation',
		async () => {
			await page.goto(`${stack.n8n.url}/webhook/rsc-disconnect`);
			expect(await accessibilityFaults(page)).toEqual([]);
			const before = await stack.n8n.table('rsc_contracts');
			expect(before.some(({ state }) => state === 'disconnected')).toBe(false);
		},
	);

	step('leaves no password, key or header in what n8n keeps', async () => {
		const executions = JSON.stringify(await stack.n8n.api('GET', '/executions?includeData=true'));
		for (const secret of [PAGES_USER.password, 'authorization', 'Basic '])
			expect(executions).not.toContain(secret);
	});
});
