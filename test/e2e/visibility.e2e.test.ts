import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { launchBrowser } from '../../scripts/support/browser';
import { JourneyPages } from '../../scripts/support/JourneyPages';
import { showJobs } from '../../scripts/support/showJobs';
import { SEATS } from '../../src/state/tables';
import { accessibilityFaults } from '../support/accessibility';
import { aloneWorkflow, ours, webhook } from '../support/aloneWorkflow';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { publish } from '../support/publish';

const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:2001';
/** Where pictures of the pages go; none without it. */
const SHOTS = process.env.RSC_SHOTS;
const WORKFLOWS = ['rscConnectContract', 'rscHistoricalSync', 'rscChanges'];
/** On demand, so that what a webhook does is seen alone. */
const SYNC = 'syncVisibilityAlone';
const RECONCILE = 'reconcileAlone';

const SeatsSchema = z.array(
	z.object({
		id: z.number(),
		seatUrn: z.string(),
		state: z.string(),
		personUrn: z.string().optional(),
		trueUserId: z.string().optional(),
		firstName: z.string(),
		lastName: z.string(),
	}),
);
type SeatHolder = z.output<typeof SeatsSchema>[number];
const RecordsSchema = z.object({
	records: z.array(z.object({ id: z.string(), fields: z.record(z.unknown()) })),
});
const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const LiveSchema = z.object({ subscriptions: z.array(z.object({ status: z.string() })) });
const WatchSchema = z.object({ granted: z.array(z.unknown()), checks: z.number() });

let stack: Stack;
let browser: Browser;
let admin: BrowserContext;
let recruiter: BrowserContext;
let pages: JourneyPages;
let page: Page;
let failed = false;

/** Two seat holders, and the three jobs that this is about; each with somebody who applied to it, by their profile. */
let anna: SeatHolder;
let bo: SeatHolder;
let somebodyElse: string;
let open: string;
let teams: string;
let confidential: string;
/** Of all jobs in SmartRecruiters, by id. */
let titles: ReadonlyMap<string, string>;
const applicants = new Map<string, string>();
/** Who applied to the confidential job, the last of the three, and whether they applied to another one as well. */
let confidentialApplicant = '';
let isApplicantKnown = false;

/** Steps of one journey: after one that fails, the others make no sense. */
function step(title: string, work: () => Promise<void>): void {
	it(title, async () => {
		if (failed) throw new Error('An earlier step failed');
		failed = true;
		await work();
		failed = false;
	});
}

beforeAll(async () => {
	browser = await launchBrowser();
	stack = await makeStack({
		// So many that three of the jobs that can be exported to have somebody who applied to nothing else.
		people: 60,
		jobs: 10,
		workflows: [],
		unpublished: WORKFLOWS,
		entered: {
			rscHistoricalSync: {
				// More often than an execution takes, they pile up on a busy machine.
				'Every Minute': everySeconds(30),
				Backfill: { options: { jobCheckDelay: 1, details: false } },
			},
		},
	});
	await stack.n8n.importWorkflows([
		aloneWorkflow(
			SYNC,
			webhook('sync-visibility', 'lastNode'),
			ours('historicalSync', {
				...{ resource: 'history', operation: 'syncVisibility', scope: 'due' },
				options: { jobCheckDelay: 1 },
			}),
		),
		aloneWorkflow(
			RECONCILE,
			webhook('reconcile', 'lastNode'),
			ours('historicalSync', {
				resource: 'history',
				operation: 'reconcile',
				options: { compareEvery: 0 },
			}),
		),
	]);
	await stack.start();
	await publish(stack.n8n, ['rscConnectContract', 'rscHistoricalSync', SYNC, RECONCILE]);
	await showJobs(stack.sandbox);
	await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt), 300_000);
	await stack.n8n.api('POST', '/workflows/rscHistoricalSync/deactivate');
	await choosePeopleAndJobs();
	const viewport = { width: 1200, height: 900 };
	admin = await browser.newContext({
		httpCredentials: { username: PAGES_USER.user, password: PAGES_USER.password },
		viewport,
	});
	recruiter = await browser.newContext({ viewport: { width: 900, height: 700 } });
	for (const one of [admin, recruiter]) one.setDefaultTimeout(60_000);
	pages = new JourneyPages(admin, stack);
	await stack.n8n.untilServed('/webhook/rsc-connect');
});
afterAll(async () => {
	await browser.close();
	await stack.close();
});

