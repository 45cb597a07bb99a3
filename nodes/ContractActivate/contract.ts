import { acknowledgementFields, contractsField, optionsField, showFor } from './contractFields';
import { deactivate } from './deactivate';
import { getStatus } from './getStatus';
import type { NodeResource } from './NodeResource';
import { readWidget, widgetFields } from './readWidgetResult';
import { request, requestFields } from './requestAccess';

export const contract: NodeResource = {
	option: {
		name: 'Contract',
		value: 'contract',
		description: 'A Recruiter contract and the company it belongs to',
	},
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'getStatus',
			displayOptions: { show: { resource: ['contract'] } },
			options: [
				{
					name: 'Deactivate',
					value: 'deactivate',
					action: 'Deactivate the connection',
					description: 'Remove the callback URL and the viewers of the organization at LinkedIn',
				},
				{
					name: 'Get Status',
					value: 'getStatus',
					action: 'Get the status of contracts',
					description: 'Look up both access levels, what is missing, and where to switch it on',
				},
				{
					name: 'Read Widget Result',
					value: 'readWidgetResult',
					action: 'Read a widget result',
					description: 'Read what LinkedIn’s widget called back with: one item per contract',
				},
				{
					name: 'Request Access',
					value: 'requestAccess',
					action: 'Request access to contracts',
					description:
						'Name the integrations for the LinkedIn admin, and store who sees what. Repeating it changes nothing.',
				},
			],
		},
		{
			displayName:
				'This counts for the whole organization, with all of its contracts. The switches themselves stay as they are: a Recruiter admin turns them off in Recruiter.',
			name: 'deactivateNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: showFor('deactivate') },
		},
		...widgetFields,
		contractsField,
		...requestFields,
		...acknowledgementFields,
		optionsField,
	],
	operations: {
		deactivate,
		getStatus,
		readWidgetResult: readWidget,
		requestAccess: request,
	},
};
