import { createHash } from 'node:crypto';
import type { TemplateNode } from './nodes';

/** `[from, to]`, or `[from, output, to]` for another output than the first. */
export type Link = [from: string, to: string] | [from: string, output: number, to: string];

export interface WorkflowDraft {
	/** Fixed, so that workflows can call each other. */
	id: string;
	name: string;
	/** File name without `.json`. */
	file: string;
	nodes: TemplateNode[];
	links: Link[];
	settings?: Record<string, unknown>;
}

export interface WorkflowFile {
	file: string;
	json: string;
}

/** The importable file of a workflow. @throws Error when a link names a node that is not there */
export function toFile(draft: WorkflowDraft): WorkflowFile {
	const names = new Set(draft.nodes.map(({ name }) => name));
	const connections: Record<
		string,
		{ main: Array<Array<{ node: string; type: 'main'; index: 0 }>> }
	> = {};
	for (const link of draft.links) {
		const [from, output, to] = link.length === 3 ? link : [link[0], 0, link[1]];
		for (const name of [from, to])
			if (!names.has(name)) throw new Error(`${draft.name} has no node "${name}"`);
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	const workflow = {
		id: draft.id,
		name: draft.name,
		nodes: draft.nodes.map(({ name, ...rest }) => ({ id: nodeId(draft.id, name), name, ...rest })),
		connections,
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveManualExecutions: true,
			callerPolicy: 'workflowsFromSameOwner',
			...draft.settings,
		},
		pinData: {},
		meta: { templateId: `rsc-${draft.file}` },
		tags: [],
	};
	return { file: `${draft.file}.json`, json: `${JSON.stringify(workflow, null, 2)}\n` };
}

/** The same for the same node every time: n8n's scheduler wants unique ids. */
function nodeId(workflowId: string, name: string): string {
	const hash = createHash('sha256').update(`${workflowId} ${name}`).digest('hex');
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
