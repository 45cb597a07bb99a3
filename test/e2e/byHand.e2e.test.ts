import type { Page } from 'playwright-core';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { serveWebsite, type Website } from '../../scripts/website';
import { EmptyN8n } from '../byHand/EmptyN8n';
import { makeCredential, makeUntestedCredential, type Mistake } from '../byHand/makeCredential';
import { openPage } from '../byHand/openPage';
import { FlowBuilder } from '../byHand/FlowBuilder';
import { importReadyMade, productionUrl, PUBLISHED } from '../byHand/readyMade';
import { CREDENTIAL_NAMES, sandboxCredentialFields } from '../byHand/sandboxCredentialFields';
import { until } from '../byHand/until';
import { Vendors } from '../byHand/Vendors';
import { JourneyPages } from '../../scripts/support/JourneyPages';

const REFUSED_CONNECTION = /refused the connection|ECONNREFUSED/;
const WRONG_LINKEDIN: readonly Mistake[] = [
	['a wrong secret', { clientSecret: 'wrong' }, /Failed to acquire OAuth2 access token: Client/],
	[
		'somebody else’s organization',
		{ organization: '9999' },
		/does not let this application act for "Organization"/,
	],
	['an organization that is no number', { organization: 'abc' }, /Organization/],
	[
		'an address where nobody listens',
		{ apiBaseUrl: 'http://127.0.0.1:9/linkedin', signInBaseUrl: 'http://127.0.0.1:9/linkedin' },
		REFUSED_CONNECTION,
	],
];
const WRONG_SMARTRECRUITERS: readonly Mistake[] = [
	['a wrong secret', { clientSecret: 'wrong' }, /Failed to acquire OAuth2 access token: Client/],
	[
		'an address where nobody listens',
		{ apiBaseUrl: 'http://127.0.0.1:9/smartrecruiters' },
		REFUSED_CONNECTION,
	],
];

/** The workflows after 01 and 03: the node of a page that is opened later, and the fields that a person has to fill in. */
const OTHERS: ReadonlyArray<[file: string, pageNode: string | undefined, entered: string[]]> = [
	['02-map-people.json', 'Mapping Page', []],
	['04-inmails-and-notes.json', undefined, ['contracts']],
	['05b-decisions-and-questions.json', 'Why Page', []],
	['06-keep-recruiter-up-to-date.json', undefined, []],
	['07-profile-page.json', undefined, ['profilePage']],
	['08-disconnect.json', undefined, []],
];

/** A vendor's notification, n8n's schedules of a minute, and the delays of the sandbox. */
const ARRIVES_WITHIN_MS = 300_000;

const place = new EmptyN8n('byHand');
const vendors = new Vendors(place.sandbox);
/** Addresses of workflows in the editor, and of their pages. */
const addresses: Record<string, string> = {};
let failed = false;

let website: Website;
beforeAll(async () => {
	await place.start();
	website = await serveWebsite(() => ({
		apiKey: 'sandbox-child',
		chosenUrl: addresses.chosen ?? '',
		linkedInUrl: place.sandbox.linkedInUrl,
	}));
});
afterEach(async () => place.note((expect.getState().currentTestName ?? '').slice(-60)));
afterAll(async () => {
	await website.close();
	await place.stop();
});

/** After a step that fails, the others make no sense. */
function step(title: string, work: () => Promise<void>): void {
	it(title, async () => {
		if (failed) throw new Error('An earlier step failed');
		failed = true;
		await work();
		failed = false;
	});
}

async function open(url: string | undefined): Promise<Page> {
	if (url === undefined) throw new Error('This page is not published');
	return await openPage(place.browser, url);
}

