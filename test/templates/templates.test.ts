import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { z } from 'zod';
import manifest from '../../package.json';
import { RECIPES, TEMPLATES } from '../../scripts/n8n/paths';
import { makeAllInOne, readAllInOne } from '../../scripts/workflows/allInOne';
import { engineNodes } from '../../scripts/workflows/engineWorkflow';
import { RECIPE_LIMITS, violations } from '../../scripts/workflows/limits';
import { type Measured, measureWorkflow } from '../../scripts/workflows/measureWorkflow';
import { ALL_IN_ONE, readWorkflow, readWorkflows } from '../../scripts/workflows/readWorkflows';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';

/** n8n's own nodes that the workflows use, all with one output. */
const CORE = [
	...['filter', 'manualTrigger', 'noOp', 'scheduleTrigger', 'stickyNote'],
	...['aggregate', 'httpRequest', 'merge', 'removeDuplicates', 'splitOut', 'wait'],
].map((name) => `n8n-nodes-base.${name}`);
/** What a person has to enter before publishing: nobody else can know it. */
const LEFT_TO_ENTER = ['contracts'];
const CREDENTIALS: Record<string, string> = {
	linkedInRscOAuth2Api: 'LinkedIn RSC',
	rscPagesApi: 'RSC Pages',
	smartRecruitersOAuth2Api: 'SmartRecruiters',
};

const own: Record<string, INodeType> = {};
beforeAll(async () => {
	for (const path of manifest.n8n.nodes) {
		const name = basename(path, '.node.js');
		const module = await import(`../../nodes/${name}/${name}.node.ts`);
		const type: INodeType = new module[name]();
		own[`${manifest.name}.${type.description.name}`] = type;
	}
});

const recipes = readWorkflows(RECIPES).map((one) => ({ ...one, folder: RECIPES }));
const files = [...readWorkflows().map((one) => ({ ...one, folder: TEMPLATES })), ...recipes];
const nodesOf = ({ workflow }: (typeof files)[number]) => engineNodes(workflow);
const everyNode = files.flatMap(nodesOf);
const allInOne = { ...readWorkflow(ALL_IN_ONE), folder: TEMPLATES };
const named = [allInOne, ...files].map((one) => [one.file, one] as const);

/** The package's nodes of a file, with their descriptions. */
function described(file: (typeof files)[number]) {
	return nodesOf(file).flatMap((node) => {
		const description = own[node.type]?.description;
		return description ? [{ node, description, shown: shownFor(node, description) }] : [];
	});
}

/** Its parameters as the editor shows them: with defaults, without what is hidden or unknown. */
const shownFor = (node: INode, description: INodeTypeDescription): INodeParameters =>
	NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	) ?? {};

it('there are ready-made workflows', () => {
	expect(files.length).toBeGreaterThan(5);
	expect(everyNode.filter(({ type }) => type.startsWith(manifest.name)).length).toBeGreaterThan(20);
});

it('no id of a node or a webhook, and no address, is used twice', () => {
	const seen = [
		...files.map(({ workflow }) => workflow.id),
		...everyNode.map(({ id }) => id),
		...everyNode.flatMap(({ webhookId }) => webhookId ?? []),
		...everyNode.flatMap(({ parameters }) => parameters.path ?? []),
	];
	expect(seen.filter((one, at) => seen.indexOf(one) !== at)).toEqual([]);
});

