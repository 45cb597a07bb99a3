import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readConnection, SMARTRECRUITERS_CREDENTIALS } from '../../src/n8n/readConnection';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { idsOf, type NodeOutput, readParameters, toLedger, toParked } from './readParameters';

const show = { resource: ['record'], operation: ['deleteRecords'] };
const BELOW_APPLICATION = ['applicationNote', 'feedback', 'stage'];

export const deleteFields: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'recordType',
		type: 'options',
		default: 'candidate',
		displayOptions: { show },
		options: [
			{ name: 'Application', value: 'application' },
			{ name: 'Application Note', value: 'applicationNote' },
			{ name: 'Candidate', value: 'candidate', description: 'With all applications' },
			{ name: 'Candidate Note', value: 'candidateNote' },
			{ name: 'Interview Feedback', value: 'feedback' },
			{
				name: 'Job',
				value: 'job',
				description: 'LinkedIn deletes no jobs: it is closed, and its text replaced',
			},
			{ name: 'Stage', value: 'stage' },
		],
	},
	{
		displayName: 'Record IDs',
		name: 'recordIds',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.candidateId }}',
		description:
			'As a list or separated by commas. An application is called candidateId_jobId, a stage by its time and status, feedback by the review.',
	},
	{
		displayName: 'Application ID',
		name: 'applicationId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { ...show, recordType: BELOW_APPLICATION } },
		placeholder: 'e.g. {{ $json.candidateId }}_{{ $json.jobId }}',
		description: 'The application below which the records are',
	},
	{
		displayName: 'Candidate ID',
		name: 'candidateId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { ...show, recordType: ['candidateNote'] } },
		description: 'The candidate below which the notes are',
	},
	{
		displayName: 'Applied to Job IDs',
		name: 'appliedJobIds',
		type: 'string',
		default: '',
		displayOptions: { show: { ...show, recordType: ['candidate'] } },
		description:
			'The jobs to which the candidate applied, if you know them. Empty tries every job that SmartRecruiters has, because LinkedIn lists no applications.',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: 'Deleted in SmartRecruiters',
		displayOptions: { show },
		description: 'What the ledger of deletions says',
	},
];

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	recordType: z.enum([
		'application',
		'applicationNote',
		'candidate',
		'candidateNote',
		'feedback',
		'job',
		'stage',
	]),
	recordIds: idsOf,
	reason: z.string(),
});

const WITHIN_MS = 300_000;

/** One item for each record that is gone: a row of `rsc_deletions`. */
export async function runDeleteRecords(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const parameters = readParameters(context, item, ParametersSchema);
	const { authentication, recordType, recordIds, reason } = parameters;
	const text = (name: string): string =>
		z
			.string()
			.catch('')
			.parse(context.getNodeParameter(name, item, ''));
	const parentId = recordType === 'candidateNote' ? text('candidateId') : text('applicationId');
	const needsParent = recordType === 'candidateNote' || BELOW_APPLICATION.includes(recordType);
	if (recordIds.length === 0 || (needsParent && parentId === '')) {
		const name = recordIds.length === 0 ? 'Record IDs' : 'Application ID or Candidate ID';
		throw new ConfigurationError(`"${name}" is empty [Item ${item}]`, 'Say what is to be deleted.');
	}
	const connection = await readConnection(context, authentication);
	const { deletions, rejections } = await deleteRecords(connection, {
		kind: recordType,
		ids: recordIds,
		parentId,
		jobIds: idsOf.parse(context.getNodeParameter('appliedJobIds', item, '')),
		reason,
		timeLimitMs: WITHIN_MS,
	});
	const { organizationUrn } = connection.linkedIn.settings;
	return {
		progress: toLedger(organizationUrn, deletions).map((json) => ({ json, pairedItem: { item } })),
		rejected: toParked(organizationUrn, rejections, item),
	};
}
