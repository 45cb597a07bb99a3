import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { mapOne as runMapOne } from '../../src/operations/mapping/mapOne';
import { unmap as runUnmap } from '../../src/operations/mapping/unmap';
import type { NodeOperation } from './NodeResource';
import {
	importDaysOption,
	readBoth,
	readStoredMap,
	requireContracts,
	TIME_LIMIT_MS,
} from './sharedFields';

const seatField: INodeProperties = {
	displayName: 'Seat',
	name: 'seat',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { operation: ['mapOne'] } },
	description: 'The Recruiter seat',
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
			placeholder: 'e.g. urn:li:seat:200100000',
		},
	],
};

const userField: INodeProperties = {
	displayName: 'User',
	name: 'user',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { operation: ['mapOne'] } },
	description: 'The SmartRecruiters user who holds the seat',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Type a name',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5f1a2b3c4d5e6f7081920a1b',
		},
	],
};

const OptionsSchema = z.object({
	mapOptions: z.object({ importDays: z.number().nonnegative().default(730) }),
});

export const mapOne: NodeOperation = {
	option: {
		name: 'Map One',
		value: 'mapOne',
		action: 'Map one seat to a user',
		description:
			'Choose the SmartRecruiters user of one seat holder, by typing a name on either side',
	},
	properties: [
		seatField,
		userField,
		{
			displayName: 'Options',
			name: 'mapOptions',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			displayOptions: { show: { operation: ['mapOne'] } },
			options: [importDaysOption],
		},
	],
	run: async (context, item) => {
		const { mapOptions } = readParameters(context, item, OptionsSchema, { mapOptions: 'Options' });
		const { row, estimate } = await runMapOne(await readBoth(context, item), {
			seatUrn: readSeat(context, item),
			userId: readLocator(context, item, 'user', 'User'),
			contractUrns: requireContracts(context, item),
			stored: readStoredMap(context, item),
			importDays: mapOptions.importDays,
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [
			toItems(
				[
					{
						...row,
						importEstimate: {
							windows: estimate.windowsPerSeat,
							calls: estimate.calls,
							callsPerDay: estimate.callsPerDay,
						},
					},
				],
				item,
			),
		];
	},
};

export const unmap: NodeOperation = {
	option: {
		name: 'Unmap',
		value: 'unmap',
		action: 'Unmap a seat',
		description: 'Take the user from a seat: nothing of it is imported any more',
	},
	properties: [
		{
			displayName: 'Seat',
			name: 'mappedSeat',
			type: 'string',
			default: '={{ $json.seat }}',
			required: true,
			displayOptions: { show: { operation: ['unmap'] } },
			placeholder: 'e.g. urn:li:seat:200100000',
			description: 'A seat of the stored map',
		},
	],
	run: (context, item) => {
		const seatUrn = toSeatUrn(context.getNodeParameter('mappedSeat', item), item);
		return [toItems([runUnmap(readStoredMap(context, item), seatUrn, Date.now())], item)];
	},
};

function readSeat(context: IExecuteFunctions, item: number): string {
	return toSeatUrn(readLocator(context, item, 'seat', 'Seat'), item);
}

/** @throws ConfigurationError naming the parameter and the item */
function toSeatUrn(value: unknown, item: number): string {
	const id = /^(?:urn:li:seat:)?(\d+)$/.exec(String(value).trim())?.[1];
	if (id === undefined) {
		throw new ConfigurationError(
			`"Seat" is not a Recruiter seat [Item ${item}]`,
			'Choose it from the list, or enter a seat as Get Seat Holders gives it, for example urn:li:seat:200100000.',
		);
	}
	return `urn:li:seat:${id}`;
}

/** @throws ConfigurationError naming the parameter and the item */
function readLocator(
	context: IExecuteFunctions,
	item: number,
	name: string,
	displayName: string,
): string {
	const value: unknown = context.getNodeParameter(name, item, '', { extractValue: true });
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text === '') {
		throw new ConfigurationError(
			`"${displayName}" is empty [Item ${item}]`,
			'Choose one from the list.',
		);
	}
	return text;
}
