import type { Locator } from 'playwright-core';
import { pause } from '../../scripts/n8n/pause';
import { NodePanel } from './NodePanel';
import type { Person } from './Person';
import { until } from './until';

const ZOOMED_AFTER_MS = 800;

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

	/** The names of all nodes. */
	async names(): Promise<string[]> {
		return await this.nodes().evaluateAll((nodes) =>
			nodes.map((node) => node.getAttribute('data-node-name') ?? ''),
		);
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
		await this.person.doubleClick(this.node(name));
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
		const dialog = page.getByTestId('workflowPublish-modal');
		await dialog.waitFor();
		// What it says beforehand, such as that it tries again, is no answer.
		const beforehand = await dialog.locator('[role="alert"]').allInnerTexts();
		await this.person.click(page.getByTestId('workflow-publish-button'));
		const done = page.getByTestId('activation-modal');
		const conflict = page
			.getByRole('dialog')
			.filter({ has: page.getByText('Conflicting Trigger Path', { exact: true }) });
		const problems = dialog
			.locator('[role="alert"]')
			.or(conflict)
			.or(page.locator('.el-notification:has(.el-notification--error, .el-icon-error)'))
			.or(page.locator('.el-notification').filter({ hasText: /publish|problem|error/i }));
		let answer: Publication | undefined;
		await until(
			'n8n says whether it is published',
			async () => {
				if (await done.isVisible())
					answer = { published: true, message: oneLine(await done.innerText()) };
				const said = await problems.filter({ visible: true }).allInnerTexts();
				const problem = said.find((text) => !beforehand.includes(text));
				if (problem !== undefined) answer ??= { published: false, message: oneLine(problem) };
				// After a second try it only closes the dialog.
				if (await dialog.isHidden()) {
					const state = oneLine(await button.innerText());
					if (state === 'Published') answer ??= { published: true, message: 'Workflow published' };
				}
				return answer !== undefined;
			},
			60_000,
		);
		if (await done.isVisible())
			await this.person.click(done.getByRole('button', { name: 'Got it' }));
		else {
			await this.person.clickIfShown(conflict.getByRole('button', { name: 'Done', exact: true }));
			await this.person.clickIfShown(page.getByTestId('workflow-publish-cancel-button'));
		}
		if (!answer) throw new Error('n8n says nothing');
		return answer;
	}

	/** Presses the plus behind an output of a node, which opens the panel of nodes. */
	async startBehind(node: string, output = 0): Promise<void> {
		const { page } = this.person;
		const handle = page.locator(
			`[data-test-id="canvas-node-output-handle"][data-node-name=${JSON.stringify(node)}][data-index="${output}"]`,
		);
		await this.person.click(handle.getByTestId('canvas-handle-plus'));
	}

	/** Presses *Execute workflow* of a workflow that starts with a webhook, and waits until it listens. */
	async startListening(): Promise<void> {
		const { page } = this.person;
		await this.person.click(page.getByTestId('execute-workflow-button'));
		await page
			.getByText(/Waiting for (trigger event|you to)/)
			.first()
			.waitFor();
	}

	/** Waits until so many nodes are marked as executed. */
	async untilExecuted(nodes: number, withinMs: number): Promise<void> {
		const marks = this.person.page.getByTestId('canvas-node-status-success');
		await until(`${nodes} nodes have run`, async () => (await marks.count()) >= nodes, withinMs);
	}

	/** A picture of the whole workflow on a usual screen, as *Zoom to fit* shows it. */
	async picture(path: string): Promise<void> {
		const { page } = this.person;
		const before = page.viewportSize();
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.getByTestId('zoom-to-fit').click();
		await pause(ZOOMED_AFTER_MS);
		await page.screenshot({ path });
		if (before) await page.setViewportSize(before);
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

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
