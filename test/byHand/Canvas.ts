import type { Locator } from 'playwright-core';
import { NodePanel } from './NodePanel';
import type { Person } from './Person';
import { until } from './until';

export interface Publication {
	published: boolean;
	/** What n8n says: why it cannot be published, or what follows from it. */
	message: string;
}

/** A workflow in the editor. */
export class Canvas {
	constructor(private readonly person: Person) {}

	/** *⋯ › Import › From file*, on an empty canvas. */
	async importFile(path: string): Promise<void> {
		const { page } = this.person;
		await this.person.click(page.getByTestId('workflow-menu'));
		await this.person.click(page.getByTestId('workflow-menu-item-import'));
		const choosing = page.waitForEvent('filechooser');
		await this.person.click(page.getByTestId('workflow-menu-item-import-from-file'));
		await (await choosing).setFiles(path);
		await page.getByTestId('canvas-node').first().waitFor();
	}

	async name(): Promise<string> {
		return (await this.person.page.getByTestId('workflow-name-input').innerText()).trim();
	}

	/** The names of the nodes that the canvas marks with a red triangle. */
	async nodesWithIssues(): Promise<string[]> {
		return await this.person.page
			.locator('[data-test-id="canvas-node"]:has([data-test-id="node-issues"])')
			.evaluateAll((nodes) =>
				nodes.map((node) => node.getAttribute('data-node-name') ?? node.textContent.trim()),
			);
	}

	async openNode(name: string): Promise<NodePanel> {
		const panel = new NodePanel(this.person);
		await this.node(name).dblclick();
		await panel.root.waitFor();
		return panel;
	}

	/** Presses *Publish* and confirms, where n8n allows it. */
	async publish(): Promise<Publication> {
		const { page } = this.person;
		const button = page.getByTestId('workflow-open-publish-modal-button');
		await button.waitFor();
		// While an import is being saved it is disabled as well.
		const issues = page.getByTestId('node-issues');
		await until(
			'Publish can be pressed, or a node has an issue',
			async () => (await button.isEnabled()) || (await issues.count()) > 0,
			60_000,
		);
		if (await button.isDisabled()) {
			await button.hover({ force: true });
			const tip = page.getByRole('tooltip').filter({ visible: true, hasText: /\S/ }).last();
			await tip.waitFor();
			return { published: false, message: (await tip.innerText()).trim() };
		}
		await this.person.click(button);
		await this.person.click(page.getByTestId('workflow-publish-button'));
		const done = page.getByTestId('activation-modal');
		const refusal = page
			.getByTestId('workflowPublish-modal')
			.locator('[role="alert"]')
			.or(page.locator('.el-notification:has(.el-notification--error, .el-icon-error)'))
			.or(page.locator('.el-notification').filter({ hasText: /publish|problem|error/i }));
		const answered = done.or(refusal).filter({ visible: true }).first();
		await answered.waitFor({ timeout: 60_000 });
		const message = (await answered.innerText()).replace(/\s+/g, ' ').trim();
		const published = await done.isVisible();
		if (published) await this.person.click(done.getByRole('button', { name: 'Got it' }));
		else await this.person.clickIfShown(page.getByTestId('workflow-publish-cancel-button'));
		return { published, message };
	}

	/** Removes the node that is selected. */
	async removeSelected(): Promise<void> {
		const before = await this.nodes().count();
		await this.person.press('Delete');
		await this.nodes()
			.nth(before - 1)
			.waitFor({ state: 'detached' });
	}

	nodes(): Locator {
		return this.person.page.getByTestId('canvas-node');
	}

	private node(name: string): Locator {
		return this.person.page.locator(
			`[data-test-id="canvas-node"][data-node-name=${JSON.stringify(name)}]`,
		);
	}
}
