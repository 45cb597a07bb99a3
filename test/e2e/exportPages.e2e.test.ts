import type { Browser, Page } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { pause } from '../../scripts/n8n/pause';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { launchBrowser } from '../support/browser';
import { EXPORT_WORKFLOWS, showJobs } from '../support/showJobs';

let stack: Stack;
let browser: Browser;
let recruiter: Page;
let admin: Page;
beforeAll(async () => {
	stack = await makeStack({
		people: 60,
		workflows: EXPORT_WORKFLOWS,
		settings: { completeWithDetails: false },
	});
	browser = await launchBrowser();
	const person = await browser.newContext();
	recruiter = await person.newPage();
	const other = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
	});
	admin = await other.newPage();
	await stack.start();
	await stack.n8n.untilServed('/form/rsc-exports');
	await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
	await showJobs(stack.sandbox);
}, 300_000);
afterAll(async () => {
	await browser.close();
	await stack.close();
});

const exportsOf = async (state: string): Promise<number> =>
	(await stack.n8n.table('rsc_exports')).filter((row) => row.state === state).length;
async function until(what: string, holds: () => Promise<boolean>, withinMs = 90_000) {
	const deadline = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > deadline)
			throw new Error(
				`Not within ${withinMs} ms: ${what}\n${JSON.stringify(await stack.n8n.table('rsc_exports')).slice(0, 1500)}\n${stack.n8n.log().slice(-2000)}`,
			);
		await pause(200);
	}
}

/** n8n's form asks for a font elsewhere: its page is there before that answer. */
async function openDecisions(): Promise<void> {
	await admin.goto(`${stack.n8n.url}/form/rsc-exports`, { waitUntil: 'domcontentloaded' });
	await admin.getByRole('button', { name: 'Show them', exact: true }).click();
}

it('Export in Recruiter puts the person into SmartRecruiters on that job, and the links lead back and forth', async () => {
	await recruiter.goto(`${stack.sandbox.url}/linkedin/in/member-0`);
	const name = await recruiter.locator('h1').innerText();
	const job = recruiter.getByLabel('Job in your ATS');
	await job.selectOption({ index: 2 });
	const title = await job.locator('option:checked').innerText();
	await recruiter.getByRole('button', { name: 'Export to ATS' }).click();
	await recruiter.getByTestId('export-sent').waitFor();
	await until('the candidate is there', async () => (await exportsOf('exported')) === 1);

	const candidates = `${stack.sandbox.url}/smartrecruiters/app/people/candidates`;
	await recruiter.goto(`${candidates}?q=${encodeURIComponent('no-email')}`);
	await recruiter.getByRole('link', { name }).click();
	expect(await recruiter.getByTestId('jobs').innerText()).toContain(title);
	expect(await recruiter.getByTestId('jobs').innerText()).toContain('source LinkedIn');
	expect(await recruiter.getByTestId('tags').innerText()).toContain('LinkedIn RSC');

	await recruiter.getByTestId('linkedin').click();
	expect(await recruiter.locator('h1').innerText()).toBe(name);
	expect(await recruiter.getByTestId('in-ats').innerText()).toContain(title);
	await recruiter.getByTestId('ats-profile').click();
	expect(await recruiter.locator('h1').innerText()).toBe(name);
});

it('an export that needs a decision waits on a page, and goes on as the admin decides', async () => {
	const candidates = (await stack.sandbox.control(
		'GET',
		'/linkedin/records/candidates?limit=40',
	)) as {
		records: Array<{ id: string }>;
	};
	const [known] = candidates.records;
	// Without a last name nobody can be created.
	await recruiter.goto(`${stack.sandbox.url}/linkedin/in/member-1`);
	await recruiter.getByTestId('export').click();
	await recruiter.getByTestId('export-sent').waitFor();
	await until('it is parked', async () => (await exportsOf('review')) === 1);

	await openDecisions();
	await admin.getByLabel('SmartRecruiters needs a first and a last name').waitFor();
	await admin.getByRole('button', { name: 'Continue' }).click();
	await admin.getByLabel('It is a candidate whose ID I enter below').waitFor();
	expect(await admin.locator('body').innerText()).toContain('needs a first and a last name');
	await admin.getByLabel('It is a candidate whose ID I enter below').click();
	await admin
		.getByLabel('ID or address of the candidate in SmartRecruiters, if you chose that')
		.fill(`https://sr.example.com/app/people/candidates/${known?.id ?? ''}`);
	await admin.getByRole('button', { name: 'Do it' }).click();
	await until('it is exported', async () => (await exportsOf('exported')) === 2);
	await admin.getByText('Done: the person is in SmartRecruiters').waitFor();
	const row = (await stack.n8n.table('rsc_exports')).find(
		({ candidateId }) => candidateId === known?.id,
	);
	expect(row).toMatchObject({ state: 'exported', payload: '' });
	expect((await stack.n8n.table('rsc_parked')).filter(({ kind }) => kind === 'export')).toEqual([]);

	await openDecisions();
	await admin.getByText('No export waits for a decision').waitFor();
});

it('the page is nobody’s without the password', async () => {
	const stranger = await fetch(`${stack.n8n.url}/form/rsc-exports`);
	expect(stranger.status).toBe(401);
});
