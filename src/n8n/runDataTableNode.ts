import type { IExecuteFunctions, INode, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

/**
 * Runs n8n's own Data Table node in an inline workflow, which belongs to the project of the calling one: the helpers for
 * tables are closed to community nodes (n8n-platform reference §18.1).
 *
 * @throws what n8n throws
 */
export async function runDataTableNode(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	parameters: INode['parameters'],
): Promise<INodeExecutionData[]> {
	const { data } = await context.executeWorkflow({ code: inline(parameters) }, items, undefined, {
		parentExecution: {
			executionId: context.getExecutionId(),
			workflowId: context.getWorkflow().id ?? '',
		},
	});
	return data[0] ?? [];
}

function inline(parameters: INode['parameters']): IWorkflowBase {
	const node = (name: string, type: string, x: number, own: INode['parameters']): INode => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion: 1.1,
		position: [x, 0],
		parameters: own,
	});
	return {
		id: '',
		name: 'State of the RSC nodes',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes: [
			node('Called', 'executeWorkflowTrigger', 0, { inputSource: 'passthrough' }),
			node('Table', 'dataTable', 200, parameters),
		],
		connections: { Called: { main: [[{ node: 'Table', type: 'main', index: 0 }]] } },
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
			saveExecutionProgress: false,
		},
	};
}
