import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import type { Row } from '../../scripts/n8n/N8nInstance';
import { launchBrowser } from '../../scripts/support/browser';
import { accessibilityFaults } from '../support/accessibility';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { publish } from '../support/publish';
import { showJobs } from '../../scripts/support/showJobs';

/** `RSC_EXPORTS=1000` sends about as many. */
const PEOPLE = Math.max(4, Math.round(Number(process.env.RSC_EXPORTS ?? 12) / 2.8));
/** A kill costs the minute until the lease of the killed run ends, an export a second to ten. */
const WITHIN_MS = 120_000 + PEOPLE * 15_000;
const GeneratedSchema = z.object({
	exports: z.array(z.object({ requestId: z.string(), personUrn: z.string(), jobId: z.string() })),
});

const settled = { options: { searchSettleTime: 1 } };
const WORKFLOWS = ['rscHistoricalSync', 'rscExport', 'rscDecisions'];
const RecordsSchema = z.object({
	records: z.tuple([
		z.object({
			id: z.string(),
			fields: z.object({ firstName: z.string(), lastName: z.string() }),
		}),
	]),
});
const SIGNED_IN = `Basic ${btoa(`${PAGES_USER.user}:${PAGES_USER.password}`)}`;
let browser: Browser;
let stack: Stack;
const problems: string[] = [];
beforeAll(async () => {
	browser = await launchBrowser();
	stack = await makeStack({
		people: 40,
		workflows: [],
		unpublished: WORKFLOWS,
		entered: {
			rscHistoricalSync: {
				'Every Minute': everySeconds(10),
				Backfill: { options: { jobCheckDelay: 1, details: false } },
			},
			rscExport: {
				'Every Minute': everySeconds(10),
				Export: settled,
				'Work Off the Queue': settled,
			},
		},
	});
	await stack.start();
	await publish(stack.n8n, WORKFLOWS);
	await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
	await showJobs(stack.sandbox);
});
afterAll(async () => {
	await browser.close();
	await stack.close();
});

/** The page of decisions, opened with the password. */
async function open(): Promise<Page> {
	await stack.n8n.untilServed('/webhook/rsc-exports');
	const context = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
	});
	const page = await context.newPage();
	page.on('pageerror', ({ message }) => problems.push(message));
	page.on('console', (line) => {
		if (line.type() === 'error') problems.push(line.text());
	});
	await page.goto(`${stack.n8n.url}/webhook/rsc-exports`);
	await page.locator('#decisions').waitFor();
	return page;
}
const generate = async (body: object) =>
	GeneratedSchema.parse(await stack.sandbox.control('POST', '/exports/generate', body)).exports;
const compare = async (): Promise<unknown> => {
	const left = (await rows('review')).map(
		({ person, jobId }) => `${String(person)} ${String(jobId)}`,
	);
	return await stack.sandbox.control('POST', '/compare/exports', { left });
};
const rows = async (state: string): Promise<Row[]> =>
	(await stack.n8n.table('rsc_exports')).filter((row) => row.state === state);

