import type { Page } from 'playwright-core';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { serveWebsite, type Website } from '../../scripts/website';
import { Arrivals, ARRIVES_WITHIN_MS } from '../byHand/Arrivals';
import { connectByPages } from '../byHand/connectByPages';
import { EmptyN8n } from '../byHand/EmptyN8n';
import { expectEffort } from '../byHand/expectEffort';
import { makeCredential, makeUntestedCredential, type Mistake } from '../byHand/makeCredential';
import { openPage } from '../byHand/openPage';
import type { Effort } from '../byHand/Person';
import { FlowBuilder } from '../byHand/FlowBuilder';
import { importReadyMade, productionUrl, PUBLISHED } from '../byHand/readyMade';
import { CREDENTIAL_NAMES, sandboxCredentialFields } from '../byHand/sandboxCredentialFields';
import { until } from '../byHand/until';
import { Vendors } from '../byHand/Vendors';
import { step } from '../support/step';

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
	['04-inmails-and-notes.json', undefined, []],
	['05b-decisions-and-questions.json', 'Why Page', []],
	['06-keep-recruiter-up-to-date.json', undefined, []],
	['07-profile-page.json', undefined, []],
	['08-disconnect.json', undefined, []],
];

const place = new EmptyN8n('byHand');
const vendors = new Vendors(place.sandbox);
const arrivals = new Arrivals(place, vendors);
/** Addresses of workflows in the editor, and of their pages. */
const addresses: Record<string, string> = {};
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

/** What 05 costs, which is published before *Connected*. */
let fifth: Effort = { clicks: 0, fields: 0 };

async function open(url: string | undefined): Promise<Page> {
	if (url === undefined) throw new Error('This page is not published');
	return await openPage(place.browser, url, place.effort);
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
			expect(await editor.canvas.publish()).toEqual(PUBLISHED);
			addresses.connect = await productionUrl(editor, 'Connect Page');
			addresses.chosen = await productionUrl(editor, 'Contract Chosen');
		},
	);

	step('imports 03 with nothing to bind, and publishes', async () => {
		const { editor } = place;
		const third = await importReadyMade(editor, '03-historical-sync.json');
		expect(third.completed).toEqual([]);
		addresses.history = third.address;
		await editor.person.aside(async () => {
			const backfill = await editor.canvas.openNode('Backfill');
			// LinkedIn is given five minutes to process jobs; the sandbox needs none.
			await backfill.addOption('Job Check Delay (Seconds)', 'jobCheckDelay', '5');
			await backfill.close();
		});
		expect(await editor.canvas.publish()).toEqual(PUBLISHED);
	});

	step('publishes 05 before access is requested, which then waits', async () => {
		fifth = await place.editor.person.aside(async () => {
			const { completed } = await importReadyMade(place.editor, '05-one-click-export.json');
			expect(completed).toEqual([]);
			expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
		});
	});

	step('walks the connect page from the acknowledgement to Connected', async () => {
		const page = await open(addresses.connect);
		await connectByPages(place, page);
		expectEffort('twoSingle', place.effortSoFar);
		await page.getByRole('link', { name: 'See how it is going' }).click();
		await page.waitForURL(/rsc-status/);
		addresses.status = page.url();
		await page.context().close();
	});

	step('sees the history arrive at LinkedIn on the status page', async () => {
		await arrivals.history(addresses.status ?? '');
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

	step('has published all nine by now, and counts what that takes', async () => {
		const { clicks, fields } = place.effortSoFar;
		expectEffort('allSingle', {
			// Less the link to the status page.
			clicks: clicks + fifth.clicks - 1,
			fields: fields + fifth.fields,
		});
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

	step('reads an InMail on the candidate after Sync New was executed in the editor', async () => {
		const [known] = await vendors.members();
		if (!known) throw new Error('LinkedIn knows no candidate');
		const text = 'Would you have ten minutes for me this week?';
		await vendors.sendInMail(seat, known.person, text);
		await place.editor.home.openWorkflow(addresses['04-inmails-and-notes.json']);
		const panel = await place.editor.canvas.openNode('Sync New');
		expect(await panel.executeStep()).toBeUndefined();
		await place.editor.screens.keep('synced');
		await panel.close();
		await until(
			'the InMail is on the candidate',
			async () => (await vendors.candidatePage(known.candidateId)).includes(text),
			ARRIVES_WITHIN_MS,
		);
		expect((await vendors.candidatePage(known.candidateId)).split(text)).toHaveLength(2);
	});

	step('finds that LinkedIn was given the address for exports meanwhile', async () => {
		await arrivals.address();
	});

	step('finds in SmartRecruiters whom a recruiter has exported', async () => {
		await arrivals.exported('member-0');
	});

	step('finds at LinkedIn what was changed in SmartRecruiters', async () => {
		await arrivals.changed();
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
		expect(await place.editor.canvas.publish()).toEqual({
			published: false,
			message: expect.stringMatching(/RSC 05.*Take Over/s),
		});
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

	step('makes a file for support, and checks what a connection needs', async () => {
		const flow = flows();
		await flow.begin();
		const start = await flow.addCore('Manual Trigger');
		const node = 'RSC Contract Activate';
		const bundle = await flow.add(node, 'Get a support bundle', { node: start });
		const check = await flow.add(
			node,
			'Check whether everything that a connection needs is in place',
			{ node: bundle },
		);
		expect(await execute(check)).toBeUndefined();
		const { canvas } = place.editor;
		const made = await canvas.openNode(bundle);
		expect(await made.output()).toContain('rsc-support.json');
		await made.close();
		const checked = await canvas.openNode(check);
		expect(await checked.output()).toContain('smartRecruitersWorks');
		await checked.close();
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
