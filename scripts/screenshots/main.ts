import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { connectPages } from './connectPages';
import { mapPeoplePages } from './mapPeoplePages';
import { workflowPictures } from './workflowPictures';

const SETS: Readonly<Record<string, (browser: Browser) => Promise<void>>> = {
	connect: connectPages,
	'map-people': mapPeoplePages,
	workflows: workflowPictures,
};

/** Pictures of the pages and of the workflows on a real n8n: all sets, or those that are named. */
async function main(): Promise<void> {
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
