import type { Browser } from 'playwright-core';
import { makeStack } from '../n8n/makeStack';
import { OWNER } from '../n8n/N8nInstance';
import { pause } from '../n8n/pause';
import { ALL_IN_ONE, readWorkflow, readWorkflows } from '../workflows/readWorkflows';
import { imagePath } from './imagePath';

const ZOOMED_AFTER_MS = 800;
/** Beside all nodes, which show more under the mouse. */
const NOTHING_THERE = [1000, 30] as const;

/** Each ready-made workflow as n8n's editor shows it with its credentials: `workflow-03.png` for `03-….json`. */
export async function workflowPictures(browser: Browser): Promise<void> {
	const combined = readWorkflow(ALL_IN_ONE);
	const all = [combined, ...readWorkflows()];
	const stack = await makeStack({
		people: 1,
		workflows: [],
		unpublished: all.map(({ workflow }) => workflow.id),
	});
	try {
		await stack.n8n.importWorkflows([combined.workflow]);
		await stack.n8n.start();
		// Makes the owner.
		await stack.n8n.rest('GET', '/settings');
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			// The combined one is large: what stands in it can be read when a reader enlarges it.
			deviceScaleFactor: 2,
		});
		context.setDefaultTimeout(60_000);
		const page = await context.newPage();
		await page.goto(`${stack.n8n.url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await page.locator('input[name="password"]').fill(OWNER.password);
		await page.locator('[data-test-id=form-submit-button]').click();
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		for (const { file, workflow } of all) {
			await page.goto(`${stack.n8n.url}/workflow/${workflow.id}`);
			await page.locator('[data-test-id=canvas-node]').first().waitFor();
			await page.locator('[data-test-id=zoom-to-fit]').click();
			await page.mouse.move(...NOTHING_THERE);
			await pause(ZOOMED_AFTER_MS);
			const image = `workflow-${file.split('-')[0] ?? ''}.png`;
			await page.screenshot({ path: imagePath(image) });
			console.log(image);
		}
		await context.close();
	} finally {
		await stack.close();
	}
}
