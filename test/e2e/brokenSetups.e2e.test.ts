import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { CONTRACTS } from '../../src/state/tables';
import { accessibilityFaults } from '../support/accessibility';
import { launchBrowser } from '../../scripts/support/browser';
import { JourneyPages } from '../../scripts/support/JourneyPages';

const ORGANIZATION = 'urn:li:organization:1000';
/** What this n8n believes to be its address, as when WEBHOOK_URL was never set right. */
const N8N_HOST = 'n8n.invalid';
const LINKEDIN = 'linkedin';
const ATS = 'smartrecruiters';
const SUBSCRIPTIONS = '/^\\/smartrecruiters\\/webhooks-api\\/v201907\\/subscriptions$/';

/** For n8n's process, read each time that it starts. */
const ENV: Record<string, string> = { WEBHOOK_URL: `http://${N8N_HOST}/` };

let stack: Stack;
let browser: Browser;
let person: BrowserContext;
let pages: JourneyPages;
let page: Page;

beforeAll(async () => {
	stack = await makeStack({
		people: 40,
		notConnected: true,
		workflows: ['rscConnectContract'],
		env: ENV,
	});
	await stack.n8n.start();
	await stack.n8n.untilServed('/webhook/rsc-connect');
	browser = await launchBrowser();
	person = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport: { width: 1200, height: 900 },
	});
	person.setDefaultTimeout(60_000);
	pages = new JourneyPages(person, stack);
	page = await pages.open();
});
afterAll(async () => {
	await browser.close();
	await stack.close();
});

/** What the vendors answer from now on, to every call to a path. */
async function play(...faults: FaultInput[]): Promise<void> {
	await stack.sandbox.control(
		'POST',
		'/faults',
		faults.map((one) => ({ times: 1_000, ...one })),
	);
}
const fails = (vendor: FaultInput['vendor'], path: string, status: number): FaultInput => ({
	vendor,
	path,
	kind: 'status',
	status,
});
const answers = (vendor: FaultInput['vendor'], path: string, body: unknown): FaultInput => ({
	vendor,
	path,
	kind: 'status',
	status: 200,
	body,
});
const webhook = (change: object) =>
	answers(ATS, SUBSCRIPTIONS, [
		{ id: 'one', callbackUrl: `http://${N8N_HOST}/webhook/sr`, events: [], ...change },
	]);
const callback = (url: string) =>
	answers(LINKEDIN, '/configurations', {
		results: { CALLBACK_URL: { configurationValue: { string: url } } },
	});

async function look(): Promise<void> {
	await page.goto(`${stack.n8n.url}/webhook/rsc-connect?view=preflight`);
}

