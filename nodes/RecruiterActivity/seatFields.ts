import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { locatorField, readLocator } from '../../src/n8n/fields/locator';
import { textParameter } from '../../src/n8n/readParameters';

/** A contract, and a seat holder of it. */
export function seatFields(displayOptions?: INodeProperties['displayOptions']): INodeProperties[] {
	const shown = displayOptions && { displayOptions };
	return [
		{
			displayName: 'Contract',
			name: 'contract',
			type: 'string',
			default: '',
			required: true,
			...shown,
			placeholder: 'e.g. 2001',
			description: 'Recruiter contract by number or URN',
		},
		{
			...locatorField({
				displayName: 'Seat Holder',
				name: 'seat',
				description: 'Whose InMails and notes',
				search: 'searchSeats',
				placeholder: 'e.g. urn:li:seat:900100200',
				required: true,
			}),
			...shown,
		},
	];
}

/** @throws ConfigurationError naming the parameter and the item */
export function readSeat(
	context: IExecuteFunctions,
	item: number,
): { contract: string; seat: string } {
	const typed: unknown = context.getNodeParameter('contract', item, '');
	const contract = toContractUrn(textParameter.catch('').parse(typed));
	if (contract === undefined) {
		throw new ConfigurationError(
			`"Contract" is not a contract [Item ${item}]`,
			'Enter the number of the contract as Recruiter shows it, for example 2001.',
		);
	}
	const number = /^(?:urn:li:seat:)?(\d+)$/.exec(readLocator(context, 'seat', item))?.[1];
	if (number !== undefined) return { contract, seat: `urn:li:seat:${number}` };
	throw new ConfigurationError(
		`"Seat Holder" is not a seat [Item ${item}]`,
		'Choose a seat holder from the list, or enter the seat, for example urn:li:seat:900100200.',
	);
}
