import type { Locator } from 'playwright-core';
import { openList, openManyChoices } from './openList';
import type { Person } from './Person';

const INPUT = 'parameter-input-';
const OPENS_WITHIN_MS = 1_500;
const LOOK_EVERY_MS = 250;
const MOST_LOOKS = 40;

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

	/** Turns a switch on. @throws Error where it is on already, or stays off */
	async switchOn(name: string): Promise<void> {
		const box = this.parameters.getByTestId(`${INPUT}${name}`).first();
		const toggle = box.getByRole('switch');
		if (await toggle.isChecked()) throw new Error(`${name} is on already`);
		await this.person.click(box.locator('.el-switch'));
		if (!(await toggle.isChecked())) throw new Error(`${name} does not switch`);
	}

	/** Chooses in a list of fixed choices, by the name that it shows. */
	async choose(name: string, choice: string): Promise<void> {
		const items = await openList(this.person, this.parameters.getByTestId(`${INPUT}${name}`));
		await this.person.click(items.filter({ hasText: choice }).first());
	}

	/** Types into a list of which several may be chosen, and chooses the first that is left. @returns its text */
	async addChoice(name: string, search: string): Promise<string> {
		const box = this.parameters.getByTestId(`${INPUT}${name}`).first();
		const items = (await openManyChoices(this.person, box)).filter({ hasText: search });
		await this.person.typeOn(search);
		const first = items.filter({ visible: true }).first();
		const text = (await first.innerText()).trim();
		await this.person.click(first);
		await this.person.press('Escape');
		await box.locator('.el-tag').filter({ hasText: text }).waitFor();
		return text;
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

	/** Opens the dialog that makes a new credential for the box with this label. */
	async newCredential(label: string): Promise<void> {
		const box = this.credentialBox(label);
		const empty = box.getByTestId('node-credentials-empty-state').getByRole('button');
		const add = this.person.page
			.getByTestId('node-credentials-select-item-new')
			.filter({ visible: true });
		await box.waitFor();
		if (await empty.count()) await this.person.click(empty);
		else {
			await this.person.click(box.locator('input').first());
			await this.person.click(add);
		}
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
		const output = this.root.getByTestId('output-panel');
		const error = this.root
			.getByTestId('node-error-view')
			.or(this.root.locator('.node-error'))
			.or(output.getByText('Error details'));
		const rows = output
			.locator('table, [data-test-id="ndv-items-count"], .no-data')
			.or(output.getByText(/^No output data/));
		await error.or(rows).first().waitFor({ timeout: 60_000 });
		// An error, too, has a number of items above it, which is drawn first; the button is blank until all is there.
		await this.root
			.getByTestId('node-execute-button')
			.getByText(/\w/)
			.first()
			.waitFor({ timeout: 60_000 });
		if ((await output.getByTestId('ndv-items-count').count()) > 0) await this.output();
		return (await error.count()) > 0 ? await output.innerText() : undefined;
	}

	/** What the output shows, once n8n has drawn the items below their number. */
	async output(): Promise<string> {
		const output = this.root.getByTestId('output-panel');
		await output.getByTestId('ndv-items-count').or(output.locator('table')).first().waitFor();
		for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
			const shown = await output.innerText();
			if (!/\d+ items?\s*$/.test(shown)) return shown;
			await this.person.page.waitForTimeout(LOOK_EVERY_MS);
		}
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
