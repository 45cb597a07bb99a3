import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import manifest from '../../package.json';
import { RECIPES } from '../../scripts/n8n/paths';
import { readWorkflows } from '../../scripts/workflows/readWorkflows';

/** n8n's own rules of what its version 3 breaks in a workflow, as *Settings › Migration report* applies them. */
const RULES = join(
	dirname(require.resolve('n8n/package.json')),
	'dist/modules/breaking-changes/rules/v3',
);
const ReportSchema = z.object({
	isAffected: z.boolean(),
	issues: z.array(z.object({ title: z.string() })),
});
interface Rule {
	id: string;
	detectWorkflow: (workflow: object, nodesByType: Map<string, object[]>) => Promise<unknown>;
}
interface NodeJson {
	name: string;
	type: string;
}

const descriptions: Record<string, INodeTypeDescription> = {};
const nodeTypes = {
	getByNameAndVersion: (type: string) => {
		const description = descriptions[type];
		if (!description) throw new Error(`${type} is not known`);
		return { description };
	},
};
let rules: Rule[] = [];
beforeAll(async () => {
	for (const path of manifest.n8n.nodes) {
		const name = basename(path, '.node.js');
		const module = await import(`../../nodes/${name}/${name}.node.ts`);
		const { description }: INodeType = new module[name]();
		descriptions[`${manifest.name}.${description.name}`] = description;
	}
	const fromHere = createRequire(__filename);
	rules = readdirSync(RULES)
		.filter((name) => name.endsWith('.rule.js'))
		.flatMap((name) => Object.values(fromHere(join(RULES, name)) as object))
		.filter((one) => typeof one === 'function' && 'detectWorkflow' in one.prototype)
		.map((one) => new one(nodeTypes) as Rule);
});

/** What n8n would say of a workflow. */
async function complaintsAbout(workflow: { nodes: NodeJson[] }): Promise<string[]> {
	const nodesByType = new Map<string, object[]>();
	for (const node of workflow.nodes)
		nodesByType.set(node.type, [...(nodesByType.get(node.type) ?? []), node]);
	const found: string[] = [];
	for (const rule of rules) {
		const report = ReportSchema.parse(await rule.detectWorkflow(workflow, nodesByType));
		if (report.isAffected) found.push(...report.issues.map(({ title }) => `${rule.id}: ${title}`));
	}
	return found;
}

it('the rules are there, and find what they are for', async () => {
	expect(rules.length).toBeGreaterThan(8);
	const type = `${manifest.name}.recruiterActivity`;
	const nodes = [
		{ name: 'A', type, typeVersion: 1, parameters: {}, alwaysOutputData: true },
		{
			name: 'B',
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: { mode: 'each' },
		},
	];
	const found = await complaintsAbout({ nodes });
	expect(found.join('\n')).toContain('Node \'A\' uses "Always Output Data"');
	expect(found.join('\n')).toContain("Node 'B' uses the removed");
});

const shipped = [...readWorkflows(), ...readWorkflows(RECIPES)];
it.each(shipped.map(({ file, workflow }) => [file, workflow] as const))(
	'n8n 3 breaks nothing in %s',
	async (_file, workflow) => {
		expect(await complaintsAbout(workflow)).toEqual([]);
	},
);

it('no ready-made workflow or recipe has a Code node, whose tasks end after a minute, or calls another', () => {
	const types = shipped.flatMap(({ workflow }) => workflow.nodes.map(({ type }) => type));
	expect(types.filter((type) => /\.(code|executeWorkflow)$/.test(type))).toEqual([]);
});