describe('workflow 05 on a real n8n', () => {
	it('brings somebody in within seconds, on the job, and linked', async () => {
		const [made] = await generate({ from: 0 });
		const [row] = await eventually(
			stack,
			'it arrived',
			async () => await rows('exported'),
			({ length }) => length > 0,
		);
		expect(row).toMatchObject({ jobId: made?.jobId, payload: '' });
		expect(await compare()).toMatchObject({ agree: true, people: 1 });
	});

	it('asks a person on the page where LinkedIn does not tell enough, and does what is decided', async () => {
		const { n8n, sandbox } = stack;
		await generate({ from: 1 });
		await eventually(
			stack,
			'it waits for a decision',
			async () => await rows('review'),
			({ length }) => length > 0,
		);
		const parked = async () =>
			(await n8n.table('rsc_parked')).filter(({ kind }) => kind === 'export');
		expect(await parked()).toMatchObject([{ code: 'NO_NAME' }]);
		expect((await fetch(`${n8n.url}/webhook/rsc-exports`)).status).toBe(401);

		const { records } = RecordsSchema.parse(
			await sandbox.control('GET', '/linkedin/records/candidates?limit=1'),
		);
		const [{ id, fields }] = records;
		const page = await open();
		await page.getByText('needs a first and a last name').waitFor();
		for (const [headers, status] of [
			[{}, 401],
			[{ authorization: SIGNED_IN }, 403],
		] as const) {
			const forged = await fetch(page.url(), {
				...{ method: 'POST', headers },
				body: new URLSearchParams({
					key: 'guess',
					action: 'suggest',
					what: 'candidate',
					text: 'a',
				}),
			});
			expect(forged.status).toBe(status);
		}

		// By keyboard alone: type, choose, and the choice is made.
		const box = page.getByRole('combobox', { name: /^Find a candidate/ });
		await box.focus();
		await page.keyboard.type(`${fields.firstName} ${fields.lastName}`);
		const option = page.getByRole('option');
		await option.first().waitFor();
		const offered = await option.count();
		expect(offered).toBeLessThanOrEqual(8);
		expect(await box.getAttribute('aria-expanded')).toBe('true');
		expect(await box.getAttribute('aria-activedescendant')).toBe(
			await option.first().getAttribute('id'),
		);
		expect(await accessibilityFaults(page)).toEqual([]);
		const wanted = page.locator(`[role=option][aria-selected=true][data-value="link:${id}"]`);
		for (let at = 0; at < offered && (await wanted.count()) === 0; at += 1)
			await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		const chosen = page.locator('input[name=choice]:checked');
		expect(await chosen.getAttribute('value')).toBe(`link:${id}`);
		expect(await box.inputValue()).toBe('');
		expect(await page.locator('input[name=choice]:focus').count()).toBe(1);
		// What was chosen stays chosen when one looks for somebody else.
		await box.fill('xyzzy');
		await page.getByRole('button', { name: /^Find/ }).click();
		await page.getByText('Nobody found. SmartRecruiters does not').waitFor();
		expect(await chosen.getAttribute('value')).toBe(`link:${id}`);
		await page.getByRole('button', { name: /^Do it/ }).click();
		await page.getByText('No export is waiting for a decision').waitFor();
		await page.locator('[data-testid=message]:focus', { hasText: 'Done' }).waitFor();
		expect(problems).toEqual([]);
		expect(await rows('exported')).toEqual(
			expect.arrayContaining([expect.objectContaining({ candidateId: id, payload: '' })]),
		);
		expect(await parked()).toEqual([]);
	});

	it(
		'brings people in once: pushes doubled and reversed, calls failing, n8n killed',
		async () => {
			const { n8n, sandbox } = stack;
			await sandbox.control('POST', '/switches', {
				'li§3.4 deliveries of each push': 2,
				'li§3.4 hold pushes': true,
			});
			const before = (await rows('exported')).length;
			const made = await generate({
				...{ people: PEOPLE, jobsEach: 2, repeatPercent: 40, plainOnly: true, from: 10 },
			});
			await sandbox.control(
				'POST',
				'/faults',
				// After an outage the queue rests for a while: more of them would only take time.
				['status', 'lost', 'cutOff', 'reset'].map((kind) => ({
					...{ vendor: 'smartrecruiters', kind, status: 503, skip: 9 },
				})),
			);
			await sandbox.control('POST', '/pushes/release', { order: 'reversed' });
			const exported = async (): Promise<number> => (await rows('exported')).length - before;
			await eventually(
				stack,
				'some exports are done',
				exported,
				(count) => count >= made.length * 0.3,
				WITHIN_MS,
			);
			await n8n.kill();
			await n8n.start();
			await eventually(
				stack,
				'all exports are done',
				exported,
				(count) => count === made.length,
				WITHIN_MS,
			);
			expect(await compare()).toMatchObject({ agree: true, doubled: [], orphans: [] });
			// What LinkedIn told of the people is gone when it is not needed any more.
			expect((await rows('exported')).filter(({ payload }) => payload !== '')).toEqual([]);
			expect(n8n.log()).not.toMatch(/@example|no-email|member-\d/);
		},
		WITHIN_MS * 2 + 60_000,
	);
});
