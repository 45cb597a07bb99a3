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

/** How many days a link is good for, the day on which it was made included. */
const LINK_DAYS = 8;

export const pageImportDays: INodeProperties = {
	...importDaysOption,
	name: 'pageImportDays',
	displayOptions: { show: { operation: ['applyDecisions', 'getMap'] } },
};

/** Lets only those pass who were given a link. */
export const checkKey: NodeOperation = {
	option: {
		name: 'Check Key',
		value: 'checkKey',
		action: 'Check the key of the page',
		description: 'Let only those pass who open the page with a link that this node has made',
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
			typeof key === 'string' &&
			isPageKey(key, secret, 'mapPeople', organizationUrn, Date.now(), LINK_DAYS);
		const passed = toItems([{ organization: organizationUrn }], item);
		return allowed ? [passed, []] : [[], passed];
	},
};

export const createLink: NodeOperation = {
	option: {
		name: 'Create Link',
		value: 'createLink',
		action: 'Create a link to the page',
		description: `Get the address under which the page can be used. It is good for ${LINK_DAYS} days.`,
	},
	properties: [
		{
			displayName: 'Page Address',
			name: 'pageAddress',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { operation: ['createLink'] } },
			placeholder: 'e.g. https://n8n.example.com/webhook/rsc-map-people',
			description: 'Production URL of the webhook that serves the page',
		},
	],
	run: async (context, item) => {
		const { organizationUrn } = await readLinkedInSettings(context);
		const address: unknown = context.getNodeParameter('pageAddress', item);
		if (typeof address !== 'string' || !/^https?:\/\/\S+$/.test(address)) {
			throw new ConfigurationError(
				`"Page Address" is not a web address [Item ${item}]`,
				'Copy the Production URL of the webhook node.',
			);
		}
		const secret = await readPageSecret(context);
		if (secret === '') {
			throw new ConfigurationError(
				'The LinkedIn credential has no client secret',
				'Open the credential and enter it: the key of the page is computed from it.',
			);
		}
		const nowMs = Date.now();
		const key = pageKey(secret, 'mapPeople', organizationUrn, nowMs);
		const day = 86_400_000;
		const endsMs = (Math.floor(nowMs / day) + LINK_DAYS) * day;
		return [
			toItems([{ link: `${address}#key=${key}`, goodUntil: new Date(endsMs).toISOString() }], item),
		];
	},
};

export const renderPage: NodeOperation = {
	option: {
		name: 'Render',
		value: 'renderPage',
		action: 'Render the page',
		description: 'Get the HTML page, which holds no data: those come only to who has the key',
	},
	properties: [],
	run: (_context, item) => [toItems([{ html: mapPeoplePage() }], item)],
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
