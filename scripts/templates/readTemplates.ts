import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES, ROOT, TEMPLATES } from '../n8n/paths';
import type { WorkflowFile, WorkflowNode } from '../workflows/measureWorkflow';
import {
	ALL_IN_ONE,
	type ReadyMade,
	readWorkflow,
	readWorkflows,
} from '../workflows/readWorkflows';

const PACKAGE = 'n8n-nodes-recruiter-system-connect.';
const NOTE = 'n8n-nodes-base.stickyNote';

/** As the editor lists them; a template has one. */
export const CATEGORIES = [
	{ id: 1, name: 'Workflows' },
	{ id: 2, name: 'Recipes' },
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What the editor shows as the icon of a node. */
export interface TemplateNode {
	name: string;
	displayName: string;
	iconData: { type: 'file'; fileBuffer: string };
}

export interface Template {
	id: string;
	name: string;
	/** Markdown. */
	description: string;
	category: Category;
	/** ISO 8601. */
	createdAt: string;
	/** The nodes of this package, each kind once. */
	nodes: TemplateNode[];
	workflow: WorkflowFile;
}

/** The editor takes nodes and connections of a template, and leaves out the workflow's settings. */
const AFTER_IMPORT =
	'**After importing:** n8n leaves out the settings of the workflow. With `EXECUTIONS_DATA_SAVE_ON_SUCCESS=none`, as the installation guide says, nothing is to be done. Otherwise, set *Save successful production executions* to *Do not save* in the workflow’s settings.';

/** All in one, the ready-made workflows in the order of use, then the recipes. */
export function readTemplates(): Template[] {
	const [workflows, recipes] = CATEGORIES;
	return [
		...toTemplates([readWorkflow(ALL_IN_ONE), ...readWorkflows()], TEMPLATES, workflows),
		...toTemplates(readWorkflows(RECIPES), RECIPES, recipes),
	];
}

function toTemplates(some: readonly ReadyMade[], folder: string, category: Category): Template[] {
	return some.map(({ file, workflow }) => ({
		id: workflow.id,
		name: workflow.name,
		description: `${noteOf(workflow.nodes)}\n\n${AFTER_IMPORT}`,
		category,
		createdAt: statSync(join(folder, file)).mtime.toISOString(),
		nodes: [...new Set(workflow.nodes.map(({ type }) => type))].flatMap(iconOf),
		workflow,
	}));
}

/** The note that explains the workflow, without its heading. */
function noteOf(nodes: readonly WorkflowNode[]): string {
	const note = nodes.find(({ type, name }) => type === NOTE && name === 'Read Me');
	const content = note?.parameters.content;
	return typeof content === 'string' ? content.replace(/^## .*\n+/, '') : '';
}

function iconOf(type: string): TemplateNode[] {
	if (!type.startsWith(PACKAGE)) return [];
	const name = type.slice(PACKAGE.length);
	const icon = readFileSync(join(ROOT, 'icons', `${name}.svg`));
	const words = name.replace(/([A-Z])/g, ' $1');
	return [
		{
			name: type,
			displayName: words.charAt(0).toUpperCase() + words.slice(1),
			iconData: {
				type: 'file',
				fileBuffer: `data:image/svg+xml;base64,${icon.toString('base64')}`,
			},
		},
	];
}
