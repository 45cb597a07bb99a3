import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { type StackWithWebsite, stackWithWebsite } from '../../scripts/n8n/stackWithWebsite';
import { launchBrowser } from '../../scripts/support/browser';
import { JourneyPages } from '../../scripts/support/JourneyPages';

/** An admin in a browser, beside a real n8n and the customer's own website with LinkedIn's window. */
export interface Journey extends StackWithWebsite {
	pages: JourneyPages;
}

/** @param choose what is in n8n, once it is known where the website is */
export async function openJourney(
	choose: Parameters<typeof stackWithWebsite>[0],
): Promise<Journey> {
	const { stack, website, close } = await stackWithWebsite(choose);
	const browser = await launchBrowser();
	const person = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport: { width: 1200, height: 900 },
	});
	person.setDefaultTimeout(60_000);
	return {
		stack,
		website,
		pages: new JourneyPages(person, stack),
		close: async () => {
			await browser.close();
			await close();
		},
	};
}