const held = async (kind: 'applications' | 'candidates') =>
	RecordsSchema.parse(await stack.sandbox.control('GET', `/linkedin/records/${kind}?limit=200`))
		.records;

async function choosePeopleAndJobs(): Promise<void> {
	const { sandbox, n8n } = stack;
	const seats = SeatsSchema.parse(
		await sandbox.control('GET', `/linkedin/seats?contract=${CONTRACT}`),
	);
	const holders = seats.filter(
		({ state, personUrn, trueUserId }) =>
			state === 'ACTIVE' && personUrn !== undefined && trueUserId !== undefined,
	);
	const [first, second, third] = holders;
	if (!first || !second || !third) throw new Error('Too few people hold a seat');
	[anna, bo, somebodyElse] = [first, second, third.trueUserId ?? ''];
	for (const { trueUserId } of [anna, bo])
		await sandbox.control('PATCH', `/company/users/${trueUserId}`, {
			...{ active: true, systemRole: 'BASIC', accessGroups: [] },
		});
	await n8n.insertRows(
		SEATS.name,
		SEATS.columns,
		[anna, bo].map(({ seatUrn, personUrn, trueUserId, firstName, lastName }) =>
			SEATS.schema.parse({
				organization: ORGANIZATION,
				contract: CONTRACT,
				...{ seat: seatUrn, seatState: 'ACTIVE', seatName: `${firstName} ${lastName}` },
				...{ person: personUrn, userId: trueUserId, mappedAt: new Date().toISOString() },
			}),
		),
	);
	const applications = await held('applications');
	const jobOf = (one: (typeof applications)[number]) => String(one.fields.atsJobPostingId);
	const offered = await seenBy(anna);
	// Jobs that can be exported to, each with somebody whose profile tells.
	const members = MembersSchema.parse(await sandbox.control('GET', '/linkedin/members?limit=50'));
	const found: string[] = [];
	for (const jobId of offered) {
		const candidateId = applications
			.filter((one) => jobOf(one) === jobId)
			.map((one) => String(one.fields.atsCandidateId))
			.find((id) => applications.filter((one) => one.fields.atsCandidateId === id).length === 1);
		const member = members[found.length];
		if (candidateId === undefined || !member || found.length === 3) continue;
		await sandbox.control('POST', '/linkedin/link', { candidateId, person: member.urn });
		applicants.set(jobId, member.urn);
		confidentialApplicant = candidateId;
		found.push(jobId);
	}
	const [one, two, three] = found;
	if (!one || !two || !three) throw new Error(`Too few jobs have applicants: ${found.length}`);
	[open, teams, confidential] = [one, two, three];
	titles = await allTitles();
	for (const jobId of titles.keys())
		await team(jobId, jobId === teams ? [anna.trueUserId ?? ''] : [somebodyElse]);
	await team(confidential, [bo.trueUserId ?? '']);
}

const JobsSchema = z.object({
	content: z.array(z.object({ id: z.string(), title: z.string() })),
	nextPageId: z.string().nullish(),
});
async function allTitles(): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (let next: string | null | undefined = ''; next !== undefined && next !== null; ) {
		const answer = await fetch(
			`${stack.sandbox.smartRecruitersUrl}/jobs?limit=100${next && `&pageId=${next}`}`,
			{ headers: { 'x-smarttoken': 'SANDBOX-KEY' } },
		);
		const { content, nextPageId } = JobsSchema.parse(await answer.json());
		for (const { id, title } of content) found.set(id, title);
		next = nextPageId;
	}
	return found;
}
const team = async (jobId: string, userIds: readonly string[]) =>
	await stack.sandbox.control('PUT', `/company/jobs/${jobId}/team`, {
		team: userIds.map((userId) => ({ userId, role: 'RECRUITER' })),
	});

const SETTLED_MEMBER = 'urn:li:person:';
const profileOf = ({ id }: SeatHolder, person: string): string =>
	`${stack.sandbox.linkedInUrl}/recruiter/seats/${id}/people/${person.replace(SETTLED_MEMBER, '')}/export`;

/** Ids of the jobs that Recruiter offers this seat holder for an export. */
async function seenBy(holder: SeatHolder): Promise<string[]> {
	const [member] = MembersSchema.parse(
		await stack.sandbox.control('GET', '/linkedin/members?limit=1'),
	);
	const answer = await fetch(profileOf(holder, member?.urn ?? ''));
	return [...(await answer.text()).matchAll(/<option value="([^"]*)"/g)].map(([, id = '']) => id);
}

