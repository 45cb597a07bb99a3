import type { BrowserContext } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { launchBrowser } from '../../scripts/support/browser';
import { JourneyPages } from '../../scripts/support/JourneyPages';
import { serveWebsite, type Website } from '../../scripts/website';

/** An admin in a browser, beside a real n8n and the customer's own website with LinkedIn's window. */
export interface Journey {
	/** n8n is not started yet. */
	stack: Stack;
	website: Website;
	pages: JourneyPages;
	close: () => Promise<void>;
}

/** @param choose what is in n8n, once it is known where the website is */
export async function openJourney(
	choose: (website: Website) => Parameters<typeof makeStack>[0],
): Promise<Journey> {
	let stack: Stack | undefined = undefined;
	const running = (): Stack => {
		if (!stack) throw new Error('Not started');
		return stack;
	};
	const website = await serveWebsite(() => ({
		apiKey: 'sandbox-child',
		chosenUrl: `${running().n8n.url}/webhook/rsc-chosen`,
		linkedInUrl: running().sandbox.linkedInUrl,
	}));
	stack = await makeStack(choose(website));
	const made = stack;
	const browser = await launchBrowser();
	const person: BrowserContext = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport: { width: 1200, height: 900 },
	});
	person.setDefaultTimeout(60_000);
	return {
		stack: made,
		website,
		pages: new JourneyPages(person, made),
		close: async () => {
			await browser.close();
			await website.close();
			await made.close();
		},
	};
}
