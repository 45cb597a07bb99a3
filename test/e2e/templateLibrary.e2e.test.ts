import { type Browser, type Page, selectors } from 'playwright-core';
import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { RECIPES } from '../../scripts/n8n/paths';
import { launchBrowser } from '../../scripts/support/browser';
import { serveLibrary, type TemplateLibrary } from '../../scripts/templates/serveLibrary';
import { ALL_IN_ONE, readWorkflow, readWorkflows } from '../../scripts/workflows/readWorkflows';
import { Screens } from '../byHand/Screens';
import { nonEmpty } from '../support/nonEmpty';

const WORKFLOW = 'RSC 04 InMails and Notes';
const ImportedSchema = z.object({
	name: z.string(),
	nodes: z.array(
		z.object({
			name: z.string(),
			type: z.string(),
			parameters: z.record(z.unknown()),
			credentials: z.record(z.object({ id: z.string(), name: z.string() })).optional(),
		}),
	),
});

let library: TemplateLibrary;
let stack: Stack;
let browser: Browser;
let page: Page;
let screens: Screens;
beforeAll(async () => {
	selectors.setTestIdAttribute('data-test-id');
	library = await serveLibrary();
	stack = await makeStack({
		people: 20,
		workflows: [],
		env: { N8N_TEMPLATES_ENABLED: 'true', N8N_TEMPLATES_HOST: library.url },
	});
	await stack.start();
	browser = await launchBrowser();
	page = await (await browser.newContext({ viewport: { width: 1500, height: 1300 } })).newPage();
	page.setDefaultTimeout(30_000);
	screens = new Screens(page, 'template-library');
}, 420_000);
afterAll(async () => {
	await browser.close();
	await stack.close();
	await library.close();
});

describe('Templates in n8n’s editor', () => {
	it('show the ready-made workflows and the recipes', async () => {
		await page.goto(`${stack.n8n.url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await page.locator('input[name="password"]').fill(OWNER.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		await page.goto(`${stack.n8n.url}/templates/`);
		const cards = page.getByTestId('template-card');
		await cards.filter({ hasText: WORKFLOW }).waitFor();
		const names = [readWorkflow(ALL_IN_ONE), ...readWorkflows(), ...readWorkflows(RECIPES)].map(
			({ workflow }) => workflow.name,
		);
		expect(await cards.count()).toBe(names.length);
		for (const name of nonEmpty(names))
			expect(await cards.filter({ hasText: name }).count()).toBe(1);
		await screens.keep('templates');
	});

	it('import one with its credentials by two clicks', async () => {
		await page.getByTestId('template-card').filter({ hasText: WORKFLOW }).click();
		const use = page.getByTestId('use-template-button');
		await use.waitFor();
		await page.getByTestId('template-description').getByText('For:').waitFor();
		await screens.keep('template');
		await use.click();
		const next = page.getByTestId('continue-button');
		await next.waitFor();
		await screens.keep('credentials');
		await next.click();
		await page.waitForURL(/\/workflow\/\w+/);
		await page.getByTestId('canvas-node').first().waitFor();
		await screens.keep('imported');
		const id = /\/workflow\/(\w+)/.exec(page.url())?.[1];
		const imported = ImportedSchema.parse(await stack.n8n.rest('GET', `/workflows/${id}`));
		const file = readWorkflows().find(({ workflow }) => workflow.name === WORKFLOW)?.workflow;
		expect(imported.name).toBe(WORKFLOW);
		expect(imported.nodes.map(({ name }) => name)).toEqual(file?.nodes.map(({ name }) => name));
		for (const node of nonEmpty(imported.nodes)) {
			const wanted = file?.nodes.find(({ name }) => name === node.name);
			expect(node.parameters).toMatchObject(wanted?.parameters ?? {});
			expect(Object.values(node.credentials ?? {}).map(({ name }) => name)).toEqual(
				Object.values(wanted?.credentials ?? {}).map(({ name }) => name),
			);
		}
	});
});