interface Seen {
	/** In the list of jobs to export to. */
	jobs: string[];
	/** Of the three applicants, those whose application their profile shows. */
	applications: string[];
}

/** What Recruiter shows a seat holder in a browser. */
async function look(holder: SeatHolder, picture?: string): Promise<Seen> {
	const tab = await recruiter.newPage();
	const seen: Seen = { jobs: [], applications: [] };
	for (const [jobId, person] of applicants) {
		await tab.goto(profileOf(holder, person), { waitUntil: 'domcontentloaded' });
		const options = tab.locator('[data-testid=job] option');
		seen.jobs = await options.evaluateAll((all) =>
			all.map((one) => one.getAttribute('value') ?? ''),
		);
		const own = tab
			.locator('[data-testid=ats-application]')
			.filter({ hasText: titles.get(jobId) ?? 'a job without a title' });
		if ((await own.count()) > 0) seen.applications.push(jobId);
		if (picture !== undefined && jobId === teams) await shot(tab, picture);
	}
	await tab.close();
	return { jobs: seen.jobs.sort(), applications: seen.applications.sort() };
}
const both = (...ids: string[]): Seen => ({ jobs: [...ids].sort(), applications: [...ids].sort() });

async function untilSeen(what: string, ofAnna: Seen, ofBo: Seen, withinMs?: number): Promise<void> {
	await eventually(
		stack,
		what,
		async () => [await look(anna), await look(bo)],
		(seen) => JSON.stringify(seen) === JSON.stringify([ofAnna, ofBo]),
		withinMs,
	);
}

const AnswerSchema = z.array(z.object({ state: z.string(), message: z.string() }).passthrough());

/** One run after the other, until it is done. */
async function runToEnd(path: 'sync-visibility' | 'reconcile'): Promise<void> {
	await eventually(
		stack,
		`${path} is done`,
		async () => {
			const answer = await fetch(`${stack.n8n.url}/webhook/${path}`, { method: 'POST' });
			const text = await answer.text();
			return { text, report: answer.ok ? AnswerSchema.parse(JSON.parse(text))[0] : undefined };
		},
		({ report }) => report?.state === 'done',
		240_000,
	);
}

