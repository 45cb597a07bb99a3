import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { applyDecisions } from './applyDecisions';
import { findDrift } from './findDrift';
import { getSeatHolders } from './getSeatHolders';
import { getUsers } from './getUsers';
import { mapOne, unmap } from './mapOne';
import type { NodeResource } from './NodeResource';
import { checkKey, getMap, pageImportDays, renderPage } from './page';
import {
	authenticationField,
	contractsField,
	storedMapField,
	typedContractsField,
} from './sharedFields';
import { suggestMapping } from './suggestMapping';

/** The resources of the node, by value, in alphabetical order of their names. */
export const RESOURCES: Readonly<Record<string, NodeResource>> = {
	mapping: {
		option: {
			name: 'Mapping',
			value: 'mapping',
			description: 'Which SmartRecruiters user holds which Recruiter seat',
		},
		operations: { findDrift, mapOne, suggestMapping, unmap },
	},
	page: {
		option: {
			name: 'Page',
			value: 'page',
			description: 'What the ready-made workflow 02 shows in the browser',
		},
		operations: { applyDecisions, checkKey, getMap, renderPage },
	},
	seatHolder: {
		option: { name: 'Seat Holder', value: 'seatHolder', description: 'Who holds Recruiter seats' },
		operations: { getSeatHolders },
	},
	user: {
		option: { name: 'User', value: 'user', description: 'Users of SmartRecruiters' },
		operations: { getUsers },
	},
};

const OPERATIONS = Object.values(RESOURCES).flatMap(({ operations }) => Object.values(operations));

/** Display names of all operations, for the subtitle. */
export const NAMES = Object.fromEntries(
	OPERATIONS.map(({ option }) => [String(option.value), option.name]),
);

/** Names of the outputs by operation; operations with a single one are left out. */
export const OUTPUTS = Object.fromEntries(
	OPERATIONS.flatMap(({ option, outputs }) =>
		outputs ? [[String(option.value), outputs] as const] : [],
	),
);

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'mapping',
		options: Object.values(RESOURCES).map(({ option }) => option),
	},
	...Object.values(RESOURCES).map(
		({ option, operations }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [String(option.value)] } },
			options: Object.values(operations).map((one) => one.option),
			default: String(Object.values(operations)[0]?.option.value),
		}),
	),
	authenticationField,
	contractsField,
	typedContractsField,
	storedMapField,
	...OPERATIONS.flatMap((one) => one.properties),
	pageImportDays,
];

/** Carries out the operation that is chosen for an item. */
export async function runOperation(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[][]> {
	const resource = String(context.getNodeParameter('resource', item));
	const operation = String(context.getNodeParameter('operation', item));
	const chosen = RESOURCES[resource]?.operations[operation];
	if (!chosen) {
		throw new ConfigurationError(
			`"Operation" cannot be used [Item ${item}]`,
			'Choose a resource and one of its operations in this node.',
		);
	}
	return await chosen.run(context, item);
}

/** How many outputs the node has with the operation that is chosen. */
export function outputCount(context: IExecuteFunctions): number {
	return OUTPUTS[String(context.getNodeParameter('operation', 0))]?.length ?? 1;
}
