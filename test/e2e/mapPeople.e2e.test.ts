import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { pause } from '../../scripts/n8n/pause';
import { launchBrowser } from '../../scripts/support/browser';
import { mapPeopleStack, type MapPeopleStack } from '../../scripts/support/mapPeopleStack';
import { nonEmpty } from '../support/nonEmpty';

const SeatsSchema = z.array(
	z.object({
		id: z.number(),
		seatUrn: z.string(),
		firstName: z.string(),
		lastName: z.string(),
		kind: z.string(),
		trueUserId: z.string().optional(),
	}),
);

const ListSchema = z.object({
	results: z.array(z.object({ name: z.string(), value: z.string() })),
});

let browser: Browser;
let stack: MapPeopleStack;
let tabs: BrowserContext[] = [];
beforeAll(async () => {
	browser = await launchBrowser();
	stack = await mapPeopleStack();
});
afterEach(async () => {
	for (const tab of tabs) await tab.close();
	tabs = [];
});
afterAll(async () => {
	await browser.close();
	await stack.close();
});

/** Somebody with the password opens the page, on a machine that has never seen it. */
async function open(): Promise<Page> {
	const context = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport: { width: 1200, height: 900 },
	});
	tabs.push(context);
	const page = await context.newPage();
	const problems: string[] = [];
	page.on('pageerror', ({ message }) => problems.push(message));
	page.on('console', (line) => {
		if (line.type() === 'error') problems.push(line.text());
	});
	await page.goto(stack.pageUrl());
	await page.locator('#work').waitFor({ timeout: 60_000 });
	expect(problems).toEqual([]);
	return page;
}

const headline = async (page: Page) => await page.getByTestId('headline').innerText();
const seat = (page: Page, id: number) => page.locator(`#seat-${id}`);
const rows = async () => await stack.n8n.table('rsc_seats');
const rowOf = async (id: number) => (await rows()).find((row) => row.seat === `urn:li:seat:${id}`);
const truth = async (contract = 'urn:li:contract:2001') =>
	SeatsSchema.parse(await stack.sandbox.control('GET', `/linkedin/seats?contract=${contract}`));
const saved = async (page: Page) =>
	await page.locator('#notes', { hasText: /saved/i }).waitFor({ timeout: 30_000 });
async function ofKind(kind: string) {
	const found = (await truth()).find((one) => one.kind === kind);
	if (!found) throw new Error(`No seat is of the kind ${kind}`);
	return found;
}

