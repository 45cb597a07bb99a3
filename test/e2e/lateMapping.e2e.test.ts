import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { type Row } from '../../scripts/n8n/N8nInstance';
import { pause } from '../../scripts/n8n/pause';
import type { RequestSummary } from '../../scripts/n8n/SandboxProcess';
import { TABLES } from '../../src/state/tables';
import { launchBrowser } from '../support/browser';
import { mapPeopleStack, type MapPeopleStack } from '../support/mapPeopleStack';

const ORGANIZATION = 'urn:li:organization:1000';
const DAY_MS = 86_400_000;
const SeatsSchema = z.array(z.object({ id: z.number(), seatUrn: z.string(), kind: z.string() }));
const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const FindingSchema = z.object({ count: z.number(), shown: z.array(z.string()) });
const ComparisonSchema = z
	.object({ expected: z.number(), found: z.number() })
	.catchall(z.union([FindingSchema, z.unknown()]));

let browser: Browser;
let stack: MapPeopleStack;
beforeAll(async () => {
	browser = await launchBrowser();
	stack = await mapPeopleStack({
		people: 300,
		users: 400,
		others: ['rscActivity'],
		settings: { importDays: 8 },
	});
});
afterAll(async () => {
	await browser.close();
	await stack.close();
});

async function open(): Promise<Page> {
	const context = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
	});
	const page = await context.newPage();
	await page.goto(stack.pageUrl());
	await page.locator('#work').waitFor({ timeout: 60_000 });
	await page.getByRole('button', { name: /^All/ }).click();
	return page;
}

/** Presses a button of a seat holder, and waits until that is kept. */
async function press(page: Page, id: number, name: RegExp): Promise<void> {
	await page.locator(`#seat-${id}`).getByRole('button', { name }).click();
	await page.locator('#notes', { hasText: /saved/i }).waitFor();
}

const rowOf = async (seat: string): Promise<Row | undefined> =>
	(await stack.n8n.table('rsc_seats')).find((row) => row.seat === seat);

async function imported(seat: string): Promise<void> {
	for (let tries = 0; tries < 400; tries += 1) {
		const row = await rowOf(seat);
		if (row && Number(row.importedUntilMs) >= Date.parse(String(row.mappedAt))) return;
		await pause(500);
	}
	throw new Error(`The past has not come\n${stack.n8n.log().slice(-2000)}`);
}

/** Once everything that was read is written. */
async function compare(seat: string) {
	let before = -1;
	for (let tries = 0; tries < 60; tries += 1) {
		const rows = await stack.n8n.table('rsc_activity');
		const written = rows.filter(({ state }) => state === 'written').length;
		if (written > 0 && written === before) break;
		before = written;
		await pause(2000);
	}
	return ComparisonSchema.parse(
		await stack.sandbox.control('GET', `/compare/activity?seats=${seat}`),
	);
}

function expectComplete(result: z.infer<typeof ComparisonSchema>): void {
	expect(result.found).toBeGreaterThan(0);
	for (const finding of ['missing', 'twice', 'outdated', 'cut', 'unsafe'])
		expect({ finding, ...FindingSchema.parse(result[finding]) }).toMatchObject({
			finding,
			count: 0,
		});
}

describe('a seat that is mapped late, on the page', () => {
	it('brings exactly that person’s past, once; after a pause, the pause; and nothing when only the user changes', async () => {
		const { n8n, sandbox } = stack;
		const members = MembersSchema.parse(
			await sandbox.control('GET', '/linkedin/members?limit=1000'),
		);
		await n8n.insertRows(
			'rsc_people',
			TABLES.rsc_people.columns,
			members
				.filter(({ candidateIds }) => candidateIds.length === 1)
				.map(({ urn, candidateIds }) => ({
					organization: ORGANIZATION,
					person: urn,
					candidateId: candidateIds[0],
					knownBy: 'match',
					knownAt: new Date().toISOString(),
				})),
		);
		const traffic = { seats: 3, days: 6, perDay: 5, seed: 4, fromMs: Date.now() - 7 * DAY_MS };
		await sandbox.control('POST', '/activity/generate', traffic);
		const all = SeatsSchema.parse(await sandbox.control('GET', '/linkedin/seats'));
		const mine = all[1];
		if (!mine) throw new Error('No seat');

		const page = await open();
		await press(page, mine.id, /^Confirm /);
		await imported(mine.seatUrn);
		const first = await compare(mine.seatUrn);
		expectComplete(first);
		const seats = new Set((await n8n.table('rsc_activity')).map(({ seat }) => seat));
		expect([...seats]).toEqual([mine.seatUrn]);

		await press(page, mine.id, /^Unmap /);
		await sandbox.control('POST', '/activity/burst', {
			seat: mine.seatUrn,
			count: 4,
			atMs: Date.now(),
			seed: 9,
		});
		await pause(1000);
		const box = page.locator(`#seat-${mine.id}`).getByRole('combobox');
		await box.fill('mosciski diamond');
		await page.keyboard.press('Enter');
		await page.locator(`#seat-${mine.id}[data-status=mapped]`).waitFor();
		await imported(mine.seatUrn);
		const second = await compare(mine.seatUrn);
		expectComplete(second);
		expect(second.found).toBeGreaterThan(first.found);

		const calls = ({ routes }: RequestSummary): number =>
			routes['linkedin GET /linkedin/v2/conversationEvents']?.requests ?? 0;
		const before = await sandbox.requests();
		expect(calls(before)).toBeGreaterThan(0);
		await box.fill('wiza bradley');
		await page.keyboard.press('Enter');
		await page.locator(`#seat-${mine.id}`, { hasText: 'Bradley Wiza' }).waitFor();
		const row = await rowOf(mine.seatUrn);
		expect(row?.importedUntilMs).toBe(Date.parse(String(row?.mappedAt)));
		await pause(70_000);
		expect(calls(await sandbox.requests())).toBe(calls(before));
		expect((await compare(mine.seatUrn)).found).toBe(second.found);
	});
});
