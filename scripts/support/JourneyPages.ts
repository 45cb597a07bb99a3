import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import type { Effort } from './Effort';

/** The pages of workflow 01 and LinkedIn's side of it, as an admin uses them in a browser. */
export class JourneyPages {
	constructor(
		private readonly person: BrowserContext,
		private readonly stack: { n8n: { url: string }; sandbox: { linkedInUrl: string } },
		/** Told of what is done in windows of somebody else's. */
		private readonly effort?: Effort,
	) {}

	/** The address that the admin was given. */
	async open(): Promise<Page> {
		const page = await this.person.newPage();
		await page.goto(`${this.stack.n8n.url}/webhook/rsc-connect`, { waitUntil: 'domcontentloaded' });
		return page;
	}

	/** Presses a button, of one part of the page or the only one, and waits until the page has come again. */
	async press(page: Page, button: string, part: Page | Locator = page): Promise<void> {
		await page.evaluate("document.body.setAttribute('data-old', 'yes')");
		await part.getByRole('button', { name: button, exact: true }).click();
		await page.locator('body:not([data-old])').waitFor({ state: 'attached' });
	}

	/** The step that the page shows as the current one. */
	async step(page: Page): Promise<string> {
		return (await page.locator('[aria-current=step]').innerText()).replace(/^\d+\. /, '');
	}

	/** What one reads, on one line. */
	async text(page: Page): Promise<string> {
		return (await page.locator('body').innerText()).replace(/\s+/g, ' ');
	}

	/** From the connect page through LinkedIn's window. @returns what the onboarding page says */
	async chooseInLinkedIn(
		page: Page,
		email: string,
		contract?: string,
		look: (tab: Page) => Promise<void> = async () => undefined,
	): Promise<string> {
		const [tab] = await Promise.all([
			this.person.waitForEvent('page'),
			page.getByRole('link', { name: 'Open the LinkedIn page' }).click(),
		]);
		await this.chooseInWidget(tab, await this.widgetOf(tab), email, contract);
		const outcome = tab.locator('#outcome.good, #outcome.bad');
		await outcome.waitFor();
		const text = await outcome.innerText();
		await look(tab);
		await tab.close();
		return text;
	}

	/** From the connect page through LinkedIn's window, which is left after the last contract. */
	async chooseAllInLinkedIn(
		page: Page,
		email: string,
		contracts: readonly string[],
	): Promise<string[]> {
		const [tab] = await Promise.all([
			this.person.waitForEvent('page'),
			page.getByRole('link', { name: 'Open the LinkedIn page' }).click(),
		]);
		const said: string[] = [];
		for (const [nth, contract] of contracts.entries()) {
			const signIn = nth === 0 ? email : undefined;
			const popUp = await this.chooseInWidget(tab, await this.widgetOf(tab), signIn, contract);
			const before = said.at(-1)?.split('\n')[0] ?? 'One moment';
			const outcome = tab.locator('#outcome.good, #outcome.bad').filter({ hasNotText: before });
			await outcome.waitFor();
			said.push(await outcome.innerText());
			// The next contract would be asked for in a window that is about to close.
			if (!popUp.isClosed()) await popUp.waitForEvent('close');
		}
		await tab.close();
		return said;
	}

	/** Somebody else requests a contract in LinkedIn's window, and nobody passes it on. */
	async requestInWidget(email: string, contract: string): Promise<void> {
		const { linkedInUrl } = this.stack.sandbox;
		const other = await this.person.browser()?.newContext();
		if (!other) throw new Error('No browser');
		const page = await other.newPage();
		const query = new URLSearchParams({
			api_key: 'sandbox-child',
			origin: 'http://127.0.0.1:1',
			types: 'RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT',
		});
		await page.goto(`${linkedInUrl}/rsc/connect?${query.toString()}`);
		await this.walkPopUp(page, email, contract);
		await page.locator(testId('done')).waitFor();
		await other.close();
	}

	/** Turns switches in Recruiter's settings, in one visit: `company` or `contract-NUMBER`. */
	async turn(...switches: readonly string[]): Promise<void> {
		const other = await this.person.browser()?.newContext();
		if (!other) throw new Error('No browser');
		await this.effort?.watch(other);
		const page = await other.newPage();
		await page.goto(`${this.stack.sandbox.linkedInUrl}/recruiter`);
		await this.signIn(page, 'olivia.hart@example.com');
		await page.locator(testId('product-settings')).click();
		for (const which of switches) {
			const toggle = page.locator(testId('app-sandbox-child')).locator(testId(`toggle-${which}`));
			const before = await toggle.getAttribute('aria-checked');
			await toggle.click();
			await page.waitForLoadState();
			if ((await toggle.getAttribute('aria-checked')) === before)
				throw new Error(`The switch ${which} did not move`);
		}
		await other.close();
	}

	private async widgetOf(tab: Page): Promise<Frame> {
		const handle = await tab.waitForSelector('[data-testid=ats-integration-widget]');
		const frame = await handle.contentFrame();
		if (!frame) throw new Error('LinkedIn’s window has no frame');
		return frame;
	}

	private async chooseInWidget(
		tab: Page,
		widget: Frame,
		email: string | undefined,
		contract?: string,
	): Promise<Page> {
		const [popUp] = await Promise.all([
			tab.waitForEvent('popup'),
			widget.locator(testId('connect')).click(),
		]);
		await this.walkPopUp(popUp, email, contract);
		return popUp;
	}

	/** @param email without one, whoever has signed in before goes on */
	private async walkPopUp(
		popUp: Page,
		email: string | undefined,
		contract?: string,
	): Promise<void> {
		await popUp.waitForLoadState();
		if (email !== undefined) {
			const other = popUp.locator(testId('switch-person'));
			if (await other.count()) await other.click();
			await this.signIn(popUp, email);
		}
		if (contract !== undefined) {
			await popUp.locator(testId(`contract-${contract}`)).check();
			await popUp.locator(testId('continue')).click();
		}
		await popUp.locator(testId('request')).click();
	}

	private async signIn(page: Page, email: string): Promise<void> {
		await page.locator(testId(`person-${email}`)).click();
	}
}

/** The sandbox's own attribute, whichever one the browser's `getByTestId` looks for. */
const testId = (id: string): string => `[data-testid=${JSON.stringify(id)}]`;
