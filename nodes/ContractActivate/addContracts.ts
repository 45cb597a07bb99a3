import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { addContracts as add } from '../../src/operations/contract/addContracts';
import { isBusy } from '../../src/operations/contract/isBusy';
import { RECRUITER_PRODUCTS } from '../../src/operations/contract/requestAccess';
import { productField, RESULT_AND_REFUSED } from './contractFields';

const ParametersSchema = z.object({
	contracts: listParameter,
	name: textParameter,
	product: z.enum(RECRUITER_PRODUCTS),
});

export const addContracts: NodeOperation = {
	option: {
		name: 'Add',
		value: 'addContracts',
		action: 'Add Recruiter contracts',
		description:
			'Add contracts to the list of those to connect. Contracts that are already connected stay as they are.',
	},
	uses: 'linkedIn',
	outputs: RESULT_AND_REFUSED,
	properties: [
		{
			displayName: 'Contracts',
			name: 'contracts',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 555000111, 555000222',
			description:
				'Recruiter contracts by number or URN, separated by commas. LinkedIn has no list of them to choose from: the number is in Recruiter, or comes from the widget.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Acme Europe',
			description: 'A name for the contract, when a single one is added',
		},
		productField,
	],
	run: async (context, item) => {
		const { contracts, name, product } = readParameters(context, item, ParametersSchema);
		if (contracts.length === 0) {
			throw new ConfigurationError(
				`"Contracts" is empty [Item ${item}]`,
				'Enter the numbers of the Recruiter contracts, separated by commas.',
			);
		}
		const result = await add(
			await openLinkedInRuntime(context),
			contracts.map((contract) => ({
				contract,
				product,
				...(contracts.length === 1 && { name }),
			})),
		);
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.added, item), toItems(result.refused, item)];
	},
};
