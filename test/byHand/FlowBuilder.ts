import type { Editor } from './Editor';
import type { NodePanel } from './NodePanel';
import { until } from './until';

/** Where a node goes; without it, it starts the flow. */
export interface Behind {
	node: string;
	/** The first is 0. */
	output?: number;
}

/** A workflow that somebody builds node by node, with the plus behind a node and the panel of nodes. */
export class FlowBuilder {
	constructor(
		private readonly editor: Editor,
		/** Of the credentials, by type. */
		private readonly credentials: Readonly<Record<string, string>>,
	) {}

	/** Opens an empty workflow. */
	async begin(): Promise<void> {
		await this.editor.home.newWorkflow();
	}

	/**
	 * Adds a node of this package, and chooses its credentials where n8n has not.
	 *
	 * @param action its text in the panel of nodes
	 * @param set what is set in its panel before that is closed
	 * @returns its name
	 */
	async add(
		node: string,
		action: string | undefined,
		behind?: Behind,
		set: (panel: NodePanel) => Promise<void> = async () => undefined,
	): Promise<string> {
		const { creator, panel } = this.editor;
		await this.search(node, behind);
		await creator.openNode(node);
		if (action !== undefined) await creator.choose(action);
		for (const label of (await panel.shown()).credentials) {
			if ((await panel.credential(label)) !== '') continue;
			const refusal = await panel.chooseCredential(label, Object.values(this.credentials));
			if (refusal !== undefined) throw new Error(`${node}: ${refusal}`);
		}
		await set(panel);
		const name = await panel.title();
		await panel.close();
		return name;
	}

	/** Adds a node of n8n's own as it is. @returns its name */
	async addCore(node: string, behind?: Behind): Promise<string> {
		const { canvas, creator, panel } = this.editor;
		const before = await canvas.names();
		await this.search(node, behind);
		await creator.pick(node);
		let added: string | undefined;
		await until(`${node} is on the canvas`, async () => {
			added = (await canvas.names()).find((name) => !before.includes(name));
			return added !== undefined;
		});
		if (await panel.opens()) await panel.close();
		return added ?? node;
	}

	private async search(node: string, behind?: Behind): Promise<void> {
		const { canvas, creator } = this.editor;
		if (behind) await canvas.startBehind(behind.node, behind.output);
		else await creator.open();
		await creator.search(node);
	}
}
