import { z } from 'zod';
import type { WorkflowFile, WorkflowNode } from './measureWorkflow';

/** A ready-made workflow as a part of the combined one. */
export interface Part {
	/** `01`, `05b`: as in the file's name. */
	number: string;
	workflow: WorkflowFile;
}

type Position = WorkflowNode['position'];

const NOTE = 'n8n-nodes-base.stickyNote';
const COLUMNS = 3;
const GAP = 160;
/** What the editor draws of a node, with its name below. */
const DRAWN = { width: 160, height: 170 };
const SizeSchema = z.object({
	width: z.number().default(240),
	height: z.number().default(160),
	content: z.string(),
});
/** What is done once for all parts. */
const SET_UP = /\*\*Set up\*\*\n(?:\d+\. .*\n?)+\n*/;

/**
 * All ready-made workflows on one canvas: imported, given credentials and published once. Each part keeps its nodes, its
 * parameters, its webhooks and its place for the one who is told; names that several parts use end in the part's number.
 *
 * The webhooks keep their ids: n8n then refuses to publish both the combined workflow and one of its parts that has a
 * webhook, so that nothing is registered twice.
 */
export function combineWorkflows(parts: readonly Part[], about: string): WorkflowFile {
	const [first] = parts;
	if (!first) throw new Error('There is nothing to combine');
	const places = grid(parts);
	const shared = sharedNames(parts);
	const placed = parts.map((part, nth) => place(part, shared, places[nth] ?? [0, 0]));
	return {
		id: 'rscAllInOne',
		name: 'RSC All in One',
		nodes: [intro(about), ...placed.flatMap(({ nodes }) => nodes)],
		connections: Object.fromEntries(
			placed.flatMap(({ connections }) => Object.entries(connections)),
		),
		settings: first.workflow.settings,
		pinData: {},
		// With an id, the editor offers to choose each credential once for all nodes.
		meta: { templateId: 'rscAllInOne', templateCredsSetupCompleted: false },
	};
}

function intro(about: string): WorkflowFile['nodes'][number] {
	return {
		parameters: { content: about, height: 620, width: 1000, color: 4 },
		id: '5d1f7c52-7a4e-5f6e-9b1c-0a2e6c3d4f10',
		name: 'Read Me',
		type: NOTE,
		typeVersion: 1,
		position: [0, -620 - GAP],
	};
}

function place(
	{ number, workflow }: Part,
	shared: ReadonlySet<string>,
	[left, top]: Position,
): Pick<WorkflowFile, 'nodes' | 'connections'> {
	const named = (name: string): string => (shared.has(name) ? `${name} (${number})` : name);
	const { x, y } = boxOf(workflow);
	return {
		nodes: workflow.nodes.map((node) => ({
			...node,
			name: named(node.name),
			position: [node.position[0] - x + left, node.position[1] - y + top],
			parameters: node.type === NOTE ? noteIn(node.parameters, shared, named) : node.parameters,
		})),
		connections: Object.fromEntries(
			Object.entries(workflow.connections).map(([from, { main }]) => [
				named(from),
				{
					main: main.map(
						(targets) =>
							targets?.map((target) => ({ ...target, node: named(target.node) })) ?? null,
					),
				},
			]),
		),
	};
}

/** A part's note without its set-up, and with the names that its nodes have here. */
function noteIn(
	parameters: WorkflowNode['parameters'],
	shared: ReadonlySet<string>,
	named: (name: string) => string,
): WorkflowNode['parameters'] {
	const { content } = SizeSchema.parse(parameters);
	const renamed = [...shared].reduce(
		(text, name) => text.replaceAll(`*${name}*`, `*${named(name)}*`),
		content.replace(SET_UP, ''),
	);
	return { ...parameters, content: renamed };
}

/** Names that more than one part uses, the note's included. */
function sharedNames(parts: readonly Part[]): Set<string> {
	const seen = new Set<string>(['Read Me']);
	const shared = new Set<string>(['Read Me']);
	for (const { workflow } of parts)
		for (const { name } of workflow.nodes) (seen.has(name) ? shared : seen).add(name);
	return shared;
}

/** Where each part begins: rows of three, below one another. */
function grid(parts: readonly Part[]): Position[] {
	const boxes = parts.map(({ workflow }) => boxOf(workflow));
	const width = Math.max(...boxes.map((box) => box.width)) + GAP;
	const rows = boxes.flatMap((_, nth) =>
		nth % COLUMNS === 0 ? [boxes.slice(nth, nth + COLUMNS)] : [],
	);
	let top = 0;
	return rows.flatMap((row) => {
		const y = top;
		top += Math.max(...row.map((box) => box.height)) + GAP;
		return row.map((_, column): Position => [column * width, y]);
	});
}

function boxOf({ nodes }: WorkflowFile): { x: number; y: number; width: number; height: number } {
	const drawn = nodes.map(({ position: [x, y], type, parameters }) => {
		const { width, height } = type === NOTE ? SizeSchema.parse(parameters) : DRAWN;
		return { x, y, right: x + width, bottom: y + height };
	});
	const x = Math.min(...drawn.map((one) => one.x));
	const y = Math.min(...drawn.map((one) => one.y));
	return {
		x,
		y,
		width: Math.max(...drawn.map(({ right }) => right)) - x,
		height: Math.max(...drawn.map(({ bottom }) => bottom)) - y,
	};
}
