import type { IExecuteFunctions, INode, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import type { OrganizationRow } from '../state/tables';
import { isByHand, SERVED } from './isByHand';
import { LINKEDIN_CREDENTIAL } from './readConnection';

/** Whose credentials, and which. */
export type Served = Pick<
	OrganizationRow,
	'organization' | 'linkedInCredential' | 'smartRecruitersCredential' | 'authentication' | 'company'
>;

/**
 * Runs a copy of this node with other credentials in an inline workflow of the same project: n8n looks whether the
 * project may use them, as it does for every node (n8n-platform reference §18.1). When it fails, n8n runs this
 * workflow's error workflow, and keeps it as an execution of this workflow where that keeps failures.
 *
 * @param change parameters that are different there
 * @returns items by output
 * @throws what the node throws
 */
export async function runAsOrganization(
	context: IExecuteFunctions,
	served: Served,
	items: INodeExecutionData[],
	change: INode['parameters'] = {},
): Promise<INodeExecutionData[][]> {
	const { data } = await context.executeWorkflow(
		{ code: inline(context, served, change) },
		items,
		undefined,
		{
			parentExecution: {
				executionId: context.getExecutionId(),
				workflowId: context.getWorkflow().id ?? '',
			},
		},
	);
	return data.map((output) => output ?? []);
}

const CALLED = 'Called';

function inline(
	context: IExecuteFunctions,
	served: Served,
	change: INode['parameters'],
): IWorkflowBase {
	const node = context.getNode();
	const called: INode = {
		id: CALLED,
		name: CALLED,
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
	const copy: INode = {
		...node,
		alwaysOutputData: false,
		position: [200, 0],
		parameters: {
			...node.parameters,
			...change,
			organizations: 'credentials',
			authentication: served.authentication,
			[SERVED.organization]: served.organization,
			[SERVED.company]: served.company,
			[SERVED.byHand]: isByHand(context),
		},
		credentials: {
			...node.credentials,
			[LINKEDIN_CREDENTIAL]: { id: served.linkedInCredential, name: served.organization },
			[served.authentication]: {
				id: served.smartRecruitersCredential,
				name: served.organization,
			},
		},
	};
	const { errorWorkflow, timezone, saveDataErrorExecution = 'all' } = context.getWorkflowSettings();
	return {
		id: '',
		name: `${context.getWorkflow().name ?? ''} (${served.organization})`,
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes: [called, copy],
		connections: { [CALLED]: { main: [[{ node: copy.name, type: 'main', index: 0 }]] } },
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution,
			saveManualExecutions: false,
			saveExecutionProgress: false,
			...(errorWorkflow && { errorWorkflow }),
			...(timezone && { timezone }),
		},
	};
}