describe('somebody who has only n8n’s editor, and follows the README', () => {
	step('creates the owner of an empty n8n', async () => {
		await place.editor.home.signUp(place.n8n.url, OWNER);
	});

	step('makes the credential for LinkedIn, with every mistake first', async () => {
		const { linkedInRscOAuth2Api } = sandboxCredentialFields(place.sandbox);
		await makeCredential(place.editor, linkedInRscOAuth2Api, WRONG_LINKEDIN);
	});

	step('makes the credential for SmartRecruiters', async () => {
		const { smartRecruitersOAuth2Api } = sandboxCredentialFields(place.sandbox);
		await makeCredential(place.editor, smartRecruitersOAuth2Api, WRONG_SMARTRECRUITERS);
	});

	step('makes the credential for the pages of the workflows', async () => {
		await makeUntestedCredential(place.editor, sandboxCredentialFields(place.sandbox).rscPagesApi);
	});

	step(
		'imports 01 with nothing to bind, enters the page with LinkedIn’s widget, and publishes',
		async () => {
			const { editor } = place;
			const first = await importReadyMade(editor, '01-connect-contract.json');
			expect(first.completed).toEqual([]);
			const show = await editor.canvas.openNode('Show Connect Page');
			await show.fill('onboardingPage', website.onboardingUrl);
			await show.close();
			const chosen = await editor.canvas.openNode('Contract Chosen');
			await chosen.fill('allowedOrigin', website.origin);
			await chosen.close();
			expect(await editor.canvas.publish()).toEqual(PUBLISHED);
			addresses.connect = await productionUrl(editor, 'Connect Page');
			addresses.chosen = await productionUrl(editor, 'Contract Chosen');
		},
	);

	step('imports 03 with nothing to bind, adds an option, and publishes', async () => {
		const { editor } = place;
		const third = await importReadyMade(editor, '03-historical-sync.json');
		expect(third.completed).toEqual([]);
		addresses.history = third.address;
		const backfill = await editor.canvas.openNode('Backfill');
		// LinkedIn is given five minutes to process jobs; the sandbox needs none.
		await backfill.addOption('Job Check Delay (Seconds)', 'jobCheckDelay', '5');
		await backfill.close();
		expect(await editor.canvas.publish()).toEqual(PUBLISHED);
	});

	step('is told what comes before the exports, when 05 is published too early', async () => {
		const { address, completed } = await importReadyMade(place.editor, '05-one-click-export.json');
		expect(completed).toEqual([]);
		addresses.exports = address;
		expect(await place.editor.canvas.publish()).toEqual({
			published: false,
			message: expect.stringContaining('Request access first'),
		});
	});

	step('walks the connect page from the acknowledgement to Connected', async () => {
		const page = await open(addresses.connect);
		const pages = new JourneyPages(page.context(), place);
		const { screens } = place.editor;
		await page.getByLabel('Your name and e-mail address').fill('Ada Lo, ada@example.com');
		await page.getByLabel('I have read this').check();
		await screens.keep('acknowledge', page);
		await pages.press(page, 'Acknowledge and continue');
		await screens.keep('sharing', page);
		await pages.press(page, 'Store these rules');
		for (const contract of ['2001', '2002']) {
			const said = await pages.chooseInLinkedIn(page, 'olivia.hart@example.com', contract);
			expect(said).toContain('Added');
			await page.reload();
			await page.getByText('Add a contract').click();
		}
		await screens.keep('contracts', page);
		await pages.press(page, 'Request access');
		await screens.keep('switch on', page);
		for (const toggle of ['company', 'contract-2001', 'contract-2002']) await pages.turn(toggle);
		await pages.press(page, 'Check again');
		expect(await pages.step(page)).toBe('Connected');
		await screens.keep('connected', page);
		await page.getByRole('link', { name: 'See how it is going' }).click();
		await page.waitForURL(/rsc-status/);
		addresses.status = page.url();
		await page.context().close();
	});

	step('sees the history arrive at LinkedIn on the status page', async () => {
		const page = await open(addresses.status);
		const done = page.getByText('Everything is at LinkedIn');
		try {
			// The page updates itself.
			await done.waitFor({ timeout: ARRIVES_WITHIN_MS });
		} finally {
			await place.editor.screens.keep('status', page);
		}
		await page.context().close();
		expect((await place.sandbox.compare('deep')).agree).toBe(true);
	});

	for (const [file, pageNode, entered] of OTHERS)
		step(`imports and publishes ${file}`, async () => {
			const { editor } = place;
			const { completed } = await importReadyMade(editor, file);
			expect(completed.flatMap(({ credentials }) => credentials)).toEqual([]);
			expect(completed.flatMap(({ fields }) => fields)).toEqual(entered);
			addresses[file] = editor.page.url();
			expect(await editor.canvas.publish()).toEqual(PUBLISHED);
			await editor.screens.keep(`published ${file}`);
			if (pageNode !== undefined) addresses[pageNode] = await productionUrl(editor, pageNode);
		});

	step('publishes 05 now that access is requested', async () => {
		await place.editor.home.openWorkflow(addresses.exports);
		expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
	});

	let seat = '';
	step('confirms on the mapping page who holds which seat', async () => {
		const page = await open(addresses['Mapping Page']);
		const certain = page.locator('li.seat[data-status="certain"]');
		await certain.first().waitFor();
		const active = await vendors.seats('urn:li:contract:2001');
		const offered = await certain.evaluateAll((rows) =>
			rows.flatMap(({ dataset }) => dataset.seat ?? []),
		);
		seat = active.find((one) => offered.includes(one)) ?? '';
		await page.getByRole('button', { name: /^Confirm all/ }).click();
		await page.locator('#notes', { hasText: /saved/i }).waitFor();
		await place.editor.screens.keep('mapped', page);
		await page.context().close();
		expect(seat).not.toBe('');
	});

	step('reads an InMail on the candidate after Catch Up was executed in the editor', async () => {
		const [known] = await vendors.members();
		if (!known) throw new Error('LinkedIn knows no candidate');
		const text = 'Would you have ten minutes for me this week?';
		await vendors.sendInMail(seat, known.person, text);
		await place.editor.home.openWorkflow(addresses['04-inmails-and-notes.json']);
		const panel = await place.editor.canvas.openNode('Catch Up');
		expect(await panel.executeStep()).toBeUndefined();
		await place.editor.screens.keep('caught up');
		await panel.close();
		await until(
			'the InMail is on the candidate',
			async () => (await vendors.candidatePage(known.candidateId)).includes(text),
			ARRIVES_WITHIN_MS,
		);
		expect((await vendors.candidatePage(known.candidateId)).split(text)).toHaveLength(2);
	});

	step('finds in SmartRecruiters whom a recruiter has exported', async () => {
		await vendors.exportPerson('member-0');
		await until(
			'Recruiter shows the exported person as a candidate',
			async () => await vendors.isCandidate('member-0'),
			ARRIVES_WITHIN_MS,
		);
	});

	step('finds at LinkedIn what was changed in SmartRecruiters', async () => {
		const candidateId = (await vendors.members())[1]?.candidateId ?? '';
		await vendors.changePhone(candidateId, '+1 555 0123');
		await until(
			'the change is at LinkedIn',
			async () =>
				JSON.stringify(await vendors.atLinkedIn(candidateId))?.includes('+1 555 0123') ?? false,
			ARRIVES_WITHIN_MS,
		);
	});

	step('finds no green runs among the executions of 03, which runs every minute', async () => {
		const { home, screens, page } = place.editor;
		await home.openWorkflow(addresses.history);
		await page.getByTestId('radio-button-executions').click();
		await page.getByTestId('execution-list-empty').first().waitFor();
		await screens.keep('executions of 03');
	});
});

