import { launchBrowser } from '../test/support/browser';
import { JourneyPages } from '../test/support/JourneyPages';
import { PAGES_USER } from './n8n/connectStack';
import type { N8nInstance } from './n8n/N8nInstance';
import type { SandboxProcess } from './n8n/SandboxProcess';

const PATIENCE_MS = 60_000;

/**
 * Connects a contract as an admin does it, in a browser: acknowledges, chooses the contract in LinkedIn's window, requests
 * access, and switches both levels on in the sandbox's Recruiter.
 */
export async function walkJourney(
	n8n: N8nInstance,
	sandbox: SandboxProcess,
	say: (line: string) => void,
): Promise<void> {
	await n8n.untilServed('/form/rsc-connect');
	const browser = await launchBrowser();
	try {
		const person = await browser.newContext({
			httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		});
		person.setDefaultTimeout(PATIENCE_MS);
		const pages = new JourneyPages(person, { n8n, sandbox });
		const page = await pages.open();
		await pages.go(page, 'Start, or go on where you were');

		say('  acknowledges that data are shared');
		await page.getByLabel('Your name').fill('Ada Admin');
		await page.getByLabel('Your e-mail address').fill('admin@example.com');
		await page.getByLabel('I have read this').check();
		await pages.go(page, 'Acknowledge and continue');

		say('  chooses the contract Acme Europe in LinkedIn’s window');
		await pages.chooseInLinkedIn(page, 'samuel.reyes@example.com');
		await pages.go(page, 'Continue');

		say('  requests access');
		await pages.go(page, 'Continue (this can take a minute)');
		await pages.expectTitle(page, 'LinkedIn has been asked');
		await pages.go(page, 'Finish');

		say('  switches both levels on in Recruiter');
		await pages.turn('company');
		await pages.turn('contract-2001');
		await pages.go(page, 'Continue');
		await pages.expectTitle(page, 'Connected');
	} finally {
		await browser.close();
	}
}
