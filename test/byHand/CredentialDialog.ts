import type { Locator } from 'playwright-core';
import type { Person } from './Person';

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
		await this.person.type(
			page.getByTestId('new-credential-type-select').locator('input').first(),
			text,
		);
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
			await this.person.type(input, value);
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
		const failure = this.dialog
			.locator('.el-tag--danger')
			.filter({ visible: true, hasText: 'Retry' });
		await success.or(failure).filter({ visible: true }).first().waitFor();
		if (await success.isVisible())
			return { ok: true, message: (await success.innerText()).replace(/\s*Retry$/, '') };
		await this.person.clickIfShown(failure.getByText('More details', { exact: true }));
		return {
			ok: false,
			message: (await failure.locator('[class*="_details_"]').innerText()).trim(),
		};
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

	private offered(): Locator {
		return this.person.page
			.getByTestId('new-credential-type-select-option')
			.filter({ visible: true });
	}
}
