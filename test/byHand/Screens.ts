import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../scripts/n8n/paths';

const FOLDER = join(ROOT, '.run', 'byHand');

/** Pictures of what the person saw, in `.run/byHand/`, numbered in their order; those of the last run are removed. */
export class Screens {
	private count = 0;

	constructor(private readonly page: Page) {
		rmSync(FOLDER, { recursive: true, force: true });
		mkdirSync(FOLDER, { recursive: true });
	}

	async keep(name: string): Promise<void> {
		this.count += 1;
		const number = String(this.count).padStart(3, '0');
		const file = `${number} ${name.replace(/[^\w.-]+/g, ' ').trim()}.png`;
		await this.page.screenshot({ path: join(FOLDER, file) });
	}
}
