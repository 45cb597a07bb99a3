import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { toItems } from '../../src/n8n/toItems';
import { exportOne, readLocator } from './exportOne';
import { candidateField } from './fields';

export const decideFields: INodeProperties[] = [
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		default: 'link',
		displayOptions: { show: { operation: ['decide'] } },
		options: [
			{
				name: 'Create New Candidate',
				value: 'create',
				description: 'The person is nobody who is in SmartRecruiters',
			},
			{ name: 'Ignore', value: 'ignore', description: 'Write nothing' },
			{
				name: 'Link to This Candidate',
				value: 'link',
				description: 'The person is the candidate below',
			},
		],
	},
	candidateField,
];

/** Goes on with an export as a person decided. */
export async function decide(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[][]> {
	const decision = context.getNodeParameter('decision', item);
	if (decision === 'create') return await exportOne(context, item, { kind: 'create' });
	if (decision === 'link') {
		const candidateId = readLocator(context, 'candidate', item);
		if (candidateId === '') {
			throw new ConfigurationError(
				`"Candidate" is empty [Item ${item}]`,
				'Choose the candidate who this person is.',
			);
		}
		return await exportOne(context, item, { kind: 'link', candidateId });
	}
	const { organizationUrn } = await readLinkedInSettings(context);
	const exportKey = context.getNodeParameter('requestId', item, '');
	return [toItems([{ organization: organizationUrn, exportKey, ignored: true }], item), []];
}
