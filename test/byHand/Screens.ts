import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../scripts/n8n/paths';

/** Pictures of what the person saw, in a folder of `.run/`, numbered in their order; those of the last run are removed. */
export class Screens {
	private readonly folder: string;

	private count = 0;

	constructor(
		private readonly page: Page,
		folder: string,
	) {
		this.folder = join(ROOT, '.run', folder);
		rmSync(this.folder, { recursive: true, force: true });
		mkdirSync(this.folder, { recursive: true });
	}

	/** @param page another one than n8n's, where one is open beside it */
	async keep(name: string, page = this.page): Promise<void> {
		this.count += 1;
		const number = String(this.count).padStart(3, '0');
		const file = `${number} ${name.replace(/[^\w.-]+/g, ' ').trim()}.png`;
		await page.screenshot({ path: join(this.folder, file) });
	}
}
