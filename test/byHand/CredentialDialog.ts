import type { Locator } from 'playwright-core';
import type { Person } from './Person';
import { until } from './until';

const TESTED_WITHIN_MS = 60_000;

/** What n8n's test of a credential says. */
export interface TestResult {
	ok: boolean;
	message: string;
}

/** The dialogs in which a credential is chosen, filled in, saved and tested; saving tests it. */
export class CredentialDialog {
	constructor(private readonly person: Person) {}

	private get dialog(): Locator {
		return this.person.page.getByTestId('editCredential-modal');
	}

	/** The kinds of credential that the list offers for what is typed. */
	async search(text: string): Promise<string[]> {
		const { page } = this.person;
		const input = page.getByTestId('new-credential-type-select').locator('input').first();
		// What is typed before n8n has the kinds finds none of them, and n8n does not look again.
		await input.click();
		await this.offered().first().waitFor();
		await this.person.type(input, text);
		return await this.offered().allInnerTexts();
	}

	/** Opens the form of a kind of credential, by its name. */
	async choose(type: string): Promise<void> {
		const { page } = this.person;
		await this.search(type);
		await this.person.click(this.offered().filter({ hasText: type }).first());
		await this.person.click(page.getByTestId('new-credential-type-button'));
		await this.dialog.waitFor();
	}

	async fill(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			const input = this.dialog.getByTestId(`parameter-input-${name}`).locator('input');
			const type = async (): Promise<void> => this.person.type(input, value);
			// Where the vendors are is typed for the sandbox alone.
			await (name.endsWith('BaseUrl') ? this.person.aside(type) : type());
			// n8n takes a value over a moment after the last key, or at once when the field is left.
			await this.person.press('Tab');
		}
	}

	async rename(name: string): Promise<void> {
		await this.person.click(this.dialog.getByTestId('credential-name'));
		await this.person.typeInEditor(
			this.dialog.getByTestId('credential-name').getByTestId('inline-edit-input'),
			name,
		);
		await this.person.press('Enter');
	}

	/** The labels of the fields, from top to bottom. */
	async labels(): Promise<string[]> {
		const texts = await this.dialog
			.getByTestId('credential-connection-parameter')
			.filter({ visible: true })
			.allInnerTexts();
		return texts.map(
			(text) =>
				text
					.split('\n')[0]
					?.replace(/\s*\*$/, '')
					.trim() ?? '',
		);
	}

	/** Saves, which tests where the kind has a test, and reads what the dialog shows then. */
	async save(): Promise<TestResult> {
		const tested = this.person.page.waitForResponse(/\/rest\/credentials\/test$/);
		await this.person.click(this.dialog.getByTestId('credential-save-button'));
		await (await tested).finished();
		const success = this.dialog.getByTestId('credentials-config-container-test-success');
		await success.or(this.failure).filter({ visible: true }).first().waitFor();
		if (await success.isVisible())
			return { ok: true, message: (await success.innerText()).replace(/\s*Retry$/, '') };
		return { ok: false, message: await this.whyItFailed() };
	}

	/**
	 * Fills in and saves where it was opened in a node. n8n tests it, where the kind has a test, and closes the dialog
	 * by itself when all is well.
	 *
	 * @throws Error with what n8n says, when the test fails
	 */
	async completeInNode(fields: Readonly<Record<string, string>>): Promise<void> {
		await this.dialog.waitFor();
		await this.fill(fields);
		await this.person.click(this.dialog.getByTestId('credential-save-button'));
		await until(
			'the dialog has closed, or says what is wrong',
			async () => (await this.dialog.isHidden()) || (await this.failure.isVisible()),
			TESTED_WITHIN_MS,
		);
		if (await this.dialog.isVisible()) throw new Error(await this.whyItFailed());
	}

	/** Saves a kind of credential that has no test. */
	async saveUntested(): Promise<void> {
		await this.person.click(this.dialog.getByTestId('credential-save-button'));
		// It appears with the first saving.
		await this.dialog.getByTestId('credential-delete-button').waitFor();
	}

	async close(): Promise<void> {
		await this.person.click(this.dialog.locator('.el-dialog__headerbtn'));
		await this.dialog.waitFor({ state: 'hidden' });
	}

	private get failure(): Locator {
		return this.dialog.locator('.el-tag--danger').filter({ visible: true, hasText: 'Retry' });
	}

	private async whyItFailed(): Promise<string> {
		await this.person.clickIfShown(this.failure.getByText('More details', { exact: true }));
		return (await this.failure.locator('[class*="_details_"]').innerText()).trim();
	}

	private offered(): Locator {
		return this.person.page
			.getByTestId('new-credential-type-select-option')
			.filter({ visible: true });
	}
}
