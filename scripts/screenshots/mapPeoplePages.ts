import type { Browser } from 'playwright-core';
import { mapPeopleStack } from '../support/mapPeopleStack';
import { PAGES_USER } from '../n8n/connectStack';
import { imagePath } from './imagePath';

/** Pictures of workflow 02's page, on a real n8n: as it opens, while somebody types, closed, after a change, on a phone. */
export async function mapPeoplePages(browser: Browser): Promise<void> {
	const stack = await mapPeopleStack({ factor: 1 });
	try {
		const context = await browser.newContext({
			httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
			viewport: { width: 1120, height: 900 },
		});
		const page = await context.newPage();
		const shoot = async (name: string): Promise<void> => {
			await page.screenshot({ path: imagePath(`map-people-${name}.png`) });
			console.log(`map-people-${name}.png`);
		};
		const open = async (): Promise<void> => {
			await page.goto(stack.pageUrl());
			await page.locator('#work').waitFor();
		};
		const saved = async (): Promise<void> => {
			await page.locator('#notes', { hasText: /saved/i }).waitFor();
		};
		await open();
		await shoot('open');
		await page.locator('#confirm-certain').click();
		await saved();
		await open();
		const stranger = page.locator('.seat', { hasText: 'Nobody' });
		await stranger.getByRole('combobox').fill('wi');
		await stranger.getByRole('option').first().waitFor();
		await shoot('type');
		await stranger.getByRole('option').first().click();
		await saved();
		await page.getByRole('button', { name: 'Close' }).click();
		await page.getByTestId('closed').waitFor();
		await shoot('closed');
		const [row] = await stack.n8n.table('rsc_seats');
		await stack.sandbox.control('PATCH', `/company/users/${String(row?.userId)}`, {
			active: false,
		});
		await open();
		await shoot('changed');
		await page.setViewportSize({ width: 390, height: 844 });
		await page.getByRole('button', { name: /^All/ }).click();
		await shoot('phone');
	} finally {
		await stack.close();
	}
}
