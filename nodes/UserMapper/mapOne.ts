import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { locatorField, requireLocator } from '../../src/n8n/fields/locator';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { mapOne as run } from '../../src/operations/mapping/mapOne';
import { contractsField, readContracts } from './contractsField';
import { importDays, importDaysOption, TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

export const seatField = locatorField({
	displayName: 'Seat',
	name: 'seat',
	description: 'The Recruiter seat',
	search: 'searchSeats',
	placeholder: 'e.g. urn:li:seat:200100000',
	required: true,
});

const OptionsSchema = z.object({ options: z.object({ importDays }) });

export const mapOne: NodeOperation = {
	option: {
		name: 'Map One',
		value: 'mapOne',
		action: 'Map one seat to a user',
		description:
			'Store which SmartRecruiters user holds a seat, chosen by typing a name on either side',
	},
	uses: 'both',
	properties: [
		{
			...contractsField,
			description:
				'Recruiter contracts by number or URN, separated by commas. Leave it empty for all that are connected; enter them to choose the seat from the list.',
		},
		seatField,
		locatorField({
			displayName: 'User',
			name: 'user',
			description: 'The SmartRecruiters user who holds the seat',
			search: 'searchUsers',
			placeholder: 'e.g. 5f1a2b3c4d5e6f7081920a1b',
			required: true,
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [importDaysOption],
		},
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, OptionsSchema);
		const { row, estimate } = await run(await openRuntime(context, item), {
			seatUrn: readSeat(context, item),
			userId: requireLocator(context, 'user', 'User', item),
			contractUrns: readContracts(context, item),
			importDays: options.importDays,
			timeLimitMs: TIME_LIMIT_MS,
		});
		const { importCheckpoint: _own, ...shown } = row;
		const importEstimate = { calls: estimate.calls, callsPerDay: estimate.callsPerDay };
		return [toItems([{ ...shown, importEstimate }], item)];
	},
};

/** @throws ConfigurationError naming the parameter and the item */
export function readSeat(context: IExecuteFunctions, item: number): string {
	const id = /^(?:urn:li:seat:)?(\d+)$/.exec(requireLocator(context, 'seat', 'Seat', item))?.[1];
	if (id === undefined) {
		throw new ConfigurationError(
			`"Seat" is not a Recruiter seat [Item ${item}]`,
			'Choose it from the list, or enter a seat as Get Seat Holders gives it, for example urn:li:seat:200100000.',
		);
	}
	return `urn:li:seat:${id}`;
}
