import { readFileSync } from 'node:fs';
import { launchBrowser } from './test/support/browser';
import { JourneyPages } from './test/support/JourneyPages';
async function main() {
	const dev = JSON.parse(readFileSync('/tmp/spike/dev.json', 'utf8'));
	const browser = await launchBrowser();
	const person = await browser.newContext({ httpCredentials: { username: 'admin', password: 'Sandbox-1234' } });
	person.setDefaultTimeout(15000);
	const pages = new JourneyPages(person, { n8n: { url: dev.n8n }, sandbox: { url: dev.sandbox, linkedInUrl: dev.sandbox + '/linkedin' } } as never);
	let page = await pages.open();
	const shot = async (n: string) => { await page.screenshot({ path: `/tmp/spike/j-${n}.png`, fullPage: true }); console.log(n, (await pages.text(page)).slice(0, 300)); };
	try {
		await shot('1');
		await pages.go(page, 'Start, or go on where you were');
		await page.waitForSelector('h1');
		await shot('2');
		if (await page.getByLabel('Your name').count()) { await page.getByLabel('Your name').fill('Ada Lo');
		await page.getByLabel('Your e-mail address').fill('ada@example.com');
		await page.getByLabel('I have read this').check();
		await pages.go(page, 'Acknowledge and continue'); }
		await page.waitForSelector('h1');
		await shot('3');
		console.log(await pages.chooseInLinkedIn(page, 'samuel.reyes@example.com'));
		await page.close();
		page = await pages.open();
		await pages.go(page, 'Start, or go on where you were');
		await page.waitForSelector('h1');
		await shot('4');
		await pages.go(page, 'Continue (this can take a minute)');
		await page.waitForSelector('h1');
		await shot('5');
		await pages.go(page, 'Finish');
		await page.waitForSelector('h1');
		await shot('6');
		await pages.turn('company');
		await pages.go(page, 'Continue');
		await page.waitForSelector('h1');
		await shot('7');
		await pages.turn('contract-2001');
		await pages.go(page, 'Continue');
		await page.waitForSelector('h1');
		await shot('8');
		await pages.go(page, 'Continue');
		await page.waitForURL(/rsc-status/);
		await shot('9');
		await page.waitForTimeout(12000);
		await shot('10');
	} catch (error) { console.log(error); await page.screenshot({ path: '/tmp/spike/j-error.png', fullPage: true }); console.log(page.url(), await pages.text(page)); }
	await browser.close();
}
void main();
