import { MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { EXPORT_REVIEWS } from '../../src/mapping/ExportReview';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { exportKeyOf } from '../../src/operations/export/exportKey';
import { fetchExport } from '../../src/operations/export/fetchExport';

const TIME_LIMIT_MS = MINUTE_MS;

/** Fetches an export, and writes nothing: one item for each person in it. */
export const getExport: NodeOperation = {
	option: {
		name: 'Get Export',
		value: 'getExport',
		action: 'Get an export',
		description: 'Fetch what LinkedIn says about an exported person, and write nothing',
	},
	uses: 'linkedIn',
	properties: [
		{
			displayName: 'Request ID',
			name: 'requestId',
			type: 'string',
			default: '={{ $json.requestId }}',
			required: true,
			placeholder: 'e.g. 500600700',
			description:
				'Identifies the export, as RSC Trigger returns it. LinkedIn keeps it for a limited time.',
		},
	],
	run: async (context, item) => {
		const requestId = textParameter.parse(context.getNodeParameter('requestId', item)).trim();
		if (requestId === '') {
			throw new ConfigurationError(
				`"Request ID" is empty [Item ${item}]`,
				'Use the request ID of an RSC Trigger item.',
			);
		}
		const linkedIn = await readLinkedIn(context);
		const organization = linkedIn.settings.organizationUrn;
		const elements = await fetchExport(linkedIn, worldOf(context), requestId, TIME_LIMIT_MS);
		const found = elements.map((one, index) => ({
			organization,
			exportKey: exportKeyOf(requestId, index),
			found: true,
			...one,
		}));
		const unknown = {
			organization,
			exportKey: requestId,
			found: false,
			...EXPORT_REVIEWS.EXPIRED,
		};
		return [toItems(found.length > 0 ? found : [unknown], item)];
	},
};