describe('somebody who builds small flows from single nodes', () => {
	const flows = (): FlowBuilder => new FlowBuilder(place.editor, CREDENTIAL_NAMES);
	const NO_OP = 'No Operation, do nothing';

	step('gets a message for every InMail that was written', async () => {
		const flow = flows();
		await flow.begin();
		const trigger = await flow.add('RSC Trigger', undefined, undefined, async (panel) => {
			await panel.choose('trigger', 'Recruiter Activity, Polled');
			await panel.fill('contracts', '2001');
		});
		const write = await flow.add(
			'Recruiter Activity',
			'Write InMails and notes to SmartRecruiters',
			{ node: trigger },
		);
		await flow.addCore(NO_OP, { node: write });
		expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
	});

	step('is told which workflow has LinkedIn’s notifications already', async () => {
		const flow = flows();
		await flow.begin();
		const trigger = await flow.add('RSC Trigger', undefined);
		await flow.add('RSC Export Candidate', 'Export to SmartRecruiters', { node: trigger });
		const began = Date.now();
		expect(await place.editor.canvas.publish()).toEqual({
			published: false,
			message: expect.stringMatching(/RSC 05.*Take Over/s),
		});
		expect(Date.now() - began).toBeLessThan(10_000);
	});

	step('sends changes every hour', async () => {
		const flow = flows();
		await flow.begin();
		const schedule = await flow.addCore('Schedule Trigger');
		const sync = await flow.add('RSC Historical Sync', 'Send what changed in SmartRecruiters', {
			node: schedule,
		});
		expect(await execute(sync)).toBeUndefined();
		expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
	});

	step('lists seats without a user', async () => {
		const flow = flows();
		await flow.begin();
		const schedule = await flow.addCore('Schedule Trigger');
		const suggest = await flow.add('RSC User Mapper', 'Suggest a mapping', { node: schedule });
		await flow.addCore(NO_OP, { node: suggest, output: 1 });
		const unmatched = await flow.addCore(NO_OP, { node: suggest, output: 2 });
		expect(await execute(unmatched)).toBeUndefined();
	});

	step('asks why something is missing, and chooses the seat from a list', async () => {
		const flow = flows();
		await flow.begin();
		const candidateId = (await vendors.members())[0]?.candidateId ?? '';
		const start = await flow.addCore('Manual Trigger');
		const explain = await flow.add(
			'Recruiter Activity',
			'Explain why something is missing',
			{ node: start },
			async (panel) => {
				await panel.fill('contract', '2001');
				await panel.chooseFirst('seat');
				await panel.fill('about', new Date().toISOString().slice(0, 19).replace('T', ' '));
				await panel.chooseFirst('candidate', await vendors.emailOf(candidateId));
			},
		);
		expect(await execute(explain)).toBeUndefined();
	});

	step('gets name, job and status of whoever changes in SmartRecruiters', async () => {
		const flow = flows();
		await flow.begin();
		const trigger = await flow.add('SmartRecruiters Trigger', undefined);
		const get = await flow.add('RSC Historical Sync', 'Get a candidate application or job', {
			node: trigger,
		});
		const message = await flow.addCore(NO_OP, { node: get });
		const { canvas, screens } = place.editor;
		await canvas.startListening();
		const candidateId = (await vendors.members())[2]?.candidateId ?? '';
		await vendors.changePhone(candidateId, '+1 555 0124');
		await canvas.untilExecuted(3, ARRIVES_WITHIN_MS);
		const panel = await canvas.openNode(message);
		const shown = await panel.output();
		await screens.keep('a message');
		await panel.close();
		expect(shown).toContain(candidateId);
		for (const field of ['name', 'jobTitle', 'status']) expect(shown).toContain(field);
		expect(await canvas.publish()).toEqual(PUBLISHED);
	});

	/** Executes a node with all that is before it, and keeps a picture. @returns its error */
	async function execute(node: string): Promise<string | undefined> {
		const panel = await place.editor.canvas.openNode(node);
		const error = await panel.executeStep();
		await place.editor.screens.keep(`executed ${node}`);
		await panel.close();
		return error;
	}
});
