import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { TEMPLATES } from '../../scripts/n8n/paths';
import { serveWebsite, type Website } from '../../scripts/website';
import { ALL_IN_ONE } from '../../scripts/workflows/readWorkflows';
import { Arrivals } from '../byHand/Arrivals';
import { completeNodes } from '../byHand/completeNodes';
import { connectByPages } from '../byHand/connectByPages';
import { EmptyN8n } from '../byHand/EmptyN8n';
import { expectEffort } from '../byHand/expectEffort';
import { openPage } from '../byHand/openPage';
import { PUBLISHED } from '../byHand/readyMade';
import { sandboxCredentialFields } from '../byHand/sandboxCredentialFields';
import { until } from '../byHand/until';
import { Vendors } from '../byHand/Vendors';
import { step } from '../support/step';

const place = new EmptyN8n('allInOne');
const arrivals = new Arrivals(place, new Vendors(place.sandbox));
/** Names that n8n gave the credentials, by the label of their box. */
const made: Record<string, string> = {};
let website: Website;

beforeAll(async () => {
	await place.start();
	website = await serveWebsite(() => ({
		apiKey: 'sandbox-child',
		chosenUrl: `${place.n8n.url}/webhook/rsc-chosen`,
		linkedInUrl: place.sandbox.linkedInUrl,
	}));
});
afterEach(async () => place.note((expect.getState().currentTestName ?? '').slice(-60)));
afterAll(async () => {
	await website.close();
	await place.stop();
});

const open = async (path: string): Promise<Page> =>
	await openPage(place.browser, `${place.n8n.url}/webhook/${path}`, place.effort);

/** Makes a credential where a node asks for one. */
async function makeInNode(label: string, fields: Record<string, string>): Promise<void> {
	const { credentials, panel, screens } = place.editor;
	await panel.newCredential(label);
	await credentials.completeInNode(fields);
	await until(`${label} is chosen`, async () => {
		made[label] = await panel.credential(label);
		return made[label] !== '';
	});
	await screens.keep(`credential ${label}`);
}

describe('somebody who imports everything at once', () => {
	step('creates the owner of an empty n8n', async () => {
		await place.editor.home.signUp(place.n8n.url, OWNER);
	});

	step('imports one file', async () => {
		const { home, canvas, screens } = place.editor;
		await home.newWorkflow();
		await canvas.importFile(join(TEMPLATES, ALL_IN_ONE));
		await screens.keep('imported');
	});

	step('makes three credentials where they are asked for; all other nodes get them', async () => {
		const { canvas } = place.editor;
		const typed = sandboxCredentialFields(place.sandbox);
		const show = await canvas.openNode('Show Connect Page');
		await makeInNode('LinkedIn RSC', typed.linkedInRscOAuth2Api.fields);
		await makeInNode('SmartRecruiters', typed.smartRecruitersOAuth2Api.fields);
		await show.fill('onboardingPage', website.onboardingUrl);
		await show.close();
		const { password } = typed.rscPagesApi.fields;
		const page = await canvas.openNode('Connect Page');
		await makeInNode('RSC Pages', { password: password ?? '' });
		await page.close();
		await until(
			'no node misses anything',
			async () => (await canvas.nodesWithIssues()).length === 0,
		);
	});

	step('shortens what only the sandbox needs shortened', async () => {
		await place.editor.person.aside(async () => {
			const backfill = await place.editor.canvas.openNode('Backfill');
			// LinkedIn is given five minutes to process jobs; the sandbox needs none.
			await backfill.addOption('Job Check Delay (Seconds)', 'jobCheckDelay', '5');
			await backfill.close();
		});
	});

	step('publishes once, before anything is acknowledged or requested', async () => {
		expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
		await place.editor.screens.keep('published');
	});

	step('walks the connect page from the acknowledgement to Connected', async () => {
		await connectByPages(place, await open('rsc-connect'));
		expectEffort('allInOne', place.effortSoFar);
	});

	step('sees the history arrive at LinkedIn on the status page', async () => {
		await arrivals.history(`${place.n8n.url}/webhook/rsc-status`);
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

	step(
		'finds no failed run, although everything was published before the acknowledgement',
		async () => {
			const { screens, page } = place.editor;
			await page.getByTestId('radio-button-executions').click();
			await page.getByTestId('execution-list-empty').first().waitFor();
			await screens.keep('executions');
		},
	);

	step('is told that a part cannot be published beside it', async () => {
		const { editor } = place;
		await editor.home.newWorkflow();
		await editor.canvas.importFile(join(TEMPLATES, '02-map-people.json'));
		await completeNodes(editor, await editor.canvas.nodesWithIssues(), made, {});
		const publication = await editor.canvas.publish();
		await editor.screens.keep('a part beside it');
		expect(publication).toEqual({
			published: false,
			message: expect.stringContaining('RSC All in One'),
		});
	});
});
