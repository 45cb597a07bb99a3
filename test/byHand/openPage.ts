import type { Browser, Page } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import type { Effort } from '../../scripts/support/Effort';

/** Opens a page of a published workflow beside the editor, as somebody who has the password of the pages. */
export async function openPage(browser: Browser, url: string, effort?: Effort): Promise<Page> {
	const context = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport: { width: 1200, height: 900 },
	});
	await effort?.watch(context);
	const page = await context.newPage();
	await page.goto(url);
	return page;
}
