import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { textParameter } from '../../src/n8n/readParameters';

export const authenticationField: INodeProperties = {
	displayName: 'SmartRecruiters Authentication',
	name: 'authentication',
	type: 'options',
	default: 'smartRecruitersOAuth2Api',
	displayOptions: { show: { operation: ['explain', 'write'] } },
	options: [
		{ name: 'API Key', value: 'smartRecruitersApi' },
		{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
	],
};

/** Where a seat is asked for. */
const seatShown = {
	show: { operation: ['getMany', 'explain'] },
	hide: { question: ['candidate', 'job'] },
};

export const contractField: INodeProperties = {
	displayName: 'Contract',
	name: 'contract',
	type: 'string',
	default: '',
	required: true,
	displayOptions: seatShown,
	placeholder: 'e.g. 2001',
	description: 'Recruiter contract by number or URN',
};

export const seatField: INodeProperties = {
	displayName: 'Seat Holder',
	name: 'seat',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: seatShown,
	description: 'Whose InMails and notes',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Type a name',
			typeOptions: { searchListMethod: 'searchSeats', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. urn:li:seat:900100200',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '(urn:li:seat:)?[0-9]+',
						errorMessage: 'A seat is a number or urn:li:seat:{number}',
					},
				},
			],
		},
	],
};

/** @throws ConfigurationError naming the parameter and the item */
export function readContract(context: IExecuteFunctions, item: number): string {
	const contract = toContractUrn(
		textParameter.parse(context.getNodeParameter('contract', item, '')),
	);
	if (contract !== undefined) return contract;
	throw new ConfigurationError(
		`"Contract" is no contract [Item ${item}]`,
		'Enter the number of the contract as Recruiter shows it, for example 2001.',
	);
}

/** @throws ConfigurationError naming the parameter and the item */
export function readSeat(context: IExecuteFunctions, item: number): string {
	const number = /^(?:urn:li:seat:)?(\d+)$/.exec(readLocator(context, 'seat', item))?.[1];
	if (number !== undefined) return `urn:li:seat:${number}`;
	throw new ConfigurationError(
		`"Seat Holder" is no seat [Item ${item}]`,
		'Choose a seat holder from the list, or enter the seat, for example urn:li:seat:900100200.',
	);
}

/** What was chosen in a resource locator; empty when nothing was. */
export function readLocator(context: IExecuteFunctions, name: string, item: number): string {
	return textParameter
		.parse(context.getNodeParameter(name, item, '', { extractValue: true }))
		.trim();
}

/** JSON that a person typed, or an expression gave as it is. */
export function readJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value.trim() || 'null');
	} catch {
		return undefined;
	}
}
