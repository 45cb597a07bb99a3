import type { Page } from 'playwright-core';
import { JourneyPages } from '../../scripts/support/JourneyPages';
import type { EmptyN8n } from './EmptyN8n';

/** On the connect page, from the acknowledgement to *Connected*, with two contracts. */
export async function connectByPages(place: EmptyN8n, page: Page): Promise<void> {
	const pages = new JourneyPages(page.context(), place, place.effort);
	const { screens } = place.editor;
	await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
	await page.getByLabel('I have read this').check();
	await screens.keep('acknowledge', page);
	await pages.press(page, 'Acknowledge and continue');
	await screens.keep('sharing', page);
	await pages.press(page, 'Store these rules');
	const said = await pages.chooseAllInLinkedIn(page, 'olivia.hart@example.com', ['2001', '2002']);
	expect(said.map((one) => one.includes('Added'))).toEqual([true, true]);
	await page.reload();
	await screens.keep('contracts', page);
	await pages.press(page, 'Request access');
	await screens.keep('switch on', page);
	await pages.turn('company', 'contract-2001', 'contract-2002');
	await pages.press(page, 'Check again');
	expect(await pages.step(page)).toBe('Connected');
	await screens.keep('connected', page);
}
