import type { Locator, Page } from 'playwright-core';

/** What somebody did at the keyboard and with the mouse. */
export interface Effort {
	clicks: number;
	fields: number;
}

/** The hands of somebody in front of a page of n8n: everything that they do is counted. */
export class Person {
	private readonly done: Effort = { clicks: 0, fields: 0 };

	constructor(readonly page: Page) {}

	/** What was done so far. */
	get effort(): Effort {
		return { ...this.done };
	}

	/** Does what belongs to no set-up, and does not count it. @returns what it would have counted */
	async aside(work: () => Promise<void>): Promise<Effort> {
		const before = this.effort;
		await work();
		const { clicks, fields } = this.done;
		Object.assign(this.done, before);
		return { clicks: clicks - before.clicks, fields: fields - before.fields };
	}

	async click(target: Locator): Promise<void> {
		this.done.clicks += 1;
		await target.click();
	}

	/** Counts as one. */
	async doubleClick(target: Locator): Promise<void> {
		this.done.clicks += 1;
		await target.dblclick();
	}

	/** Replaces what a field holds. */
	async type(field: Locator, text: string): Promise<void> {
		this.done.fields += 1;
		await field.fill(text);
	}

	/** Replaces what an editor with syntax colours holds, which has no value to fill in. */
	async typeInEditor(editor: Locator, text: string): Promise<void> {
		this.done.fields += 1;
		await editor.focus();
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.page.keyboard.insertText(text);
	}

	/** Types into what has the focus. */
	async typeOn(text: string): Promise<void> {
		this.done.fields += 1;
		await this.page.keyboard.type(text);
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
	}

	/** Clicks what n8n shows at some times only, and may take away again at any moment. */
	async clickIfShown(target: Locator): Promise<void> {
		if (!(await target.isVisible())) return;
		try {
			await target.click({ timeout: 3_000 });
			this.done.clicks += 1;
		} catch {
			// It has gone meanwhile.
		}
	}
}
