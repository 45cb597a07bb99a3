import type { Locator } from 'playwright-core';
import { openList } from './openList';
import type { Person } from './Person';

const INPUT = 'parameter-input-';
const OPENS_WITHIN_MS = 1_500;

/** What a node's panel shows on its *Parameters* tab. */
export interface ShownPanel {
	/** Names of the fields with an input of their own. */
	names: string[];
	/** Labels of all fields, groups of options among them. */
	labels: string[];
	credentials: string[];
	/** Everything that can be read. */
	text: string;
}

/** A node's panel, open. */
export class NodePanel {
	constructor(private readonly person: Person) {}

	get root(): Locator {
		return this.person.page.getByTestId('ndv');
	}

	get parameters(): Locator {
		return this.root.getByTestId('node-parameters');
	}

	/** Whether it opens by itself within a moment. */
	async opens(): Promise<boolean> {
		try {
			await this.root.waitFor({ timeout: OPENS_WITHIN_MS });
			return true;
		} catch {
			return false;
		}
	}

	async title(): Promise<string> {
		return (await this.root.getByTestId('node-title-container').innerText()).trim();
	}

	/** Reads all that is visible, in one look. */
	async shown(): Promise<ShownPanel> {
		await this.parameters.getByTestId('parameter-item').first().waitFor();
		const visible = await this.parameters
			.locator('[data-test-id]')
			.filter({ visible: true })
			.evaluateAll((elements) =>
				elements.map((element) => {
					const text = 'innerText' in element ? element.innerText : '';
					return {
						id: element.dataset.testId ?? '',
						firstLine: text.trim().split('\n')[0]?.trim() ?? '',
					};
				}),
			);
		const firstLines = (wanted: string): string[] =>
			visible.flatMap(({ id, firstLine }) => (id === wanted ? [firstLine] : []));
		return {
			names: visible.flatMap(({ id }) =>
				id.startsWith(INPUT) && id !== `${INPUT}field` ? [id.slice(INPUT.length)] : [],
			),
			labels: firstLines('input-label').map((label) => label.replace(/\s*\*$/, '')),
			credentials: firstLines('credentials-label'),
			text: await this.parameters.innerText(),
		};
	}

	/** Names of the fields that the panel marks as missing or wrong. */
	async fieldsWithIssues(): Promise<string[]> {
		const marked = this.parameters.locator(
			`[data-test-id^="${INPUT}"]:has([data-test-id="parameter-issues"], [class*="parameter-issues"], .has-issues)`,
		);
		return await marked.evaluateAll(
			(elements, prefix) =>
				elements.flatMap(({ dataset: { testId = '' } }) =>
					testId === `${prefix}field` ? [] : [testId.slice(prefix.length)],
				),
			INPUT,
		);
	}

	/** Types into a text field, by its name. */
	async fill(name: string, text: string): Promise<void> {
		const input = this.parameters.getByTestId(`${INPUT}${name}`).locator('input, textarea').first();
		await this.person.type(input, text);
		await this.person.press('Tab');
	}

	/** Adds an option of the node, and types its value. */
	async addOption(label: string, name: string, text: string): Promise<void> {
		const add = this.parameters.getByTestId('collection-parameter-add').first();
		const items = await openList(this.person, add);
		await this.person.click(items.filter({ hasText: label }).first());
		await this.fill(name, text);
	}

	/** Chooses in a list of fixed choices, by the name that it shows. */
	async choose(name: string, choice: string): Promise<void> {
		const items = await openList(this.person, this.parameters.getByTestId(`${INPUT}${name}`));
		await this.person.click(items.filter({ hasText: choice }).first());
	}

	/** Chooses the first entry of a searchable list, after typing into it where it wants that. @returns its text */
	async chooseFirst(name: string, search?: string): Promise<string> {
		const { page } = this.person;
		const box = this.parameters.getByTestId(`${INPUT}${name}`).first();
		await this.person.click(box.getByTestId('rlc-input'));
		if (search !== undefined)
			await this.person.type(page.getByTestId('rlc-search').filter({ visible: true }), search);
		const first = page.getByTestId('rlc-item').filter({ visible: true }).first();
		await first.waitFor();
		const text = (await first.innerText()).trim();
		await this.person.click(first);
		return text;
	}

	/**
	 * Chooses the first of these credentials that the box with this label offers.
	 *
	 * @returns what is wrong when it offers none of them
	 */
	async chooseCredential(label: string, names: readonly string[]): Promise<string | undefined> {
		const items = await openList(this.person, this.credentialBox(label));
		// Below its name, an entry shows the kind of credential.
		const offered = (await items.allInnerTexts()).map((text) => text.trim().split('\n')[0] ?? '');
		const name = names.find((one) => offered.includes(one));
		if (name === undefined) {
			await this.person.press('Escape');
			return `${label} offers ${offered.join(', ')}, and not ${names.join(', ')}`;
		}
		await this.person.click(items.nth(offered.indexOf(name)));
		await items.first().waitFor({ state: 'hidden' });
		return undefined;
	}

	/** The name of the chosen credential; empty when none is chosen or none exists. */
	async credential(label: string): Promise<string> {
		const input = this.credentialBox(label).locator('input').first();
		return (await input.count()) > 0 ? await input.inputValue() : '';
	}

	/** The address that answers once the workflow is published. */
	async productionUrl(): Promise<string> {
		const urls = this.root.locator('.webhooks');
		if ((await urls.locator('.node-webhooks').count()) === 0)
			await this.person.click(urls.getByText('Webhook URLs'));
		await this.person.click(urls.getByText('Production URL').first());
		const url = /https?:\/\/\S+/.exec(await urls.innerText())?.[0];
		if (url === undefined) throw new Error('The panel shows no address');
		return url;
	}

	/** Executes the node. @returns the error that the panel shows, or `undefined` */
	async executeStep(): Promise<string | undefined> {
		const { page } = this.person;
		const begun = page.waitForResponse((answer) =>
			/\/rest\/workflows\/\w+\/run/.test(answer.url()),
		);
		await this.person.click(this.root.getByTestId('node-execute-button'));
		await begun;
		const error = this.root.getByTestId('node-error-view').or(this.root.locator('.node-error'));
		const rows = this.root
			.getByTestId('output-panel')
			.locator('table, [data-test-id="ndv-items-count"], .no-data');
		await error.or(rows).first().waitFor({ timeout: 60_000 });
		return (await error.count()) > 0 ? await error.first().innerText() : undefined;
	}

	/** What the output shows. */
	async output(): Promise<string> {
		const output = this.root.getByTestId('output-panel');
		await output.getByTestId('ndv-items-count').or(output.locator('table')).first().waitFor();
		return await output.innerText();
	}

	async close(): Promise<void> {
		await this.person.click(this.root.getByTestId('ndv-close-button'));
		await this.root.waitFor({ state: 'hidden' });
	}

	private credentialBox(label: string): Locator {
		return this.root
			.getByTestId('node-credentials-slot')
			.filter({ has: this.person.page.getByTestId('credentials-label').filter({ hasText: label }) })
			.first();
	}
}
