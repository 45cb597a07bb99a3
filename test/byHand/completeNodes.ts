import type { Editor } from './Editor';

/** What somebody had to do in a node's panel after an import. */
export interface Completion {
	node: string;
	/** Labels of the credential boxes that were empty. */
	credentials: string[];
	/** Names of the fields that were empty and must not be. */
	fields: string[];
}

/**
 * Opens these nodes one after the other, chooses in every empty credential box the credential that is meant for it, and
 * fills in the fields that must not be empty.
 *
 * @param names of the credentials, by their type
 * @param values for fields, by their name
 * @throws Error when a box does not offer any of these credentials, or a field is empty for which no value is given
 */
export async function completeNodes(
	editor: Editor,
	nodes: readonly string[],
	names: Readonly<Record<string, string>>,
	values: Readonly<Record<string, string>>,
): Promise<Completion[]> {
	const done: Completion[] = [];
	for (const node of nodes) {
		const panel = await editor.canvas.openNode(node);
		const completion: Completion = { node, credentials: [], fields: [] };
		for (const label of (await panel.shown()).credentials) {
			if ((await panel.credential(label)) !== '') continue;
			const refusal = await panel.chooseCredential(label, Object.values(names));
			if (refusal !== undefined) throw new Error(`${node}: ${refusal}`);
			completion.credentials.push(label);
		}
		for (const name of await panel.fieldsWithIssues()) {
			const value = values[name];
			if (value === undefined) throw new Error(`${node} wants ${name}`);
			await panel.fill(name, value);
			completion.fields.push(name);
		}
		await panel.close();
		done.push(completion);
	}
	return done;
}
