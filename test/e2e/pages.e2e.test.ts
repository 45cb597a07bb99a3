import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/support/browser';
import { accessibilityFaults } from '../support/accessibility';
import { pageExamples } from '../support/pageExamples';

let browser: Browser;
let page: Page;
beforeAll(async () => {
	browser = await launchBrowser();
	page = await browser.newPage();
});
beforeEach(async () => {
	// A page that is written into another one keeps some of its layout.
	await page.goto('about:blank');
});
afterAll(async () => {
	await browser.close();
});

describe('every page, in every state, for everybody:', () => {
	it.each(pageExamples())('%s', async (_name, markup) => {
		await page.setContent(markup);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	it.each(pageExamples())('%s fits a phone', async (_name, markup) => {
		await page.setViewportSize({ width: 360, height: 800 });
		await page.setContent(markup);
		expect(
			await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
		).toBeLessThanOrEqual(0);
	});

	it.each(pageExamples())(
		'%s reaches all that can be used by the Tab key',
		async (_name, markup) => {
			await page.setContent(markup);
			const usable =
				'a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary';
			const wanted = await page.evaluate(
				`[...document.querySelectorAll('${usable}')].filter((one) => one.checkVisibility() && !(one.type === 'radio')).length`,
			);
			const reached = new Set<unknown>();
			await page.evaluate('document.activeElement?.blur()');
			for (let presses = 0; presses < Number(wanted) + 20; presses += 1) {
				await page.keyboard.press('Tab');
				reached.add(
					await page.evaluate(
						`[...document.querySelectorAll('${usable}')].filter((one) => !(one.type === 'radio')).indexOf(document.activeElement)`,
					),
				);
			}
			reached.delete(-1);
			expect(reached.size).toBe(wanted);
		},
	);
});
