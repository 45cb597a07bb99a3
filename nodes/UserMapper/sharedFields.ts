import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { type StoredSeat, StoredSeatSchema } from '../../src/mapping/StoredSeat';
import { readConnection, SMARTRECRUITERS_CREDENTIALS } from '../../src/n8n/readConnection';
import type { Connection } from '../../src/operations/connect';
import type { NamedContract } from '../../src/operations/mapping/readMapPage';

/** A search over a large company takes a minute; a limit that blocks longer is told instead of waited for. */
export const TIME_LIMIT_MS = 5 * 60_000;

/** Operations that ask SmartRecruiters. */
export const ASKS_SMARTRECRUITERS = [
	'applyDecisions',
	'findDrift',
	'getMap',
	'getUsers',
	'mapOne',
	'suggestMapping',
] as const;

export const authenticationField: INodeProperties = {
	displayName: 'SmartRecruiters Authentication',
	name: 'authentication',
	type: 'options',
	default: 'smartRecruitersOAuth2Api',
	displayOptions: { show: { operation: [...ASKS_SMARTRECRUITERS] } },
	options: [
		{ name: 'API Key', value: 'smartRecruitersApi' },
		{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
	],
};

export const contractsField: INodeProperties = {
	displayName: 'Contracts',
	name: 'contracts',
	type: 'string',
	default: '={{ $json.contracts ?? $json.contract }}',
	required: true,
	displayOptions: {
		show: { operation: ['findDrift', 'getMap', 'getSeatHolders', 'suggestMapping'] },
	},
	placeholder: 'e.g. 2001, 2002',
	description:
		'Recruiter contracts by number or URN, separated by commas, or rows of the Data Table rsc_contracts',
};

/** For Map One, whose list of seats cannot read an expression. */
export const typedContractsField: INodeProperties = {
	...contractsField,
	default: '',
	displayOptions: { show: { operation: ['mapOne'] } },
	description: 'Recruiter contracts by number or URN, separated by commas',
};

export const storedMapField: INodeProperties = {
	displayName: 'Stored Map',
	name: 'storedMap',
	type: 'json',
	default: '[]',
	displayOptions: {
		show: {
			operation: ['applyDecisions', 'findDrift', 'getMap', 'mapOne', 'suggestMapping', 'unmap'],
		},
	},
	placeholder: "e.g. {{ $('Read Map').all().map((item) => item.json) }}",
	description: 'All rows of the Data Table rsc_seats: what was decided before',
};

export const importDaysOption: INodeProperties = {
	displayName: 'Days to Import',
	name: 'importDays',
	type: 'number',
	default: 730,
	typeOptions: { minValue: 0 },
	description:
		'How far back InMails and notes of a newly mapped seat are wanted. Two years take 1,460 windows of 12 hours for each kind.',
};

const ContractSchema = z.union([
	z
		.union([z.string(), z.number()])
		.transform((contract) => ({ contract: String(contract), name: '' })),
	z.object({
		contract: z.string(),
		name: z
			.string()
			.nullish()
			.transform((name) => name ?? ''),
	}),
]);

/** @throws ConfigurationError naming the parameter and the item */
export function readContracts(context: IExecuteFunctions, item: number): NamedContract[] {
	const value: unknown = context.getNodeParameter('contracts', item, '');
	const list = typeof value === 'string' ? value.split(/[\s,;]+/).filter(Boolean) : [value].flat();
	const contracts = z.array(ContractSchema).safeParse(list);
	const found = (contracts.success ? contracts.data : []).map(({ contract, name }) => ({
		contractUrn: toContractUrn(contract),
		name,
	}));
	const known = found.flatMap(({ contractUrn, name }) =>
		contractUrn === undefined ? [] : [{ contractUrn, name }],
	);
	if (!contracts.success || known.length < list.length) {
		throw new ConfigurationError(
			`"Contracts" holds something that is no contract [Item ${item}]`,
			'Enter the numbers of the contracts as Recruiter shows them, separated by commas, for example 2001, 2002.',
		);
	}
	return known;
}

/** As `readContracts`, for operations that make no sense without one. */
export function requireContracts(context: IExecuteFunctions, item: number): string[] {
	const contracts = readContracts(context, item);
	if (contracts.length === 0) {
		throw new ConfigurationError(
			`"Contracts" is empty [Item ${item}]`,
			'Enter the number of a contract as Recruiter shows it, for example 2001.',
		);
	}
	return contracts.map(({ contractUrn }) => contractUrn);
}

/**
 * The rows of the map. Items without a seat, as n8n gives for an empty table, are left out.
 *
 * @throws ConfigurationError naming the parameter and the item
 */
export function readStoredMap(context: IExecuteFunctions, item: number): StoredSeat[] {
	const value: unknown = context.getNodeParameter('storedMap', item, '[]');
	const parsed = z
		.array(z.record(z.unknown()))
		.safeParse(typeof value === 'string' ? parseJson(value) : value);
	const rows = z
		.array(StoredSeatSchema)
		.safeParse((parsed.success ? parsed.data : []).filter(({ seat }) => seat));
	if (!parsed.success || !rows.success) {
		throw new ConfigurationError(
			`"Stored Map" is not a list of rows [Item ${item}]`,
			"Use an expression like {{ $('Read Map').all().map((item) => item.json) }}, with all rows of rsc_seats.",
		);
	}
	return rows.data;
}

/** Both vendors, as this node's credentials describe them. */
export async function readBoth(context: IExecuteFunctions, item: number): Promise<Connection> {
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.safeParse(context.getNodeParameter('authentication', item));
	return await readConnection(context, type.success ? type.data : 'smartRecruitersOAuth2Api');
}

export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.trim() || '[]');
	} catch {
		return undefined;
	}
}
