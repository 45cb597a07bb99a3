import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { fullName } from '../../src/mapping/seatToStored';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { readMapPage } from '../../src/operations/mapping/readMapPage';
import { mapPeoplePage } from '../../src/pages/mapPeoplePage';
import { mapSections } from '../../src/pages/mapPeopleRows';
import { isPageKey, pageKey } from '../../src/pages/pageKey';
import { readPageSecret } from '../ContractActivate/pageSecret';
import type { NodeOperation } from './NodeResource';
import {
	importDaysOption,
	readBoth,
	readContracts,
	readStoredMap,
	TIME_LIMIT_MS,
} from './sharedFields';

export const pageImportDays: INodeProperties = {
	...importDaysOption,
	name: 'pageImportDays',
	displayOptions: { show: { operation: ['applyDecisions', 'getMap'] } },
};

/** Lets only those pass who were shown the page. */
export const checkKey: NodeOperation = {
	option: {
		name: 'Check Key',
		value: 'checkKey',
		action: 'Check the key of the page',
		description: 'Let only those pass who were shown the page that this node has rendered',
	},
	outputs: ['Allowed', 'Refused'],
	properties: [
		{
			displayName: 'Key',
			name: 'mapKey',
			type: 'string',
			typeOptions: { password: true },
			default: '={{ $json.body.key }}',
			required: true,
			displayOptions: { show: { operation: ['checkKey'] } },
			description: 'What the page has sent along',
		},
	],
	run: async (context, item) => {
		const { organizationUrn } = await readLinkedInSettings(context);
		const secret = await readPageSecret(context);
		const key: unknown = context.getNodeParameter('mapKey', item, '');
		const allowed =
			typeof key === 'string' && isPageKey(key, secret, 'mapPeople', organizationUrn, Date.now());
		const passed = toItems([{ organization: organizationUrn }], item);
		return allowed ? [passed, []] : [[], passed];
	},
};

export const renderPage: NodeOperation = {
	option: {
		name: 'Render',
		value: 'renderPage',
		action: 'Render the page',
		description:
			'Get the HTML page. It holds no data, only the key with which it asks for them: serve it to signed-in people only.',
	},
	properties: [],
	run: async (context, item) => {
		const { organizationUrn } = await readLinkedInSettings(context);
		const secret = await readPageSecret(context);
		if (secret === '') {
			throw new ConfigurationError(
				'The LinkedIn credential has no client secret',
				'Open the credential and enter it: the key of the page is computed from it.',
			);
		}
		const key = pageKey(secret, 'mapPeople', organizationUrn, Date.now());
		return [toItems([{ html: mapPeoplePage(key) }], item)];
	},
};

const ViewSchema = z.object({ pageImportDays: z.number().nonnegative() });

export const getMap: NodeOperation = {
	option: {
		name: 'Get Map',
		value: 'getMap',
		action: 'Get the map for the page',
		description:
			'Get everything that the page shows: seats, suggestions, changes, and the users to choose from',
	},
	properties: [],
	run: async (context, item) => {
		const { pageImportDays: importDays } = readParameters(context, item, ViewSchema, {
			pageImportDays: 'Days to Import',
		});
		const view = await readMapPage(await readBoth(context, item), {
			contracts: readContracts(context, item),
			stored: readStoredMap(context, item),
			importDays,
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [
			toItems(
				[
					{
						html: mapSections(view).text,
						users: view.users.map((user) => [user.id, fullName(user), user.email]),
					},
				],
				item,
			),
		];
	},
};
