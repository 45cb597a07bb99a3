import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { listParameter } from '../../src/n8n/fields/lists';

export const contractsField: INodeProperties = {
	displayName: 'Contracts',
	name: 'contracts',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2001, 2002',
	description:
		'Recruiter contracts by number or URN, separated by commas. Leave it empty for all that are connected.',
};

/** A list, or one contract by its number. */
const ContractsSchema = z.union([
	z.number().transform((number) => [String(number)]),
	listParameter,
]);

/**
 * Contract URNs; none when the field is empty.
 *
 * @throws ConfigurationError naming the parameter and the item
 */
export function readContracts(context: IExecuteFunctions, item: number): string[] {
	const parsed = ContractsSchema.safeParse(context.getNodeParameter('contracts', item, ''));
	const list = (parsed.success ? parsed.data : ['?']).flatMap((text) => text.split(/[\s;]+/));
	return list.map((text) => {
		const urn = toContractUrn(text);
		if (urn !== undefined) return urn;
		throw new ConfigurationError(
			`"Contracts" holds "${text.slice(0, 40)}", which is not a contract [Item ${item}]`,
			'Enter the numbers of the contracts as Recruiter shows them, separated by commas, for example 2001, 2002; or leave it empty.',
		);
	});
}
