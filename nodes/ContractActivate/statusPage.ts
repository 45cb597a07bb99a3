import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkKeyFields, runCheckKey } from './checkPageKey';
import { runGetStep, stepFields } from './getConnectStep';
import type { NodeResource, TwoOutputs } from './NodeResource';
import { renderFields, runRender } from './renderStatusPage';

/** What the ready-made workflow 01 shows in the browser. */
export const statusPage: NodeResource = {
	option: {
		name: 'Status Page',
		value: 'statusPage',
		description: 'Pages that show an admin how the connection is doing',
	},
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'render',
			displayOptions: { show: { resource: ['statusPage'] } },
			options: [
				{
					name: 'Check Key',
					value: 'checkKey',
					action: 'Check the key of a page',
					description: 'Refuse a call that does not come from one of these pages',
				},
				{
					name: 'Get Connect Step',
					value: 'getStep',
					action: 'Get the next step of connecting',
					description: 'Get what is to be done next, and the contracts as a form page shows them',
				},
				{
					name: 'Render',
					value: 'render',
					action: 'Render a status page',
					description: 'Get an HTML page that shows contracts, progress and parked records',
				},
			],
		},
		...checkKeyFields,
		...stepFields,
		...renderFields,
	],
	operations: {
		checkKey: onFirst(runCheckKey),
		getStep: onFirst(runGetStep),
		render: onFirst(runRender),
	},
};

/** These operations refuse nothing: what they give goes to the first output. */
function onFirst(
	run: (context: IExecuteFunctions, item: number) => Promise<INodeExecutionData[]>,
): (context: IExecuteFunctions, item: number) => Promise<TwoOutputs> {
	return async (context, item) => [await run(context, item), []];
}
