import { RECIPE_LIMITS, violations } from '../../scripts/workflows/limits';
import { type Measured, measureWorkflow } from '../../scripts/workflows/measureWorkflow';
import { readWorkflows } from '../../scripts/workflows/readWorkflows';
import { recipes } from '../support/shippedTemplates';

describe('the limits', () => {
	it('hold', () => {
		const measure = (some: ReturnType<typeof readWorkflows>) =>
			some.map(({ workflow }) => measureWorkflow(workflow));
		expect(violations(measure(readWorkflows()))).toEqual([]);
		expect(violations(measure(recipes), RECIPE_LIMITS)).toEqual([]);
	});

	it.each([
		[2, /2 nodes, at least 3/],
		[7, /7 nodes, at most 6/],
	])('notice a recipe of %d nodes', (count, expected) => {
		expect(violations([measured(row(count))], RECIPE_LIMITS)).toEqual([
			expect.stringMatching(expected),
		]);
	});

	const node = (name: string, x: number, y: number, change: object = {}) => ({
		...{ name, type: 'n8n-nodes-base.noOp', position: [x, y] as [number, number] },
		...{ parameters: {}, ...change },
	});
	const measured = (
		nodes: Array<ReturnType<typeof node>>,
		lines: Array<[from: string, to: string]> = [],
	): Measured =>
		measureWorkflow({
			...{ id: 'madeUp', name: 'Made Up', nodes },
			connections: Object.fromEntries(
				lines.map(([from, to]) => [from, { main: [[{ node: to }]] }]),
			),
		});
	const row = (count: number, change: object = {}) =>
		Array.from({ length: count }, (_one, nth) => node(`n${nth}`, nth * 200, 0, change));
	const credentials = (id: string | null) => ({
		credentials: { one: { id, name: 'One' } },
	});

	it.each<[string, Measured[], RegExp]>([
		['too many nodes', [measured(row(16))], /16 nodes, at most 15/],
		['too many in all', Array.from({ length: 7 }, () => measured(row(14))), /98 nodes in all/],
		[
			'a long expression',
			[measured([node('a', 0, 0, { parameters: { deep: [`={{ ${'x'.repeat(130)} }}`] } })])],
			/an expression of 13\d characters/,
		],
		['credentials in many nodes', [measured(row(6, credentials(null)))], /credentials in 6 nodes/],
		['nodes on each other', [measured([node('a', 0, 0), node('b', 50, 50)])], /a \/ b overlap/],
		[
			'lines that cross',
			[
				measured(
					[node('a', 0, 0), node('b', 0, 400), node('c', 400, 400), node('d', 400, 0)],
					[
						['a', 'c'],
						['b', 'd'],
					],
				),
			],
			/a → c \/ b → d cross/,
		],
		[
			'a line through a node',
			[measured([node('a', 0, 0), node('b', 300, 0), node('c', 600, 0)], [['a', 'c']])],
			/a → c \/ b cross/,
		],
		['a credential by id', [measured([node('a', 0, 0, credentials('7'))])], /a holds an id/],
		[
			'a workflow that is called by id',
			[
				measured([
					node('a', 0, 0, {
						type: 'n8n-nodes-base.executeWorkflow',
						parameters: { workflowId: 'x' },
					}),
				]),
			],
			/a holds an id/,
		],
	])('notice %s, and nothing else', (_what, workflows, expected) => {
		expect(violations(workflows)).toEqual([expect.stringMatching(expected)]);
	});
});
