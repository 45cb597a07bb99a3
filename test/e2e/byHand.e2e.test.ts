import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { type Browser, selectors } from 'playwright-core';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { N8nProcess } from '../../scripts/n8n/N8nProcess';
import { installPackage, packPackage } from '../../scripts/n8n/packPackage';
import { TEMPLATES } from '../../scripts/n8n/paths';
import { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { completeNodes } from '../byHand/completeNodes';
import { checkPanel } from '../byHand/checkPanel';
import { describedActions } from '../byHand/describedActions';
import { describedNodes } from '../byHand/describedNodes';
import { Editor } from '../byHand/Editor';
import type { Effort } from '../byHand/Person';
import { launchBrowser } from '../support/browser';

/** What n8n shows in the editor for a wrong credential; the first column is what was typed wrong. */
const WRONG_LINKEDIN: ReadonlyArray<[string, Record<string, string>, RegExp]> = [
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
		/refused the connection|ECONNREFUSED/,
	],
];
const WRONG_SMARTRECRUITERS: typeof WRONG_LINKEDIN = [
	['a wrong secret', { clientSecret: 'wrong' }, /Failed to acquire OAuth2 access token: Client/],
	[
		'an address where nobody listens',
		{ apiBaseUrl: 'http://127.0.0.1:9/smartrecruiters' },
		/refused the connection|ECONNREFUSED/,
	],
];
const WRONG_KEY: typeof WRONG_LINKEDIN = [['a wrong key', { apiKey: 'wrong' }, /key/]];
const TESTED = 'Connection tested successfully';

/** The names under which the ready-made workflows look for credentials. */
const NAMES: Readonly<Record<string, string>> = {
	linkedInRscOAuth2Api: 'LinkedIn RSC',
	smartRecruitersOAuth2Api: 'SmartRecruiters',
	smartRecruitersApi: 'SmartRecruiters key',
	linkedInPartnerOAuth2Api: 'LinkedIn Partner',
	rscPagesApi: 'RSC Pages',
};

/** What a person types into fields that a ready-made workflow leaves empty and that must not be. */
const REQUIRED: Readonly<Record<string, string>> = { contracts: '2001, 2002' };