async function shot(tab: Page, name: string): Promise<void> {
	if (!SHOTS) return;
	mkdirSync(SHOTS, { recursive: true });
	await tab.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

const WHO_SEES = 'Who sees jobs and applications in Recruiter';
const sectionOf = (heading: string): Locator =>
	page.locator('section', { has: page.getByRole('heading', { name: heading }) });

/** Opens a section of the page, unless it is open already, as it is where the next step is taken. */
async function unfold(heading: string): Promise<void> {
	const details = sectionOf(heading).locator('details').first();
	if ((await details.getAttribute('open')) === null)
		await details.locator('summary').first().click();
}

describe('who sees jobs and applications in Recruiter, in a browser', () => {
	step('is everybody at first', async () => {
		const [ofAnna, ofBo] = [await look(anna), await look(bo)];
		expect(ofAnna).toEqual(ofBo);
		expect(ofAnna.jobs).toEqual(expect.arrayContaining([open, teams, confidential]));
		expect(ofAnna.applications).toEqual([open, teams, confidential].sort());
	});

	step('is nobody for a job that the admin keeps confidential', async () => {
		page = await pages.open();
		await unfold('What may be shared');
		await page.getByLabel('Jobs that are never sent', { exact: true }).fill(confidential);
		await pages.press(page, 'Store these rules');
		await eventually(
			stack,
			'the confidential job is gone',
			async () => {
				// LinkedIn closes a job a while later, and is asked about it by the next comparison.
				await runToEnd('reconcile');
				return [await look(anna), await look(bo)];
			},
			(seen) =>
				seen.every(
					({ jobs, applications }) =>
						!jobs.includes(confidential) && !applications.includes(confidential),
				),
			120_000,
		);
		// Whoever applied to it alone is gone with it.
		isApplicantKnown = (await held('candidates')).some(({ id }) => id === confidentialApplicant);
	});

	step('is previewed on the connect page, and refused where nobody would see a job', async () => {
		await unfold(WHO_SEES);
		await page.getByLabel('Jobs and applications are seen by').selectOption('team');
		await page.getByLabel('Jobs that everybody sees all the same').fill(open);
		await pages.press(page, 'Preview', sectionOf(WHO_SEES));
		const text = await pages.text(page);
		expect(text).toContain(`Of ${titles.size} jobs, this is who would see them.`);
		expect(text).toContain('Everybody with a Recruiter seat 1 ');
		expect(text).toContain('Their hiring team and administrators 1 ');
		expect(text).toContain(`Nobody ${titles.size - 3} `);
		expect(text).toContain('Nobody, because they are never sent 1 ');
		expect(text).toContain('2 people with a mapped Recruiter seat');
		expect(text).toContain(`without a mapped Recruiter seat: ${titles.size - 3}`);
		expect(await accessibilityFaults(page)).toEqual([]);
		await shot(page, 'visibility-preview');
		await page.getByRole('button', { name: 'Store this choice' }).click();
		expect(await page.locator('input[name=allowsNobody]:invalid').count()).toBe(1);
		expect((await stack.n8n.table('rsc_settings'))[0]?.visibility || '').toBe('');
		await page.getByLabel('Some jobs may be visible to nobody').check();
		await pages.press(page, 'Store this choice');
		expect(await pages.text(page)).toContain('The choice is stored');
		await shot(page, 'visibility-stored');
	});

	step('is exactly theirs once it was synced', async () => {
		await stack.sandbox.control('POST', '/sight/watch', {});
		await runToEnd('sync-visibility');
		expect(await look(anna, 'visibility-anna')).toEqual(both(open, teams));
		expect(await look(bo, 'visibility-bo')).toEqual(both(open));
	});

	step('follows a change of the team by its webhook', async () => {
		await publish(stack.n8n, ['rscChanges']);
		await eventually(
			stack,
			'the subscription is active',
			async () =>
				LiveSchema.parse(await stack.sandbox.control('GET', '/company/live')).subscriptions,
			([subscription]) => subscription?.status === 'active',
		);
		await team(teams, [bo.trueUserId ?? '']);
		await untilSeen(
			'Anna has lost the job, and Bo sees it',
			both(open),
			both(open, teams),
			120_000,
		);
		const watched = WatchSchema.parse(await stack.sandbox.control('GET', '/sight/watch'));
		expect(watched.granted).toEqual([]);
		expect(watched.checks).toBeGreaterThan(10);
		await stack.n8n.api('POST', '/workflows/rscChanges/deactivate');
	});

	step('is its hiring team alone for a confidential job, once the admin chooses that', async () => {
		page = await pages.open();
		await unfold(WHO_SEES);
		await page.getByLabel('Share confidential jobs with their hiring team alone').check();
		await pages.press(page, 'Preview', sectionOf(WHO_SEES));
		expect(await pages.text(page)).toContain(
			'Their hiring team alone, because they are confidential 1 ',
		);
		await shot(page, 'visibility-confidential');
		await page.getByLabel('Some jobs may be visible to nobody').check();
		await pages.press(page, 'Store this choice');
		await runToEnd('sync-visibility');
		expect(await look(anna)).toEqual(both(open));
		expect(await look(bo, 'visibility-bo-confidential')).toEqual({
			jobs: [open, teams, confidential].sort(),
			applications: [open, teams, ...(isApplicantKnown ? [confidential] : [])].sort(),
		});
		const watched = WatchSchema.parse(await stack.sandbox.control('GET', '/sight/watch'));
		expect(watched.granted).toEqual([]);
	});

	step('is everybody again after the way back, and no access list is left', async () => {
		page = await pages.open();
		await unfold(WHO_SEES);
		await page.getByLabel('Jobs and applications are seen by').selectOption('everybody');
		await pages.press(page, 'Preview', sectionOf(WHO_SEES));
		await pages.press(page, 'Store this choice');
		await runToEnd('sync-visibility');
		const [ofAnna, ofBo] = [await look(anna), await look(bo)];
		expect(ofAnna).toEqual(ofBo);
		expect(ofAnna.jobs).toEqual(expect.arrayContaining([open, teams]));
		expect(ofAnna.jobs).not.toContain(confidential);
		expect(ofAnna.applications).toEqual([open, teams].sort());
		expect(await stack.sandbox.control('GET', '/linkedin/acls')).toEqual({
			...{ entities: [], assignees: [] },
		});
	});
});
