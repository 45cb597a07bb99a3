import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { allInOne, files, loadNodes, nodesOf, own } from '../support/shippedTemplates';

loadNodes();

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
const everyNode = files.flatMap(nodesOf);
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

	it('saves no execution of a page, nor one that handles a person’s data, failed ones included', () => {
		// A run that fails later keeps what nodes before have put out: these name seat holders.
		const naming = ['syncNew', 'importPast', 'catchUp'];
		const opens = nodesOf(file).some(
			({ parameters: { trigger, operation } }) =>
				(typeof trigger === 'string' &&
					['page', 'callback', 'pushed', 'polled'].includes(trigger)) ||
				(typeof operation === 'string' && naming.includes(operation)),
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
