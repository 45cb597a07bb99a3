import type { OWNER } from '../../scripts/n8n/N8nInstance';
import type { Person } from './Person';
import { until } from './until';

/** n8n outside the editor: the first visit, and where new things begin. */
export class Home {
	constructor(private readonly person: Person) {}

	/** Creates the owner's account on the first page that an empty n8n shows, and declines every offer that follows. */
	async signUp(url: string, owner: typeof OWNER): Promise<void> {
		const { page } = this.person;
		await page.goto(url);
		for (const field of ['email', 'firstName', 'lastName', 'password'] as const)
			await this.person.type(page.locator(`input[name="${field}"]`), owner[field]);
		await this.person.click(page.getByTestId('form-submit-button'));
		await page.waitForURL((address) => !address.pathname.startsWith('/setup'));
		const later = page.getByTestId('assistant-set-up-later');
		const home = page.getByTestId('project-home-menu-item');
		await home.first().waitFor();
		await later.or(page.getByTestId('new-workflow-card')).first().waitFor();
		await this.person.clickIfShown(later);
		await page.getByTestId('new-workflow-card').waitFor();
	}

	/** Opens the dialog that asks which kind of credential. */
	async newCredential(): Promise<void> {
		await this.choose('New credential');
	}

	/** Opens an empty canvas, whatever is open at the moment. */
	async newWorkflow(): Promise<void> {
		const { page } = this.person;
		if (await page.getByTestId('ndv').isVisible())
			await this.person.click(page.getByTestId('ndv-close-button'));
		const before = page.url();
		await this.choose('New workflow');
		const save = page.getByRole('button', { name: 'Save', exact: true });
		await until('another workflow', async () => {
			// n8n asks while the last change is not saved yet.
			await this.person.clickIfShown(save);
			return page.url() !== before;
		});
		await page.getByTestId('canvas-add-button').waitFor();
	}

	/** Goes back to a workflow, by its address. */
	async openWorkflow(address: string | undefined): Promise<void> {
		if (address === undefined) throw new Error('This workflow was not imported');
		const { page } = this.person;
		await page.goto(address);
		await page.getByTestId('canvas-node').first().waitFor();
	}

	private async choose(item: string): Promise<void> {
		const { page } = this.person;
		await this.person.click(page.getByTestId('universal-add'));
		await this.person.click(
			page.getByRole('menuitem', { name: item, exact: true }).filter({ visible: true }),
		);
	}
}
