import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { ROOT } from '../../scripts/n8n/paths';

const AXE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const ViolationsSchema = z.array(
	z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()) })) }),
);

/** What axe finds on a page, in light and dark, on a desktop and on a phone; nothing when all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
	const found = new Set<string>();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of [1200, 390]) {
			await page.setViewportSize({ width, height: 900 });
			await page.evaluate(AXE);
			const violations: unknown = await page.evaluate(
				'axe.run().then((result) => result.violations)',
			);
			for (const { id, nodes } of ViolationsSchema.parse(violations))
				found.add(`${id} at ${String(nodes[0]?.target[0])} (${colorScheme}, ${width} px)`);
		}
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize({ width: 1200, height: 900 });
	return [...found];
}
