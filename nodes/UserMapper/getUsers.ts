import { z } from 'zod';
import { fullName } from '../../src/mapping/seatToStored';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import {
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { getUsers as run } from '../../src/operations/mapping/getUsers';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { readTime } from '../../src/n8n/fields/time';
import { TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	returnAll: z.boolean(),
	filters: z.object({
		activeOnly: z.boolean().default(false),
		search: textParameter,
	}),
});

export const getUsers: NodeOperation = {
	option: {
		name: 'Get Users',
		value: 'getUsers',
		action: 'Get users',
		description: 'Get the users of SmartRecruiters, deactivated ones included',
	},
	uses: 'smartRecruiters',
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: true,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			default: {},
			placeholder: 'Add filter',
			options: [
				{
					displayName: 'Active Only',
					name: 'activeOnly',
					type: 'boolean',
					default: true,
					description: 'Whether to leave out users who are deactivated',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ada Lo',
					description: 'Text to find in names and e-mail addresses, as SmartRecruiters searches',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAfter',
					type: 'dateTime',
					default: '',
					description: 'Only users who have changed since',
				},
			],
		},
	],
	run: async (context, item) => {
		const { authentication, returnAll, filters } = readParameters(context, item, ParametersSchema);
		const updatedAfterMs = readTime(context, 'filters.updatedAfter', 'Updated After', item);
		const users = await run(await readSmartRecruiters(context, authentication), worldOf(context), {
			activeOnly: filters.activeOnly,
			...(filters.search && { search: filters.search }),
			...(updatedAfterMs !== undefined && { updatedAfterMs }),
			...(!returnAll && { limit: z.number().parse(context.getNodeParameter('limit', item)) }),
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [
			toItems(
				users.map((user) => ({
					userId: user.id,
					userName: fullName(user),
					firstName: user.firstName,
					lastName: user.lastName,
					userEmail: user.email,
					active: user.active,
					systemRole: user.systemRole?.id ?? '',
					updatedAt: user.updatedOn ?? null,
				})),
				item,
			),
		];
	},
};
