import type { Page } from 'playwright-core';
import { z } from 'zod';
import { sandboxCredentials } from '../../scripts/n8n/connectStack';
import type { Stack } from '../../scripts/n8n/makeStack';
import { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import type { JourneyPages } from '../../scripts/support/JourneyPages';
import { Screens } from '../byHand/Screens';
import { until } from '../byHand/until';
import { accessibilityFaults } from '../support/accessibility';
import { nonEmpty } from '../support/nonEmpty';
import { type Journey, openJourney } from '../support/openJourney';
import { step } from '../support/step';

const OLD_PAGE = 'urn:li:organization:1000';
const NEW_PAGE = 'urn:li:organization:1002';
const CONTRACTS = ['2001', '2002'];
const RUNS_WITHIN_MS = 240_000;

const MembersSchema = z.array(z.object({ candidateIds: z.array(z.string()) }));
const CredentialSchema = z.object({
	name: z.string(),
	type: z.string(),
	data: z.object({}).passthrough(),
});
const ComparedSchema = z.object({
	compared: z.object({ unchanged: z.number(), differing: z.number() }),
});

/** SmartRecruiters as another company has it: other people, jobs and users. */
const otherCompany = new SandboxProcess({ people: 30, jobs: 4, seed: 7, limits: 'off' });
let journey: Journey;
let stack: Stack;
let pages: JourneyPages;
let screens: Screens;
let page: Page;

beforeAll(async () => {
	journey = await openJourney((website) => ({
		people: 60,
		jobs: 6,
		workflows: ['rscConnectContract', 'rscMapPeople', 'rscHistoricalSync', 'rscDisconnect'],
		entered: {
			rscConnectContract: { 'Show Connect Page': { onboardingPage: website.onboardingUrl } },
			rscDisconnect: { 'Remove Everything': { options: { jobCheckDelay: 1 } } },
		},
	}));
	({ stack, pages } = journey);
	await otherCompany.start();
	await stack.start();
	await stack.n8n.untilServed('/webhook/rsc-connect');
	page = await pages.open();
	screens = new Screens(page, 'move');
});
afterAll(async () => {
	await otherCompany.stop();
	await journey.close();
});

const goTo = async (path: string) => await page.goto(`${stack.n8n.url}/webhook/${path}`);
const history = async (organization: string) =>
	(await stack.n8n.table('rsc_sync')).find(
		(row) => row.stream === 'backfill' && row.organization === organization,
	);
const untilSent = async (organization: string) => {
	await until(
		`the history of ${organization} is at LinkedIn`,
		async () => Boolean((await history(organization))?.finishedAt),
		RUNS_WITHIN_MS,
	);
};
const seats = async (organization: string) =>
	(await stack.n8n.table('rsc_seats')).filter(
		(row) => row.organization === organization && row.userId,
	);
const sentPeople = async (organization: string): Promise<number> =>
	Number(
		(await stack.n8n.table('rsc_sync')).find(
			(row) => row.stream === 'candidates' && row.organization === organization,
		)?.done,
	);
const candidateWrites = async (): Promise<number> =>
	(await stack.sandbox.requests()).writes.candidate ?? 0;
/** How the steps of a move stand, as the page shows them. */
const steps = async (): Promise<string[]> =>
	await page
		.locator('[data-step]')
		.evaluateAll((lines) => lines.map(({ dataset }) => `${dataset.step} ${dataset.state}`));

/** Somebody changes a credential in n8n, by its name. */
async function changeCredential(name: string, fields: object): Promise<void> {
	const own = z
		.array(CredentialSchema.extend({ id: z.string() }))
		.parse(sandboxCredentials(stack.sandbox, { factor: 1000 }))
		.find((one) => one.name === name);
	if (!own) throw new Error(`There is no credential ${name}`);
	const { id, ...rest } = own;
	await stack.n8n.rest('PATCH', `/credentials/${id}`, {
		...rest,
		data: { ...rest.data, ...fields },
	});
}
const smartRecruitersIs = async ({ smartRecruitersUrl: apiBaseUrl }: SandboxProcess) => {
	await changeCredential('SmartRecruiters', {
		apiBaseUrl,
		accessTokenUrl: `${apiBaseUrl}/identity/oauth/token`,
	});
};
async function acknowledge(): Promise<void> {
	await goTo('rsc-connect');
	await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
	await page.getByLabel('I have read this').check();
	await pages.press(page, 'Acknowledge and continue');
}
/** From the contracts to Connected, at LinkedIn's side by the pages of Recruiter. */
async function connect(): Promise<void> {
	const said = await pages.chooseAllInLinkedIn(page, 'olivia.hart@example.com', CONTRACTS);
	expect(said.map((one) => one.includes('Added'))).toEqual(CONTRACTS.map(() => true));
	await goTo('rsc-connect');
	await pages.press(page, 'Request access');
	await pages.turn('company', ...CONTRACTS.map((contract) => `contract-${contract}`));
	await pages.press(page, 'Check again');
	expect(await pages.step(page)).toBe('Connected');
}

describe('another company page', () => {
	let mapped: Array<[seat: unknown, user: unknown]> = [];
	let changed: string[] = [];
	let sent = 0;
	let writes = 0;

	step('is no matter while everything is sent and mapped under the first one', async () => {
		await untilSent(OLD_PAGE);
		await goTo('rsc-map-people');
		await page.getByRole('button', { name: /^Confirm all/ }).click();
		await page.locator('#notes', { hasText: /saved/i }).waitFor();
		mapped = (await seats(OLD_PAGE)).map(({ seat, userId }) => [seat, userId]);
		expect(mapped.length).toBeGreaterThan(2);
		await goTo('rsc-connect?view=move');
		expect(await pages.text(page)).toContain('no other one was connected here');
		sent = await sentPeople(OLD_PAGE);
		writes = await candidateWrites();
	});

	step(
		'is noticed once the credential names it; nothing is done before both sides are off',
		async () => {
			await stack.sandbox.control('POST', '/switches', {
				'li§2.1 new company page keeps records': true,
			});
			await stack.sandbox.control('POST', '/linkedin/company-page', {
				from: OLD_PAGE,
				to: NEW_PAGE,
			});
			await changeCredential('LinkedIn RSC', { organization: '1002' });
			await goTo('rsc-connect?view=move');
			const text = await pages.text(page);
			expect(text).toContain('Another company page was connected before.');
			expect(text).toContain('Disable both sides first');
			expect(await accessibilityFaults(page)).toEqual([]);
			await pages.press(page, 'Take over to company page 1002');
			expect(await pages.text(page)).toContain('Tick the box when both are off. Nothing was done.');
			await screens.keep('company page: box not ticked');
			expect(await seats(NEW_PAGE)).toEqual([]);
		},
	);

	step('waits for the acknowledgement, which is for the new page again', async () => {
		await page.getByLabel('Both switches of the old company page are off').check();
		await pages.press(page, 'Take over to company page 1002');
		expect(await steps()).toEqual(['atsCompany done', 'ended done', 'acknowledged open']);
		await screens.keep('company page: acknowledge');
		const done = page.getByRole('region', { name: 'What was done' });
		await done.getByRole('link', { name: 'Go on with connecting' }).click();
		await page.waitForURL(/rsc-connect$/);
		expect(await pages.step(page)).toBe('Acknowledge');
	});

	step('takes over rules, people and mapping, and says that it has to be connected', async () => {
		await acknowledge();
		await goTo('rsc-connect?view=move');
		await page.getByLabel('Both switches of the old company page are off').check();
		await pages.press(page, 'Take over to company page 1002');
		expect(await steps()).toEqual([
			...['atsCompany done', 'ended done', 'acknowledged done', 'sharingRules done'],
			...['records done', 'history done', 'connected open', 'people open'],
		]);
		expect(await accessibilityFaults(page)).toEqual([]);
		await screens.keep('company page: taken over');
	});

	step('is connected in Recruiter, whose pages follow', async () => {
		const members = MembersSchema.parse(
			await stack.sandbox.control('GET', '/linkedin/members?limit=500'),
		);
		const ids = nonEmpty(members.flatMap(({ candidateIds }) => candidateIds));
		changed = ids.slice(0, Math.round(sent / 10));
		for (const id of nonEmpty(changed))
			await stack.sandbox.control('PATCH', `/company/candidates/${id}`, { lastName: 'Changed' });
		await goTo('rsc-connect');
		await connect();
		await screens.keep('company page: connected');
		await goTo('rsc-connect?view=move');
		await page.getByLabel('Both switches of the old company page are off').check();
		await pages.press(page, 'Take over to company page 1002');
		expect((await steps()).filter((line) => !line.endsWith(' done'))).toEqual([]);
		await screens.keep('company page: done');
	});

	step('gets one person of ten, who differs, and nobody else; the mapping is kept', async () => {
		await untilSent(NEW_PAGE);
		const { compared } = ComparedSchema.parse(
			JSON.parse(String((await history(NEW_PAGE))?.checkpoint)),
		);
		expect(compared).toEqual({ unchanged: sent - changed.length, differing: changed.length });
		expect(changed.length / sent).toBeCloseTo(0.1, 1);
		expect((await candidateWrites()) - writes).toBe(changed.length);
		expect(
			await stack.sandbox.control('GET', `/compare?pass=deep&organization=${NEW_PAGE}`),
		).toMatchObject({ agree: true });
		expect((await seats(NEW_PAGE)).map(({ seat, userId }) => [seat, userId])).toEqual(
			expect.arrayContaining(mapped),
		);
		await goTo('rsc-status');
		expect(await pages.text(page)).toContain('Everything is at LinkedIn');
		await screens.keep('company page: status');
	});
});

describe('another SmartRecruiters company', () => {
	step('is noticed, and refused while something of the first one is at LinkedIn', async () => {
		await smartRecruitersIs(otherCompany);
		await goTo('rsc-connect?view=move');
		expect(await pages.text(page)).toContain('SmartRecruiters is another company than before.');
		expect(await accessibilityFaults(page)).toEqual([]);
		const before = await seats(NEW_PAGE);
		await pages.press(page, 'Take over to this SmartRecruiters company');
		expect(await steps()).toEqual(['takenBack stop']);
		expect(await pages.text(page)).toContain('tick "Delete everything that was sent"');
		await screens.keep('ats company: stop');
		expect(await seats(NEW_PAGE)).toEqual(before);
	});

	step('has everything of the first one deleted, with its credential', async () => {
		await smartRecruitersIs(stack.sandbox);
		await goTo('rsc-disconnect');
		await page.getByLabel('Delete everything that was sent').check();
		await page.getByLabel(/^Type DISCONNECT/).fill('DISCONNECT');
		await pages.press(page, 'Disconnect');
		await until(
			'nothing of before is at LinkedIn',
			async () =>
				(await stack.n8n.table('rsc_contracts')).some(
					({ contract, state, sentSince }) =>
						contract === NEW_PAGE && state === 'disconnected' && sentSince === '',
				),
			2 * RUNS_WITHIN_MS,
		);
		await goTo('rsc-disconnect');
		await page.getByText('Checking whether').waitFor({ state: 'detached' });
		await screens.keep('ats company: deleted');
	});

	step('finds people by their address alone, and asks for rules anew', async () => {
		await smartRecruitersIs(otherCompany);
		const before = await seats(NEW_PAGE);
		await goTo('rsc-connect?view=move');
		await pages.press(page, 'Take over to this SmartRecruiters company');
		expect(await steps()).toEqual([
			...['takenBack done', 'records done'],
			...[expect.stringMatching(/^people /), 'sharingRules open'],
		]);
		await screens.keep('ats company: taken over');
		const old = new Set(before.map(({ userId }) => userId));
		expect((await seats(NEW_PAGE)).filter(({ userId }) => old.has(userId))).toEqual([]);
	});

	step('is connected, and sent anew', async () => {
		const before = await candidateWrites();
		await acknowledge();
		await pages.press(page, 'Store these rules');
		// The contracts are on the list, and their switches still on.
		await pages.press(page, 'Request access');
		expect(await pages.step(page)).toBe('Connected');
		await untilSent(NEW_PAGE);
		expect(await candidateWrites()).toBeGreaterThan(before);
		await goTo('rsc-status');
		expect(await pages.text(page)).toContain('Everything is at LinkedIn');
		await screens.keep('ats company: status');
	});
});