describe.each(named)('%s', (name, file) => {
	const nodes = nodesOf(file);

	it('uses nodes of this package and of n8n, in versions that there are, and no Data Table', () => {
		const stray = nodes.filter(({ type, typeVersion }) => {
			const versions = [own[type]?.description.version ?? []].flat();
			return !CORE.includes(type) && !versions.includes(typeVersion);
		});
		expect(stray.map((node) => node.name)).toEqual([]);
	});

	it('sets only parameters that are shown, to values that there are', () => {
		const faults = described(file).flatMap(({ node, description, shown }) => {
			const { pollTimes: _addedByN8n, ...set } = node.parameters;
			const hidden = Object.entries(description.polling ? set : node.parameters)
				.filter(([key, value]) => JSON.stringify(shown[key]) !== JSON.stringify(value))
				.map(([key]) => `${node.name}: ${key}`);
			const filled = { ...node, parameters: shown };
			const issues = NodeHelpers.getNodeParametersIssues(
				description.properties,
				filled,
				description,
			);
			const wrong = Object.keys(issues?.parameters ?? {}).filter(
				(key) => !LEFT_TO_ENTER.includes(key),
			);
			return [...hidden, ...wrong.map((key) => `${node.name}: ${key} is wrong or missing`)];
		});
		expect(faults).toEqual([]);
	});

	it('has exactly the credentials that its nodes ask for, to be chosen by name', () => {
		const asked = described(file).map(({ node, description, shown }) => {
			const types = (description.credentials ?? [])
				.filter((one) => NodeHelpers.displayParameter(shown, one, node, description))
				.map((one) => [one.name, { id: null, name: CREDENTIALS[one.name] }]);
			return [node.name, Object.fromEntries(types)];
		});
		expect(described(file).map(({ node }) => [node.name, node.credentials ?? {}])).toEqual(asked);
	});

	it('connects outputs that there are to nodes that there are', () => {
		const { connections } = file.workflow;
		const workflow = new Workflow({
			nodes: described(file).map(({ node }) => node),
			connections: {},
			active: false,
			nodeTypes: {
				getByName: (type) => own[type] as INodeType,
				getByNameAndVersion: (type) => own[type] as INodeType,
				getKnownTypes: () => ({}),
			},
		});
		const outputs = (from: string): number => {
			const found = described(file).find(({ node }) => node.name === from);
			if (!found) return nodes.some((node) => node.name === from) ? 1 : 0;
			const filled = { ...found.node, parameters: found.shown };
			return NodeHelpers.getNodeOutputs(workflow, filled, found.description).length;
		};
		const loose = Object.entries(connections).flatMap(([from, { main }]) => [
			...(main.length > outputs(from) ? [`${from}: output ${main.length}`] : []),
			...main
				.flatMap((targets) => targets ?? [])
				.filter(({ node }) => nodes.every((one) => one.name !== node))
				.map(({ node }) => `${from} → ${node}`),
		]);
		expect(loose).toEqual([]);
	});

	it('holds no address, no secret and no person', () => {
		const text = readFileSync(join(file.folder, name), 'utf8').replaceAll(
			'https://api.smartrecruiters.com/',
			'',
		);
		const found =
			/https?:\/\/\S+|urn:li:\S+|"\w*(secret|password|token|apikey)":|\w+@[\w-]+\.\w+/i.exec(text);
		expect(found?.[0]).toBe(undefined);
	});

	it('saves no execution of a page, failed ones included', () => {
		const opens = nodesOf(file).some(
			({ parameters: { trigger } }) => trigger === 'page' || trigger === 'callback',
		);
		expect(file.workflow.settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			...(opens && { saveDataErrorExecution: 'none' }),
		});
	});

	it('lets n8n’s HTTP Request sign in to SmartRecruiters only with its credential', () => {
		const calling = nodes.filter(({ parameters: { url } }) => url);
		expect(
			calling.map(({ parameters: { nodeCredentialType }, credentials }) => ({
				nodeCredentialType,
				credentials,
			})),
		).toEqual(
			calling.map(() => ({
				nodeCredentialType: 'smartRecruitersOAuth2Api',
				credentials: { smartRecruitersOAuth2Api: { id: null, name: 'SmartRecruiters' } },
			})),
		);
	});

	it('explains itself', () => {
		expect(nodes.some(({ type }) => type.endsWith('.stickyNote'))).toBe(true);
	});
});

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

describe('workflow 06', () => {
	it('is told of every change that Sync Records follows, hiring teams included', () => {
		const changes = files.filter(({ workflow: { id } }) => id === 'rscChanges');
		const subscribed = changes
			.flatMap(described)
			.filter(({ description: { name } }) => name === 'smartRecruitersTrigger')
			.map(({ shown }) => expandEvents(z.array(z.string()).parse(shown.events)));
		expect(subscribed).toEqual([
			expect.arrayContaining([
				...['application.created', 'application.status.updated'],
				...['candidate.created', 'candidate.deleted', 'candidate.updated'],
				...['job.hiring-team.updated', 'job.status.updated', 'job.updated'],
			]),
		]);
	});
});

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
