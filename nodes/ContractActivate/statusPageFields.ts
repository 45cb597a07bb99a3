import type { INodeProperties } from 'n8n-workflow';
import { checkKeyFields } from './checkPageKey';
import { stepFields } from './getConnectStep';
import { renderFields } from './renderStatusPage';

/** Resource "Status Page": what the ready-made workflow 01 shows in the browser. */
export const statusPageFields: INodeProperties[] = [
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
];
