import { z } from 'zod';

const NodeSchema = z.object({
	name: z.string(),
	type: z.string(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.record(z.unknown()),
	credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
});
export type WorkflowNode = z.output<typeof NodeSchema>;

export const WorkflowSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		nodes: z.array(NodeSchema.passthrough()),
		connections: z.record(
			z.object({ main: z.array(z.array(z.object({ node: z.string() }).passthrough()).nullable()) }),
		),
	})
	.passthrough();
export type WorkflowFile = z.output<typeof WorkflowSchema>;

export interface Measured {
	name: string;
	/** Besides notes. */
	nodes: number;
	dataTableNodes: number;
	expressions: number;
	longestExpression: number;
	/** Nodes in which somebody has to choose credentials. */
	credentialNodes: number;
	/** Names of credentials, each once. */
	credentials: string[];
	/** Pairs of nodes that lie on each other. */
	overlapping: string[];
	/** Pairs of lines that cross, or run through a node. */
	crossing: string[];
	/** Credentials that would not bind by their name, and workflows that are called by an id. */
	fixedIds: string[];
}

const NOTE = 'n8n-nodes-base.stickyNote';
/** What the editor draws of a node, with its name below. */
const SIZE = { width: 130, height: 130 };

/** What a person sees of a ready-made workflow, in numbers. */
export function measureWorkflow(workflow: WorkflowFile): Measured {
	const nodes = workflow.nodes.filter(({ type }) => type !== NOTE);
	const expressions = nodes.flatMap(({ parameters }) =>
		textsIn(parameters).filter((text) => text.startsWith('=')),
	);
	const asking = nodes.filter(({ credentials }) => Object.keys(credentials ?? {}).length > 0);
	const names = asking.flatMap(({ credentials }) =>
		Object.values(credentials ?? {}).map(({ name }) => name),
	);
	return {
		name: workflow.name,
		nodes: nodes.length,
		dataTableNodes: nodes.filter(({ type }) => type.endsWith('.dataTable')).length,
		expressions: expressions.length,
		longestExpression: Math.max(0, ...expressions.map(({ length }) => length)),
		credentialNodes: asking.length,
		credentials: [...new Set(names)].sort(),
		overlapping: pairs(nodes).flatMap(([a, b]) => (overlap(a, b) ? `${a.name} / ${b.name}` : [])),
		crossing: crossings(workflow, nodes),
		fixedIds: nodes.flatMap(({ name, credentials, parameters, type }) => [
			...Object.values(credentials ?? {}).flatMap(({ id }) => (id === null ? [] : name)),
			...(type.endsWith('.executeWorkflow') && 'workflowId' in parameters ? [name] : []),
		]),
	};
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

function pairs<T>(list: readonly T[]): Array<[T, T]> {
	return list.flatMap((a, at) => list.slice(at + 1).map((b): [T, T] => [a, b]));
}

function overlap({ position: [ax, ay] }: WorkflowNode, { position: [bx, by] }: WorkflowNode) {
	return Math.abs(ax - bx) < SIZE.width && Math.abs(ay - by) < SIZE.height;
}

type Point = readonly [x: number, y: number];
interface Line {
	from: WorkflowNode;
	to: WorkflowNode;
	points: [Point, Point];
}

/** Lines as straight ones, from the right of a node to the left of the next. */
function crossings({ connections }: WorkflowFile, nodes: readonly WorkflowNode[]): string[] {
	const byName = new Map(nodes.map((node) => [node.name, node]));
	const lines = Object.entries(connections).flatMap(([name, { main }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).flatMap((target): Line[] => {
				const from = byName.get(name);
				const to = byName.get(target.node);
				if (!from || !to) throw new Error(`There is no node ${from ? target.node : name}`);
				const step = 40;
				const startY = from.position[1] + 48 + (output - (main.length - 1) / 2) * step;
				const start: Point = [from.position[0] + 96, startY];
				return [{ from, to, points: [start, [to.position[0], to.position[1] + 48]] }];
			}),
		),
	);
	const found: string[] = [];
	for (const [a, b] of pairs(lines)) {
		if (a.from === b.from || a.to === b.to) continue;
		if (cross(a.points, b.points))
			found.push(`${a.from.name} → ${a.to.name} / ${b.from.name} → ${b.to.name}`);
	}
	for (const { from, to, points } of lines) {
		for (const node of nodes) {
			if (node === from || node === to) continue;
			if (passesThrough(points, node)) found.push(`${from.name} → ${to.name} / ${node.name}`);
		}
	}
	return found;
}

const side = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number =>
	Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

function cross([a, b]: Line['points'], [c, d]: Line['points']): boolean {
	return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function passesThrough(line: Line['points'], { position: [x, y] }: WorkflowNode): boolean {
	const [left, right, top, bottom] = [x, x + 96, y, y + 96];
	return (
		cross(line, [
			[left, top],
			[right, bottom],
		]) ||
		cross(line, [
			[left, bottom],
			[right, top],
		])
	);
}
