import type { IConnections, INode } from 'n8n-workflow';
import { z } from 'zod';
import { name as PACKAGE } from '../../../package.json';
import { engineConnections, engineNodes } from '../../workflows/engineWorkflow';
import { readWorkflows } from '../../workflows/readWorkflows';

/** A ready-made workflow, as it is in the package. */
export interface ShippedWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	/** Whether n8n keeps executions that fail, with their items. */
	keepsFailures: boolean;
}

const SettingsSchema = z.object({ saveDataErrorExecution: z.string() });
const known = new Map<string, ShippedWorkflow>();

/** @param number how its file begins: `04` */
export function shippedWorkflow(number: string): ShippedWorkflow {
	const held = known.get(number);
	if (held) return held;
	const found = readWorkflows().find(({ file }) => file.startsWith(`${number}-`));
	if (!found) throw new Error(`There is no workflow ${number}`);
	const { name, settings } = found.workflow;
	const made = {
		name,
		nodes: engineNodes(found.workflow).filter(({ type }) => !type.endsWith('.stickyNote')),
		connections: engineConnections(found.workflow),
		keepsFailures: SettingsSchema.parse(settings).saveDataErrorExecution === 'all',
	};
	known.set(number, made);
	return made;
}

/** For an operation that no ready-made workflow has: a schedule, and the node. */
export function aloneWorkflow(type: string, parameters: INode['parameters']): ShippedWorkflow {
	const node = (name: string, of: string, own: INode['parameters']): INode => ({
		id: name,
		name,
		type: of,
		typeVersion: 1,
		position: [0, 0],
		parameters: own,
		credentials: Object.fromEntries(
			['linkedInRscOAuth2Api', 'smartRecruitersOAuth2Api'].map((one) => [
				one,
				{ id: one, name: one },
			]),
		),
	});
	return {
		name: `Alone: ${type}`,
		nodes: [
			node('Every Minute', 'n8n-nodes-base.scheduleTrigger', {}),
			node('Node', `${PACKAGE}.${type}`, parameters),
		],
		connections: { 'Every Minute': { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		keepsFailures: true,
	};
}
