import type { Editor } from './Editor';

/** Opens these nodes one after the other, and chooses in every empty credential box the credential that is meant for it. */
export async function bindCredentials(
	editor: Editor,
	nodes: readonly string[],
	names: Readonly<Record<string, string>>,
): Promise<void> {
	for (const node of nodes) {
		const panel = await editor.canvas.openNode(node);
		for (const label of (await panel.shown()).credentials) {
			if ((await panel.credential(label)) !== '') continue;
			const offered = await panel.offeredCredentials(label);
			const meant = Object.values(names).find((name) => offered.includes(name));
			if (meant === undefined)
				throw new Error(`${node} offers ${offered.join(', ')} for ${label}`);
			await panel.chooseCredential(label, meant);
		}
		await panel.close();
	}
}
