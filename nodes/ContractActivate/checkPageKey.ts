import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { isPageKey } from '../../src/pages/pageKey';
import { readPageSecret } from './pageSecret';

const show = { resource: ['statusPage'], operation: ['checkKey'] };

export const checkKeyFields: INodeProperties[] = [
	{
		displayName: 'Key',
		name: 'pageKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.body.key }}',
		description: 'What the page has sent along',
	},
	{
		displayName: 'Key Is For',
		name: 'purpose',
		type: 'options',
		default: 'chooseContract',
		displayOptions: { show },
		options: [
			{ name: 'Choosing a Contract', value: 'chooseContract' },
			{ name: 'Trying Again', value: 'retry' },
		],
		description: 'What the call is about; a key for one does not open the other',
	},
];

/** Lets only those pass who were shown one of our pages. */
export async function runCheckKey(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[]> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const key: unknown = context.getNodeParameter('pageKey', item);
	const purpose =
		context.getNodeParameter('purpose', item) === 'retry' ? 'retry' : 'chooseContract';
	const secret = await readPageSecret(context);
	if (typeof key !== 'string' || !isPageKey(key, secret, purpose, organizationUrn, Date.now())) {
		throw new ConfigurationError(
			'The key of the page is not valid, or not valid any more',
			'Open the page again, and repeat what you did there.',
		);
	}
	return [{ json: { organization: organizationUrn, purpose }, pairedItem: { item } }];
}
