import type { Browser, Page } from 'playwright-core';
import { JourneyPages } from '../support/JourneyPages';
import { PAGES_USER } from '../n8n/connectStack';
import type { Stack } from '../n8n/makeStack';
import { stackWithWebsite } from '../n8n/stackWithWebsite';
import { imagePath } from './imagePath';

const DESKTOP = { width: 1000, height: 760 };
const PHONE = { width: 390, height: 780 };
/** So many records of the sandbox's 2,000 people go before their details. */
const BEFORE_DETAILS = 5_000;

/** The pages of workflow 01, the onboarding page, and the status page in the middle of its work and at its end. */
export async function connectPages(browser: Browser): Promise<void> {
	const { stack, close } = await stackWithWebsite((website) => ({
		people: 2_000,
		limits: '10',
		factor: 10,
		notConnected: true,
		workflows: ['rscConnectContract', 'rscHistoricalSync'],
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
	try {
		await stack.n8n.start();
		await stack.n8n.untilServed('/webhook/rsc-connect');
		await walk(browser, stack);
	} finally {
		await close();
	}
}

async function walk(browser: Browser, stack: Stack): Promise<void> {
	const person = await browser.newContext({
		viewport: DESKTOP,
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
	});
	person.setDefaultTimeout(60_000);
	const pages = new JourneyPages(person, stack);
	let page = await pages.open();
	await shoot(page, 'connect-acknowledge');
	await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
	await page.getByLabel('I have read this').check();
	await pages.press(page, 'Acknowledge and continue');
	await pages.press(page, 'Preview');
	await shoot(page, 'connect-sharing');
	await pages.press(page, 'Store these rules');
	await shoot(page, 'connect-add');
	await pages.chooseInLinkedIn(page, 'samuel.reyes@example.com', undefined, async (tab) => {
		await shoot(tab, 'connect-linkedin-window');
	});
	await pages.requestInWidget('mira.koch@example.com', '2002');
	await page.getByLabel('Contract number').fill('2002');
	await pages.press(page, 'Add');
	await shoot(page, 'connect-request');
	await pages.press(page, 'Request access');
	await pages.turn('company');
	await pages.press(page, 'Check again');
	await shoot(page, 'connect-switch-on');
	await pages.turn('contract-2001');
	await pages.turn('contract-2002');
	await pages.press(page, 'Check again');
	await shoot(page, 'connect-connected');
	await stack.until(
		'details are being sent',
		({ done }) => Number(done) > BEFORE_DETAILS,
		10 * 60_000,
	);
	page = await person.newPage();
	await page.goto(`${stack.n8n.url}/webhook/rsc-status?updates=off`);
	await shoot(page, 'status-page', ['light', 'dark']);
	await stack.until('the history is there', ({ finishedAt }) => Boolean(finishedAt), 10 * 60_000);
	await page.reload();
	await shoot(page, 'status-page-finished');
	await person.close();
}

/** One page as a desktop and as a phone show it. */
async function shoot(
	page: Page,
	name: string,
	schemes: ReadonlyArray<'light' | 'dark'> = ['light'],
): Promise<void> {
	for (const colorScheme of schemes) {
		await page.emulateMedia({ colorScheme });
		for (const [suffix, viewport] of [
			['', DESKTOP],
			['-phone', PHONE],
		] as const) {
			await page.setViewportSize(viewport);
			const file = `${name}${suffix}${colorScheme === 'dark' ? '-dark' : ''}.png`;
			await page.screenshot({ path: imagePath(file), fullPage: true });
			console.log(file);
		}
		await page.setViewportSize(DESKTOP);
	}
	await page.emulateMedia({ colorScheme: 'light' });
}