/** A line as the admin reads it: its level, and what it says. */
async function line(check: string): Promise<string> {
	const items = page.locator(`[data-check=${check}]`);
	return (await items.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
}

describe('the preflight page, before the first step', () => {
	it('is one click away, shows what is in the way, and makes no table', async () => {
		await page.getByRole('link', { name: 'First check whether everything is in place' }).click();
		await page.waitForURL(/view=preflight/);
		expect(await line('linkedInCredential')).toContain('OK LinkedIn accepts the credential');
		expect(await line('smartRecruitersCredential')).toContain('It belongs to Sample Co (SampleCo)');
		expect(await line('dataTables')).toContain('OK n8n’s Data Tables are switched on');
		expect(await accessibilityFaults(page)).toEqual([]);
		expect((await stack.sandbox.requests()).writes).toEqual({});
	});

	it('tells what would go, and why LinkedIn would refuse some', async () => {
		const before = await stack.sandbox.requests();
		await pages.press(page, 'What would go?');
		const text = await pages.text(page);
		expect(text).toContain('Nothing has been sent.');
		expect(text).toMatch(/LinkedIn needs an e-mail address, and this candidate has none/);
		expect(await page.locator('[data-history=done]').count()).toBe(1);
		expect(await accessibilityFaults(page)).toEqual([]);
		const after = await stack.sandbox.requests();
		expect(after.linkedin.requests).toBe(before.linkedin.requests);
		expect(await stack.n8n.table('rsc_sync')).toEqual([]);
	});
});

type Broken = [title: string, faults: FaultInput[], check: string, reads: string];

/** Each broken as a vendor, a network or a person breaks it; what the admin reads begins with its level. */
const BROKEN: Broken[] = [
	[
		'LinkedIn does not accept the secret',
		[{ ...fails(LINKEDIN, 'accessToken', 401), body: { error: 'invalid_client' } }],
		'linkedInCredential',
		'Stop LinkedIn does not accept the client ID and client secret.',
	],
	[
		'the organization is another company’s',
		[fails(LINKEDIN, 'atsIntegrations', 403)],
		'linkedInCredential',
		'Stop LinkedIn does not let this application act for organization 1000.',
	],
	[
		'the API version is retired',
		[fails(LINKEDIN, 'atsIntegrations', 426)],
		'linkedInCredential',
		'Stop LinkedIn has retired API version',
	],
	[
		'LinkedIn’s base URL leads elsewhere',
		[fails(LINKEDIN, 'atsIntegrations', 404)],
		'linkedInCredential',
		'Stop LinkedIn does not know the address that was asked (404).',
	],
	[
		'LinkedIn is out of order',
		[fails(LINKEDIN, 'atsIntegrations', 503)],
		'linkedInCredential',
		'Stop LinkedIn cannot be reached from n8n',
	],
	[
		'SmartRecruiters does not accept the secret',
		[{ ...fails(ATS, '/identity/oauth/token', 401), body: { error: 'invalid_client' } }],
		'smartRecruitersCredential',
		'Stop SmartRecruiters does not accept the credential.',
	],
	[
		'SmartRecruiters does not tell the company',
		[fails(ATS, '/configuration/company', 403)],
		'smartRecruitersCredential',
		'Look SmartRecruiters accepts the credential, but does not say to which company it belongs.',
	],
	[
		'jobs may not be read',
		[fails(ATS, '/^\\/smartrecruiters\\/jobs$/', 403)],
		'jobs',
		'Stop Jobs cannot be read (status 403). Give the SmartRecruiters credential the scope jobs_read',
	],
	[
		'candidates may not be read',
		[fails(ATS, '/^\\/smartrecruiters\\/candidates$/', 403)],
		'candidates',
		'Stop Candidates cannot be read (status 403).',
	],
	[
		'the scope for status histories is missing',
		[fails(ATS, '/status/history', 403)],
		'statusHistory',
		'Stop Status histories of applications cannot be read (status 403). Give the SmartRecruiters credential the scope candidate_status_read',
	],
	[
		'users may not be read',
		[fails(ATS, '/user-api/', 403)],
		'users',
		'Stop Users cannot be read (status 403).',
	],
	[
		'departments may not be read',
		[fails(ATS, '/configuration/departments', 403)],
		'departments',
		'Stop Departments cannot be read (status 403).',
	],
	[
		'webhooks may not be read',
		[fails(ATS, '/webhooks-api/', 403)],
		'webhooks',
		'Stop Webhooks cannot be read (status 403).',
	],
	[
		'notes may not be read: no administrator’s role',
		[fails(ATS, '/messages', 403)],
		'notes',
		'Look Notes on candidates cannot be read (status 403).',
	],
	[
		'reports may not be read',
		[fails(ATS, '/reporting-api/', 403)],
		'reports',
		'Look Reports cannot be read (status 403).',
	],
	[
		'audit events are hidden, so that the vendor’s own integration is',
		[fails(ATS, '/audit-api/', 403)],
		'ownIntegration',
		'Look Whether SmartRecruiters’ own LinkedIn integration is on is not known',
	],
	[
		'SmartRecruiters’ own integration is on',
		[answers(ATS, '/audit-api/', { content: [{ eventDate: '2026-06-12T08:00:00.000Z' }] })],
		'ownIntegration',
		'Stop SmartRecruiters’ own LinkedIn integration was switched on on 2026-06-12. Two integrations double',
	],
	[
		'WEBHOOK_URL is not HTTPS',
		[],
		'address',
		`Stop n8n’s address is http://${N8N_HOST}, without HTTPS.`,
	],
	[
		'nobody answers under n8n’s address',
		[],
		'publicAddress',
		`Look n8n gets no answer from itself under ${N8N_HOST}.`,
	],
	[
		'LinkedIn sends to another system',
		[callback('https://ats.example.com/li/17')],
		'callback',
		'Stop LinkedIn sends its notifications to ats.example.com, which is not this n8n.',
	],
	[
		'LinkedIn’s challenge gets no answer',
		[callback(`http://${N8N_HOST}/webhook/1/rsc`)],
		'callback',
		'Stop LinkedIn’s challenge gets no answer within 3 seconds.',
	],
	[
		'SmartRecruiters’ handshake failed',
		[webhook({ status: 'inactive' })],
		'handshake',
		'Stop SmartRecruiters has a webhook of this n8n that is not active: its handshake failed.',
	],
	[
		'SmartRecruiters’ calls fail',
		[
			answers(ATS, '/callbacks-log', [{ status: 'failed', timestamp: '2026-11-27T10:00:00.000Z' }]),
			webhook({ status: 'active' }),
		],
		'handshake',
		'Stop The last call of SmartRecruiters to this n8n failed (2026-11-27T10:00:00.000Z).',
	],
];

describe('a broken set-up, as the admin reads it on the preflight page', () => {
	afterEach(async () => {
		await stack.sandbox.control('DELETE', '/faults');
	});

	it.each(BROKEN)('%s', async (_title, faults, check, reads) => {
		if (faults.some(({ path = '' }) => path.includes('oken'))) {
			await stack.sandbox.control('POST', '/expire-tokens');
		}
		if (faults.length > 0) await play(...faults);
		await look();
		expect(await line(check)).toContain(reads);
	});

	it('goes on when somebody has looked that the own integration is off', async () => {
		await stack.sandbox.control('POST', '/smartrecruiters/own-integration');
		await look();
		await page.getByRole('link', { name: 'I have checked: it is off' }).click();
		await page.waitForURL(/ownIntegration=off/);
		expect(await line('ownIntegration')).toContain('OK SmartRecruiters’ own LinkedIn integration');
		expect(await accessibilityFaults(page)).toEqual([]);
	});
});

describe('the wrong order, and what is half done', () => {
	const contract = (number: string, change: object) =>
		CONTRACTS.schema.parse({
			organization: ORGANIZATION,
			contract: `urn:li:contract:${number}`,
			state: 'chosen',
			...change,
		});

	it('adds nothing that is Recruiter Lite', async () => {
		await page.goto(`${stack.n8n.url}/webhook/rsc-connect`);
		await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
		await page.getByLabel('I have read this').check();
		await pages.press(page, 'Acknowledge and continue');
		await pages.press(page, 'Store these rules');
		await page.getByLabel('Contract number').fill('2003');
		await page.getByLabel('Product').selectOption('recruiterLite');
		await pages.press(page, 'Add');
		expect(await pages.text(page)).toContain('Recruiter Lite has no Recruiter System Connect');
	});

	it('asks for LinkedIn’s window when access is requested before it', async () => {
		await page.getByLabel('Contract number').fill('2001');
		await page.getByLabel('Product').selectOption('recruiterCorporate');
		await pages.press(page, 'Add');
		await pages.press(page, 'Request access');
		expect(await pages.text(page)).toContain(
			'Nobody has requested the company level of this organization in LinkedIn’s widget',
		);
	});

	it('tells contracts that are another customer’s, and those that are Lite', async () => {
		await stack.n8n.insertRows('rsc_contracts', CONTRACTS.columns, [
			contract('2101', { name: 'Globex' }),
			contract('2003', { product: 'recruiterLite' }),
		]);
		await look();
		expect(await line('contracts')).toContain(
			'Stop LinkedIn does not give this application access to contract 2101 (Globex).',
		);
		expect(await line('contracts')).toContain('Stop Contract 2003 is Recruiter Lite');
	});

	it('draws the way to both switches, and says which one is missing', async () => {
		for (const other of ['2101', '2003']) {
			await stack.n8n.updateRows('rsc_contracts', 'contract', `urn:li:contract:${other}`, {
				state: 'disconnected',
			});
		}
		await pages.requestInWidget('olivia.hart@example.com', '2001');
		await page.goto(`${stack.n8n.url}/webhook/rsc-connect`);
		const number = page.getByLabel('Contract number');
		if (!(await number.isVisible()))
			await page.locator('summary', { hasText: 'Add a contract' }).click();
		await number.fill('2001');
		await pages.press(page, 'Add');
		for (const box of await page.getByRole('checkbox', { name: /2101|2003/ }).all())
			await box.uncheck();
		await pages.press(page, 'Request access');
		await pages.turn('company');
		await pages.press(page, 'Check again');
		const text = await pages.text(page);
		expect(text).toContain('Missing: Contract level access of contract 2001');
		expect(text).toContain('Manage integrations');
		expect(await page.locator('figure.path svg').count()).toBe(2);
		await page.getByText('Am I on Recruiter or on Recruiter Lite?').click();
		expect(await pages.text(page)).toContain('The product’s name is at the top left');
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	it('names the table that somebody has edited by hand', async () => {
		await stack.n8n.updateRows('rsc_contracts', 'contract', 'urn:li:contract:2003', {
			state: 'perhaps',
		});
		await look();
		expect(await line('dataTables')).toMatch(
			/^Stop What is kept in n8n’s Data Tables cannot be read\. Row \d+ of the Data Table rsc_contracts/,
		);
	});
});

describe('what is wrong with n8n itself', () => {
	/** Starts n8n again with another environment. */
	async function startAgain(change: Record<string, string>): Promise<void> {
		await stack.n8n.stop();
		Object.assign(ENV, change);
		await stack.n8n.start();
		await stack.n8n.untilServed('/webhook/rsc-connect');
	}

	it('tells of a clock that is wrong for both vendors', async () => {
		await stack.n8n.updateRows('rsc_contracts', 'contract', 'urn:li:contract:2003', {
			state: 'disconnected',
		});
		await stack.sandbox.control('POST', '/switches', { 'http date header ahead seconds': 90 });
		await look();
		expect(await line('clockLinkedIn')).toMatch(
			/^Stop n8n’s clock and that of LinkedIn are (89|9\d) s apart/,
		);
		expect(await line('clockSmartRecruiters')).toMatch(/^Stop n8n’s clock .* s apart/);
		await stack.sandbox.control('POST', '/switches', { 'http date header ahead seconds': 0 });
		await look();
		expect(await line('clockLinkedIn')).toContain('OK ');
	});

	it('tells that LinkedIn’s limit is used up, and asks no sooner than LinkedIn says', async () => {
		await play({ ...fails(LINKEDIN, 'atsIntegrations', 429), retryAfter: '3600' });
		const used = 'Look LinkedIn accepts no more requests at the moment';
		await look();
		expect(await line('linkedInCredential')).toContain(used);
		await stack.sandbox.control('DELETE', '/faults');
		// LinkedIn would answer by now; it is not asked.
		await look();
		expect(await line('linkedInCredential')).toContain(used);
	});

	it('tells that the Data Tables are full', async () => {
		await startAgain({
			N8N_DATA_TABLES_MAX_SIZE_BYTES: '1',
			N8N_DATA_TABLES_WARNING_THRESHOLD_BYTES: '1',
			N8N_DATA_TABLES_SIZE_CHECK_CACHE_DURATION_MS: '0',
		});
		await look();
		expect(await line('dataTables')).toContain('Stop n8n’s Data Tables accept no more rows.');
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	it('tells that the Data Tables are switched off', async () => {
		await startAgain({
			N8N_DISABLED_MODULES: 'data-table',
			N8N_DATA_TABLES_MAX_SIZE_BYTES: '209715200',
		});
		await look();
		expect(await line('dataTables')).toContain('Stop n8n’s Data Tables cannot be used.');
	});
});