const folder = mkdtempSync(join(tmpdir(), 'rsc-by-hand-'));
const sandbox = new SandboxProcess({ people: 60, jobs: 5, taskDelayMs: 300, notConnected: true });
const n8n = new N8nProcess({ folder });
let browser: Browser;
let editor: Editor;
let before: Effort = { clicks: 0, fields: 0 };
beforeAll(async () => {
	selectors.setTestIdAttribute('data-test-id');
	installPackage(packPackage(join(folder, 'pack')), folder);
	[browser] = await Promise.all([launchBrowser(), sandbox.start(), n8n.start()]);
	const context = await browser.newContext({ viewport: { width: 1500, height: 1300 } });
	context.setDefaultTimeout(30_000);
	editor = new Editor(await context.newPage());
});
afterEach(async () => {
	const { clicks, fields } = editor.person.effort;
	const title = (expect.getState().currentTestName ?? '').slice(-60);
	process.stdout.write(
		`… ${title}: ${clicks - before.clicks} clicks, ${fields - before.fields} fields typed\n`,
	);
	before = { clicks, fields };
	await editor.screens.keep(`after ${title}`);
});
afterAll(async () => {
	await browser.close();
	await n8n.stop();
	await sandbox.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('somebody who has only n8n’s editor', () => {
	it('creates the owner of an empty n8n', async () => {
		await editor.home.signUp(n8n.url, OWNER);
	});

	describe('makes a credential, which is tested when it is saved', () => {
		/** Types the wrong values first, each beside right ones. */
		async function make(
			type: string,
			name: string,
			right: Record<string, string>,
			wrong: typeof WRONG_LINKEDIN,
		): Promise<void> {
			await editor.home.newCredential();
			await editor.credentials.choose(type);
			await editor.credentials.fill({ ...right, ...wrong[0]?.[1] });
			const shown: Record<string, string> = {};
			let previous: string[] = [];
			for (const [what, values] of wrong) {
				await editor.credentials.fill({ ...pick(right, previous), ...values });
				const result = await editor.credentials.save();
				shown[what] = result.ok ? `OK: ${result.message}` : result.message;
				await editor.screens.keep(`${name} with ${what}`);
				previous = Object.keys(values);
			}
			await editor.credentials.fill(pick(right, previous));
			await editor.credentials.rename(name);
			expect(await editor.credentials.save()).toEqual({ ok: true, message: TESTED });
			await editor.credentials.close();
			expect(shown).toEqual(
				Object.fromEntries(wrong.map(([what, , text]) => [what, expect.stringMatching(text)])),
			);
		}

		it('for LinkedIn', async () => {
			const right = {
				clientId: 'sandbox-child',
				clientSecret: 'sandbox-child-secret',
				organization: '1000',
				apiBaseUrl: sandbox.linkedInUrl,
				signInBaseUrl: sandbox.linkedInUrl,
			};
			await make(
				'LinkedIn Recruiter System Connect (RSC) OAuth2 API',
				'LinkedIn RSC',
				right,
				WRONG_LINKEDIN,
			);
		});

		it('for SmartRecruiters', async () => {
			const right = {
				clientId: 'sandbox-sr',
				clientSecret: 'sandbox-sr-secret',
				apiBaseUrl: sandbox.smartRecruitersUrl,
			};
			await make('SmartRecruiters OAuth2 API', 'SmartRecruiters', right, WRONG_SMARTRECRUITERS);
		});

		it('for the pages of the workflows, which has no test', async () => {
			await editor.home.newCredential();
			await editor.credentials.choose('RSC Pages API');
			await editor.credentials.fill({ ...PAGES_USER });
			await editor.credentials.rename('RSC Pages');
			await editor.credentials.saveUntested();
			await editor.credentials.close();
		});

		it('for SmartRecruiters with a key, and for a partner', async () => {
			const key = { apiKey: 'SANDBOX-KEY', apiBaseUrl: sandbox.smartRecruitersUrl };
			await make('SmartRecruiters API', 'SmartRecruiters key', key, WRONG_KEY);
			const partner = {
				clientId: 'sandbox-parent',
				clientSecret: 'sandbox-parent-secret',
				apiBaseUrl: sandbox.linkedInUrl,
				signInBaseUrl: sandbox.linkedInUrl,
			};
			await make('LinkedIn Partner OAuth2 API', 'LinkedIn Partner', partner, []);
		});
	});

	describe('finds every node, and sees and sets every field of each operation', () => {
		beforeEach(async () => {
			await editor.home.newWorkflow();
		});

		it('by what a person searches for', async () => {
			const found: Record<string, string[]> = {};
			for (const text of ['RSC', 'LinkedIn', 'InMail', 'SmartRecruiters', 'export']) {
				// Opened anew each time: the results of the text before come late and look like this one's.
				await editor.creator.open();
				found[text] = (await editor.creator.search(text)).slice(0, 8);
				await editor.screens.keep(`search ${text}`);
				await editor.creator.close();
			}
			process.stdout.write(`${JSON.stringify(found, undefined, 1)}\n`);
			const own = describedNodes().map(({ displayName }) => displayName.replace(/ Trigger$/, ''));
			for (const [text, names] of Object.entries(found))
				expect({ text, own: names.some((name) => own.includes(name)) }).toEqual({
					text,
					own: true,
				});
		});

		it.each(describedNodesByName())(
			'of %s',
			async (_, description) => {
				const problems: Record<string, string[]> = {};
				for (const action of describedActions(description)) {
					await editor.creator.open();
					const found = await editor.creator.search(description.displayName);
					const short = description.displayName.replace(/ Trigger$/, '');
					const offered = await editor.creator.openNode(
						found.includes(description.displayName) ? description.displayName : short,
					);
					const text = action.text ?? offered[0];
					if (text !== undefined) {
						expect(offered).toContain(text);
						await editor.creator.choose(text);
					}
					const title = `${description.displayName}: ${text ?? 'added'}`;
					const wrong = await checkPanel(editor, description, action.parameters, NAMES, title);
					if (wrong.length > 0) problems[title] = wrong;
					await editor.panel.close();
					await editor.canvas.removeSelected();
				}
				expect(problems).toEqual({});
			},
			900_000,
		);
	});

	describe('imports the ready-made workflows, binds what is not bound, and publishes', () => {
		const files = readdirSync(TEMPLATES).filter((name) => name.endsWith('.json'));
		it.each(files.sort())('%s', async (file) => {
			await editor.home.newWorkflow();
			await editor.canvas.importFile(join(TEMPLATES, file));
			await editor.screens.keep(`imported ${file}`);
			const incomplete = await editor.canvas.nodesWithIssues();
			const completed = await completeNodes(editor, incomplete, NAMES, REQUIRED);
			const publication = await editor.canvas.publish();
			process.stdout.write(`${JSON.stringify({ file, completed, publication })}\n`);
			await editor.screens.keep(`published ${file}`);
			expect(publication).toEqual({
				published: true,
				message: expect.stringMatching(/^Workflow published/),
			});
		});
	});
});

function describedNodesByName(): Array<[string, INodeTypeDescription]> {
	return describedNodes().map((description) => [description.displayName, description]);
}

const pick = (values: Record<string, string>, names: readonly string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
