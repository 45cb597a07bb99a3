import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { ROOT } from '../n8n/paths';
import { connectPages } from './connectPages';
import { mapPeoplePages } from './mapPeoplePages';

const SETS: Readonly<Record<string, (browser: Browser) => Promise<void>>> = {
	connect: connectPages,
	'map-people': mapPeoplePages,
};

/** Pictures of the pages on a real n8n, into docs/images: all sets, or those that are named. */
async function main(): Promise<void> {
	mkdirSync(join(ROOT, 'docs', 'images'), { recursive: true });
	const wanted = process.argv.slice(2);
	const unknown = wanted.find((name) => !(name in SETS));
	if (unknown) throw new Error(`There is no set ${unknown}. Sets: ${Object.keys(SETS).join(', ')}`);
	const browser = await launchBrowser();
	try {
		for (const [name, shoot] of Object.entries(SETS))
			if (wanted.length === 0 || wanted.includes(name)) await shoot(browser);
	} finally {
		await browser.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
