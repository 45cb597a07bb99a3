import type { INode } from 'n8n-workflow';
import { makeAllInOne, readAllInOne } from '../../scripts/workflows/allInOne';
import { engineNodes } from '../../scripts/workflows/engineWorkflow';
import { measureWorkflow } from '../../scripts/workflows/measureWorkflow';
import { readWorkflows } from '../../scripts/workflows/readWorkflows';
import { allInOne, nodesOf } from '../support/shippedTemplates';

describe('all in one', () => {
	const NOTE = 'n8n-nodes-base.stickyNote';
	const parts = readWorkflows();
	const nodes = nodesOf(allInOne).filter(({ type }) => type !== NOTE);
	/** Without what depends on where a node is. */
	const inEssence = ({ name: _name, position: _position, ...rest }: INode) => rest;

	it('is what its parts make (npm run workflows -- --combine)', () => {
		expect(readAllInOne()).toBe(makeAllInOne());
	});

	it('has each node of each part, with its parameters, credentials and webhook', () => {
		const ofParts = parts.flatMap(({ workflow }) => engineNodes(workflow));
		expect(nodes.map(inEssence)).toEqual(
			ofParts.filter(({ type }) => type !== NOTE).map(inEssence),
		);
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
	});

	it('connects them as in the parts', () => {
		const lines = (workflow: (typeof allInOne)['workflow'], bare: (name: string) => string) =>
			Object.entries(workflow.connections).flatMap(([from, { main }]) =>
				main.flatMap((targets, output) =>
					(targets ?? []).map(({ node }) => `${bare(from)} ${output} ${bare(node)}`),
				),
			);
		const withoutNumber = (name: string) => name.replace(/ \(\d\db?\)$/, '');
		expect(lines(allInOne.workflow, withoutNumber)).toEqual(
			parts.flatMap(({ workflow }) => lines(workflow, (name) => name)),
		);
		const within = Object.entries(allInOne.workflow.connections).flatMap(([from, { main }]) =>
			main.flatMap((targets) =>
				(targets ?? []).map(({ node }) =>
					[from, node].map((name) => /\((\d\db?)\)$/.exec(name)?.[1]),
				),
			),
		);
		expect(
			within.filter(([from, to]) => from !== undefined && to !== undefined && from !== to),
		).toEqual([]);
	});

	it('lies on the canvas without touching itself, and speaks of nodes by their names there', () => {
		const { overlapping, crossing, fixedIds } = measureWorkflow(allInOne.workflow);
		expect({ overlapping, crossing, fixedIds }).toEqual({
			overlapping: [],
			crossing: [],
			fixedIds: [],
		});
		const notes = nodesOf(allInOne)
			.flatMap(({ parameters: { content } }) => (typeof content === 'string' ? content : []))
			.join(' ');
		expect(notes).toContain('*Tell Somebody (01)*');
		expect(notes).not.toContain('*Tell Somebody*');
		expect(notes.match(/\*\*Set up\*\*/g)).toHaveLength(1);
	});
});