describe('the page of workflow 02', () => {
	it('opens only with the password, and gives data only to its own key', async () => {
		expect((await fetch(stack.pageUrl())).status).toBe(401);
		const wrong = Buffer.from('admin:wrong').toString('base64');
		const refused = await fetch(stack.pageUrl(), { headers: { authorization: `Basic ${wrong}` } });
		expect(refused.status).toBe(401);
		for (const key of ['', 'x'.repeat(64)]) {
			const body = new URLSearchParams({ action: 'load', key });
			const answer = await fetch(stack.pageUrl(), { method: 'POST', body });
			expect(answer.status).toBe(401);
			expect(await answer.text()).not.toContain('example.com');
		}
		expect(await rows()).toEqual([]);
	});

	it('shows every seat holder with suggestion and reason, and what an import costs', async () => {
		const page = await open();
		expect(await page.locator('h2').allInnerTexts()).toEqual(
			expect.arrayContaining(['Contract 2001 11 seats', 'Contract 2002 5 seats']),
		);
		expect(await headline(page)).toBe('0 of 16 seats are mapped. 16 are still to decide.');
		expect(await page.locator('#import').innerText()).toMatch(
			/limits allow about [\d,]+ seats a day; new InMails come first/,
		);
		const { id, firstName, lastName } = await ofKind('plusAddress');
		expect(await seat(page, id).innerText()).toMatch(
			new RegExp(`${firstName} ${lastName}[\\s\\S]*Certain[\\s\\S]*what follows the plus sign`),
		);
		expect(await page.getByRole('button', { name: /^Confirm all/ }).allInnerTexts()).toEqual([
			'Confirm all 12 certain ones',
		]);
	});

	it('keeps all the certain ones at once', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Confirm all 12 certain ones' }).click();
		await saved(page);
		expect(await headline(page)).toBe('12 of 16 seats are mapped. 4 are still to decide.');
		const kept = await rows();
		expect(kept).toHaveLength(12);
		const all = [...(await truth()), ...(await truth('urn:li:contract:2002'))];
		for (const row of nonEmpty(kept)) {
			const { trueUserId } = all.find(({ seatUrn }) => seatUrn === row.seat) ?? {};
			expect(row).toMatchObject({
				userId: trueUserId,
				matchedBy: 'email',
				organization: 'urn:li:organization:1000',
			});
			expect(Number(row.importedUntilMs)).toBeLessThan(Date.now() - 729 * 86_400_000);
			expect(row.importedFromMs).toBe(row.importedUntilMs);
		}
	});

	it('maps by typing a name, with the keyboard alone', async () => {
		const page = await open();
		const { id } = await ofKind('stranger');
		const box = seat(page, id).getByRole('combobox');
		await box.focus();
		await page.keyboard.type('mosc');
		const options = seat(page, id).getByRole('option');
		await options.first().waitFor();
		const before = await options.allInnerTexts();
		expect(before.length).toBeGreaterThan(0);
		await page.keyboard.type('iski dia');
		await until(async () => (await options.count()) === 1);
		expect(await options.innerText()).toContain('Diamond Mosciski');
		expect(await box.getAttribute('aria-expanded')).toBe('true');
		expect(await box.getAttribute('aria-activedescendant')).toBe(await options.getAttribute('id'));
		await page.keyboard.press('Enter');
		await saved(page);
		expect(await seat(page, id).getAttribute('data-status')).toBe('mapped');
		expect(await rowOf(id)).toMatchObject({ userName: 'Diamond Mosciski', matchedBy: 'by hand' });
		// The next one who needs somebody has the focus.
		const focused = page.locator('.seat:focus-within');
		expect(await focused.getAttribute('data-status')).toMatch(/review|unmatched/);
	});

	it('finds nobody where nobody is, closes the list with Escape, and moves with the arrows', async () => {
		const page = await open();
		const { id } = await ofKind('changedEmail');
		const box = seat(page, id).getByRole('combobox');
		await box.fill('xyzzy');
		await seat(page, id).getByText('Nobody has this name or address.').waitFor();
		await page.keyboard.press('Enter');
		await box.fill('an');
		const options = seat(page, id).getByRole('option');
		await options.first().waitFor();
		expect(await options.count()).toBe(12);
		expect(await seat(page, id).locator('.none').innerText()).toMatch(/and [\d,]+ more: type on/);
		await page.keyboard.press('ArrowDown');
		expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowUp');
		expect(await options.nth(11).getAttribute('aria-selected')).toBe('true');
		await page.keyboard.press('Escape');
		expect(await options.count()).toBe(0);
		expect(await box.inputValue()).toBe('an');
		await page.keyboard.press('Escape');
		expect(await box.inputValue()).toBe('');
		expect(await rowOf(id)).toBeUndefined();
	});

	it('maps another user in place of the first, by a click', async () => {
		const page = await open();
		const { id } = await ofKind('stranger');
		await page.getByRole('button', { name: /^All/ }).click();
		const first = await rowOf(id);
		await seat(page, id).getByRole('combobox').fill('wiza bradley');
		await seat(page, id).getByRole('option').first().click();
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ userName: 'Bradley Wiza' });
		expect((await rowOf(id))?.importedUntilMs).toBe(first?.importedUntilMs);
		expect((await rows()).filter(({ seat: urn }) => urn === first?.seat)).toHaveLength(1);
	});

	it('takes a user away again', async () => {
		const page = await open();
		const { id } = await ofKind('stranger');
		await page.getByRole('button', { name: /^All/ }).click();
		await seat(page, id).getByRole('button', { name: 'Unmap' }).click();
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ userId: '', userName: '', matchedBy: 'unmapped' });
		expect(await seat(page, id).getAttribute('data-status')).toBe('skipped');
	});

	it('gives one person the same user on the other contract', async () => {
		const page = await open();
		const { id } = await ofKind('namesakes');
		await seat(page, id)
			.getByRole('button', { name: /^Choose/ })
			.first()
			.click();
		await saved(page);
		const { userId } = (await rowOf(id)) ?? {};
		const twin = (await truth('urn:li:contract:2002')).find(({ kind }) => kind === 'namesakes');
		expect(await rowOf(twin?.id ?? 0)).toMatchObject({ userId, matchedBy: 'person' });
	});

	it('skips, closes, and does not ask again', async () => {
		const page = await open();
		const { id } = await ofKind('changedEmail');
		expect(await headline(page)).toBe('14 of 16 seats are mapped. 1 is still to decide.');
		await seat(page, id).getByRole('button', { name: /^Skip/ }).click();
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ userId: '', matchedBy: 'skipped' });
		await page.getByRole('button', { name: 'Close' }).click();
		await page.getByTestId('closed').waitFor();
		expect(await page.getByTestId('closed').innerText()).toBe(
			'14 seats are mapped, 2 have no user. You are not asked again until something changes.',
		);
		await page.getByRole('button', { name: 'Back to the list' }).click();
		await page.locator('#work').waitFor();
		expect(await headline(page)).toBe('14 of 16 seats are mapped. Nothing is left to decide.');

		const elsewhere = await open();
		expect(await headline(elsewhere)).toBe('14 of 16 seats are mapped. Nothing is left to decide.');
	});

	it('asks again about what has changed, and about nothing else', async () => {
		const { id } = await ofKind('emailCase');
		const { userId } = (await rowOf(id)) ?? {};
		await stack.sandbox.control('PATCH', `/company/users/${String(userId)}`, { active: false });
		const page = await open();
		expect(await headline(page)).toBe('13 of 16 seats are mapped. 1 has changed.');
		expect(await page.locator('.seat:visible').count()).toBe(1);
		expect(await seat(page, id).innerText()).toContain('The SmartRecruiters user is deactivated.');
		expect(await seat(page, id).getByRole('button', { name: /^Keep/ }).count()).toBe(0);
		await seat(page, id)
			.getByRole('button', { name: /^Unmap/ })
			.click();
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ userId: '' });
	});

	it('keeps a user after a look at what has changed, and asks no more', async () => {
		const { id } = await ofKind('plusAddress');
		await stack.sandbox.control('PATCH', `/linkedin/seats/${id}`, { email: 'moved@example.com' });
		const page = await open();
		expect(await seat(page, id).innerText()).toContain(
			'The e-mail address of the seat has changed',
		);
		await seat(page, id).getByRole('button', { name: /^Keep/ }).click();
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ seatEmail: 'moved@example.com', matchedBy: 'email' });
		expect(await headline(await open())).toMatch(/Nothing is left to decide\.$/);
	});

	it('does not map to a user who was deactivated while the page was open', async () => {
		const page = await open();
		await page.getByRole('button', { name: /^All/ }).click();
		const { id } = await ofKind('emailCase');
		const box = seat(page, id).getByRole('combobox');
		await box.fill('adolph witting');
		const option = seat(page, id).getByRole('option').first();
		await option.waitFor();
		const userId = await option.getAttribute('data-value');
		await stack.sandbox.control('PATCH', `/company/users/${String(userId)}`, { active: false });
		await option.click();
		await seat(page, id).getByRole('alert').waitFor();
		expect(await seat(page, id).getByRole('alert').innerText()).toBe(
			'The SmartRecruiters user is deactivated.',
		);
		expect(await rowOf(id)).toMatchObject({ userId: '' });
	});

	it('says when something was not saved, and saves it the next time', async () => {
		const page = await open();
		await page.getByRole('button', { name: /^All/ }).click();
		const { id } = await ofKind('emailCase');
		await stack.sandbox.control('POST', '/faults', [
			{ path: 'seatsV2', kind: 'status', status: 400, times: 1 },
		]);
		const box = seat(page, id).getByRole('combobox');
		await box.fill('wiza bradley');
		await page.keyboard.press('Enter');
		await seat(page, id).getByRole('alert').waitFor();
		expect(await seat(page, id).getByRole('alert').innerText()).toContain(
			'Not saved: LinkedIn answered 400',
		);
		expect(await rowOf(id)).toMatchObject({ userId: '' });
		await box.fill('wiza bradley');
		await page.keyboard.press('Enter');
		await saved(page);
		expect(await rowOf(id)).toMatchObject({ userName: 'Bradley Wiza' });
	});

	it('sends a report of what has changed, without names', async () => {
		const [first] = await truth();
		await stack.sandbox.control('PATCH', `/linkedin/seats/${String(first?.id)}`, {
			state: 'PARKED',
		});
		await stack.n8n.runByHand('rscMapPeople', 'Every Monday');
		const report = await lastReport();
		expect(report.subject).toMatch(/^Recruiter seats: \d+ changes? to look at$/);
		expect(report.text).toContain('1 × The seat is no longer active in Recruiter.');
		for (const row of nonEmpty(await rows()))
			expect(report.text).not.toContain(String(row.seatName));
	});

	it('has both sides of Map One in the editor’s lists, searched by typing', async () => {
		const search = async (methodName: string, filter: string) =>
			ListSchema.parse(
				await stack.n8n.rest('POST', '/dynamic-node-parameters/resource-locator-results', {
					path: 'parameters.user',
					methodName,
					filter,
					nodeTypeAndVersion: {
						name: 'n8n-nodes-recruiter-system-connect.userMapper',
						version: 1,
					},
					currentNodeParameters: {
						resource: 'mapping',
						operation: 'mapOne',
						authentication: 'smartRecruitersOAuth2Api',
						contracts: '2001',
					},
					credentials: {
						linkedInRscOAuth2Api: { id: '1', name: 'LinkedIn RSC' },
						smartRecruitersOAuth2Api: { id: '2', name: 'SmartRecruiters' },
					},
				}),
			).results;
		expect(await search('searchSeats', 'zoe nun')).toEqual([
			{ name: expect.stringContaining('zoe.nunez24@example.com'), value: expect.any(String) },
		]);
		expect(await search('searchUsers', 'Bradley Wiza')).toEqual([
			{ name: 'Bradley Wiza (bradley.wiza20@example.com)', value: expect.any(String) },
		]);
	});

	it('keeps a thousand seats at once, within a minute', async () => {
		await stack.sandbox.control('POST', '/linkedin/seats', { count: 1000 });
		const page = await open();
		await page.getByRole('button', { name: /^All/ }).click();
		const bulk = page.locator('#confirm-certain');
		const count = Number(/\d+/.exec(await bulk.innerText())?.[0]);
		expect(count).toBeGreaterThan(600);
		const startedAt = Date.now();
		await bulk.click();
		await page.locator('#notes', { hasText: 'saved' }).waitFor({ timeout: 120_000 });
		expect(Date.now() - startedAt).toBeLessThan(60_000);
		const mapped = (await rows()).filter(({ userId }) => userId !== '');
		expect(mapped.length).toBeGreaterThan(count);
		const all = new Map((await truth()).map((one) => [one.seatUrn, one.trueUserId]));
		for (const { seat: urn, userId, matchedBy } of nonEmpty(mapped))
			if (matchedBy === 'email' && all.has(String(urn))) expect(userId).toBe(all.get(String(urn)));
	});
});

async function until(true_: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 100 && !(await true_()); tries += 1) await pause(50);
	expect(await true_()).toBe(true);
}

async function lastReport(): Promise<{ subject: string; text: string }> {
	for (let tries = 0; tries < 100; tries += 1) {
		const found = JSON.stringify(
			await stack.n8n.api('GET', '/executions?workflowId=rscMapPeople&includeData=true&limit=1'),
		);
		const match = /"subject":("(?:[^"\\]|\\.)*"),"text":("(?:[^"\\]|\\.)*")/.exec(found);
		if (match) return { subject: JSON.parse(match[1] ?? '""'), text: JSON.parse(match[2] ?? '""') };
		await pause(200);
	}
	throw new Error('No report came');
}
