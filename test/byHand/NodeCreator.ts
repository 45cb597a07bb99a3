import type { Locator } from 'playwright-core';
import type { Person } from './Person';
import { until } from './until';

/** The panel on the right of the canvas in which a node is searched for and added. */
export class NodeCreator {
	constructor(private readonly person: Person) {}

	private get panel(): Locator {
		return this.person.page.getByTestId('node-creator');
	}

	private get names(): Locator {
		return this.panel.getByTestId('node-creator-item-name').filter({ visible: true });
	}

	async open(): Promise<void> {
		const { page } = this.person;
		const search = this.panel.getByTestId('node-creator-search-bar');
		// n8n draws an empty canvas anew a moment after it is there.
		await until('the panel of nodes opens', async () => {
			await this.person.clickIfShown(page.getByRole('button', { name: 'Got it' }));
			if (await search.isVisible()) return true;
			await this.person.clickIfShown(page.getByTestId('node-creator-plus-button'));
			return await search.isVisible();
		});
	}

	/** @returns the names that are found, best first */
	async search(text: string): Promise<string[]> {
		const before = String(await this.names.allInnerTexts());
		await this.person.type(this.panel.getByTestId('node-creator-search-bar'), text);
		let found: string[] = [];
		await until('the list follows what was typed', async () => {
			found = await this.names.allInnerTexts();
			return String(found) !== before;
		});
		return found.map((name) => name.trim());
	}

	/** Opens a found node, and adds it where it has no actions to choose from. @returns the texts of its actions */
	async openNode(name: string): Promise<string[]> {
		await this.person.click(this.named(name));
		const details = this.panel.getByText('Node details', { exact: true });
		const add = this.panel.getByRole('button', { name: 'Add to workflow' });
		let actions: string[] = [];
		await until('the actions of the node, or its panel', async () => {
			const added = await this.person.page.getByTestId('ndv').isVisible();
			actions = added ? [] : (await this.names.allInnerTexts()).map((action) => action.trim());
			// The list of found nodes slides away.
			const open = (await details.isVisible()) && !actions.includes(name);
			return added || (open && (actions.length > 0 || (await add.isVisible())));
		});
		if (await add.isVisible()) {
			await this.person.click(add);
			await this.person.page.getByTestId('ndv').waitFor();
			return [];
		}
		return actions;
	}

	/** Clicks a found node, which adds it. */
	async pick(name: string): Promise<void> {
		await this.person.click(this.named(name));
	}

	/** Adds the node with this action, and its panel opens. */
	async choose(action: string): Promise<void> {
		await this.person.click(this.named(action));
		await this.person.page.getByTestId('ndv').waitFor();
	}

	async close(): Promise<void> {
		await this.person.press('Escape');
		await this.panel.waitFor({ state: 'hidden' });
	}

	private named(name: string): Locator {
		return this.names.filter({ hasText: new RegExp(`^\\s*${escaped(name)}\\s*$`) }).first();
	}
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
