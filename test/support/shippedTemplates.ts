import { basename } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import manifest from '../../package.json';
import { RECIPES, TEMPLATES } from '../../scripts/n8n/paths';
import { engineNodes } from '../../scripts/workflows/engineWorkflow';
import { ALL_IN_ONE, readWorkflow, readWorkflows } from '../../scripts/workflows/readWorkflows';

export const own: Record<string, INodeType> = {};

export const recipes = readWorkflows(RECIPES).map((one) => ({ ...one, folder: RECIPES }));

export const files = [...readWorkflows().map((one) => ({ ...one, folder: TEMPLATES })), ...recipes];

export const nodesOf = ({ workflow }: (typeof files)[number]) => engineNodes(workflow);

export const allInOne = { ...readWorkflow(ALL_IN_ONE), folder: TEMPLATES };

/** Before all tests: the package's nodes. */
export function loadNodes(): void {
	beforeAll(async () => {
		for (const path of manifest.n8n.nodes) {
			const name = basename(path, '.node.js');
			const module = await import(`../../nodes/${name}/${name}.node.ts`);
			const type: INodeType = new module[name]();
			own[`${manifest.name}.${type.description.name}`] = type;
		}
	});
}
