import type { INodeProperties } from 'n8n-workflow';
import type { Locator } from 'playwright-core';
import { pause } from '../../scripts/n8n/pause';
import type { NodePanel } from './NodePanel';
import { openList, openManyChoices } from './openList';
import type { Person } from './Person';
import { until } from './until';

const TEXT = 'byHand';
const REDRAWN_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 20;
const DATE = '2026-01-02 03:04:05';

/** Sets fields of an open panel one after the other, each in the way that its kind wants, and reads what stands there then. */
export class FieldHand {
	constructor(
		private readonly person: Person,
		private readonly panel: NodePanel,
		/** Names of fields on whose choice others depend; their lists are only looked at. */
		private readonly kept: ReadonlySet<string>,
	) {}

	/**
	 * Changes a field, looks whether it has changed, and puts back a choice on which other fields depend.
	 *
	 * @returns what is wrong with it, or `undefined`
	 */
	async tryOut(field: INodeProperties): Promise<string | undefined> {
		const box = this.box(field);
		const tries: Partial<Record<INodeProperties['type'], () => Promise<string | undefined>>> = {
			notice: async () => await Promise.resolve(undefined),
			boolean: async () => await this.tryToggle(box),
			options: async () => await this.tryChoices(field, box),
			multiOptions: async () => await this.tryManyChoices(box),
			collection: async () => await this.tryCollection(field),
			fixedCollection: async () => await this.tryGroup(field),
			number: async () => await this.tryInput(box, '7'),
			dateTime: async () => await this.tryInput(box, DATE),
			resourceLocator: async () => await this.tryLocator(box),
		};
		return await (tries[field.type] ?? (async () => await this.tryInput(box, TEXT)))();
	}

	/** Chooses in a list of fixed choices, by the name that it shows. */
	async choose(name: string, choice: string): Promise<void> {
		const items = await openList(this.person, this.box({ name }));
		const index = (await firstLines(items)).indexOf(choice);
		if (index < 0) throw new Error(`${name} does not offer ${choice}`);
		await this.person.click(items.nth(index));
	}

	async sees(name: string): Promise<boolean> {
		return await this.box({ name }).isVisible();
	}

	/** What a list of fixed choices shows as chosen. */
	async chosen(name: string): Promise<string> {
		return await this.box({ name }).locator('input').first().inputValue();
	}

	private box({ name }: Pick<INodeProperties, 'name'>): Locator {
		return this.panel.parameters.getByTestId(`parameter-input-${name}`).first();
	}

	/** The part of the panel with a group of fields, by its label. */
	private group({ displayName }: INodeProperties): Locator {
		const { page } = this.person;
		return this.panel.parameters.getByTestId('parameter-item').filter({
			has: page
				.getByTestId('input-label')
				.filter({ hasText: new RegExp(`^\\s*${escaped(displayName)}`) }),
		});
	}

	private async tryInput(box: Locator, text: string): Promise<string | undefined> {
		const editor = box.locator('.cm-content').first();
		if ((await editor.count()) > 0) {
			await this.person.typeInEditor(editor, text);
			const held = await editor.innerText();
			await editor.blur();
			return held.includes(text) ? undefined : `holds "${held}" after "${text}" was typed`;
		}
		const input = box.locator('input, textarea').first();
		await this.person.type(input, text);
		await input.blur();
		// A resource locator draws its input anew after it was left.
		let held = '';
		for (const end = Date.now() + REDRAWN_WITHIN_MS; held !== text && Date.now() < end; ) {
			held = await input.inputValue();
			await pause(LOOK_EVERY_MS);
		}
		return held === text ? undefined : `holds "${held}" after "${text}" was typed`;
	}

	private async tryToggle(box: Locator): Promise<string | undefined> {
		const toggle = box.getByRole('switch');
		const before = await toggle.isChecked();
		await this.person.click(box.locator('.el-switch'));
		if ((await toggle.isChecked()) === before) return 'does not switch';
		await this.person.click(box.locator('.el-switch'));
		return undefined;
	}

	private async tryChoices(field: INodeProperties, box: Locator): Promise<string | undefined> {
		const before = await this.chosen(field.name);
		const items = await openList(this.person, box);
		const offered = await firstLines(items);
		const missing = fixedNames(field).filter((name) => !offered.includes(name));
		const other = offered.findIndex((name) => name !== before);
		if (this.kept.has(field.name) || other < 0) {
			await this.person.click(items.nth(Math.max(offered.indexOf(before), 0)));
			return missing.length > 0 ? `does not offer ${missing.join(', ')}` : undefined;
		}
		await this.person.click(items.nth(other));
		const held = await this.chosen(field.name);
		await this.choose(field.name, before);
		if (missing.length > 0) return `does not offer ${missing.join(', ')}`;
		return held === offered[other] ? undefined : `holds "${held}" after another choice`;
	}

	private async tryManyChoices(box: Locator): Promise<string | undefined> {
		const before = await box.locator('.el-tag').count();
		const items = await openManyChoices(this.person, box);
		const first = items.first();
		// A list that is read from a vendor may be empty, and says so.
		if ((await first.getAttribute('class'))?.includes('is-disabled')) {
			await this.person.press('Escape');
			return undefined;
		}
		await this.person.click(first);
		const after = await box.locator('.el-tag').count();
		await this.person.click(first);
		await this.person.press('Escape');
		return after === before ? 'keeps its choices after a click on one' : undefined;
	}

	private async tryLocator(box: Locator): Promise<string | undefined> {
		const modes = box.getByTestId('rlc-mode-selector');
		if ((await modes.count()) > 0) {
			const items = await openList(this.person, modes);
			const names = await firstLines(items);
			const typed = names.findIndex((name) => !/list/i.test(name));
			await this.person.click(items.nth(Math.max(typed, 0)));
			if (typed < 0) return undefined;
			// The input that follows is another one.
			const mode = modes.locator('input');
			await until('the mode is chosen', async () => (await mode.inputValue()) === names[typed]);
		}
		return await this.tryInput(box.getByTestId('rlc-input-container'), TEXT);
	}

	private async tryGroup(field: INodeProperties): Promise<string | undefined> {
		const buttons = await this.group(field).getByRole('button').count();
		return buttons > 0 ? undefined : 'has nothing to add with';
	}

	/** Adds every option, so that each is in the panel. */
	private async tryCollection(field: INodeProperties): Promise<string | undefined> {
		const group = this.group(field);
		const add = group.getByTestId('collection-parameter-add');
		const missing = new Set(fixedNames(field));
		while (missing.size > 0 && (await add.isVisible())) {
			// For a single option it is a button and no list.
			const one = (await add.getByRole('combobox').count()) === 0;
			const items = one ? undefined : await openList(this.person, add);
			const [first = ''] = items ? await firstLines(items) : missing;
			await this.person.click(items ? items.first() : add);
			await group.getByText(first, { exact: true }).first().waitFor();
			missing.delete(first);
		}
		return missing.size > 0 ? `does not offer ${[...missing].join(', ')}` : undefined;
	}
}

/** An entry may have a description below its name. */
async function firstLines(items: Locator): Promise<string[]> {
	const texts = await items.allInnerTexts();
	return texts.map((text) => text.trim().split('\n')[0]?.trim() ?? '');
}

/** What a description offers by name: choices of a list, fields of a collection. */
function fixedNames({ options = [] }: INodeProperties): string[] {
	return options.flatMap((option) => {
		if ('type' in option) return option.type === 'hidden' ? [] : [option.displayName];
		return 'value' in option ? [option.name] : [];
	});
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
