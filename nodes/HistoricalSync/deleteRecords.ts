import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { idsParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { toItem, toRejected } from './toItems';

const BELOW_APPLICATION = ['applicationNote', 'feedback', 'stage'];
const TIME_LIMIT_MS = 300_000;

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'recordType',
		type: 'options',
		default: 'candidate',
		options: [
			{ name: 'Application', value: 'application' },
			{ name: 'Application Note', value: 'applicationNote' },
			{ name: 'Candidate', value: 'candidate', description: 'With all applications' },
			{ name: 'Candidate Note', value: 'candidateNote' },
			{ name: 'Interview Feedback', value: 'feedback' },
			{
				name: 'Job',
				value: 'job',
				description: 'LinkedIn cannot delete jobs: the job is closed, and its text replaced',
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
		placeholder: 'e.g. {{ $json.candidateId }}',
		description: 'As a list or separated by commas. The ID of an application is candidateId_jobId.',
	},
	{
		displayName: 'Application ID',
		name: 'applicationId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { recordType: BELOW_APPLICATION } },
		placeholder: 'e.g. {{ $json.candidateId }}_{{ $json.jobId }}',
		description: 'The application that the records belong to',
	},
	{
		displayName: 'Candidate ID',
		name: 'candidateId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { recordType: ['candidateNote'] } },
		description: 'The candidate whom the notes belong to',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show: { recordType: ['candidate'] } },
		options: [
			{
				displayName: 'Applied to Job IDs',
				name: 'jobIds',
				type: 'string',
				default: '',
				description:
					'The jobs to which the candidate applied, if you know them. Applications that were sent are found without them.',
			},
		],
	},
];

const ParametersSchema = z.object({
	recordType: z.enum([
		'application',
		'applicationNote',
		'candidate',
		'candidateNote',
		'feedback',
		'job',
		'stage',
	]),
	recordIds: idsParameter,
	applicationId: textParameter,
	candidateId: textParameter,
	options: z.preprocess((value) => (value === '' ? {} : value), z.object({ jobIds: idsParameter })),
});

export const deleteRecordsOperation: NodeOperation = {
	option: {
		name: 'Delete',
		value: 'deleteRecords',
		action: 'Delete records at LinkedIn',
		description:
			'Delete candidates, applications and what belongs to them at LinkedIn, and close jobs. A deleted candidate is not sent again.',
	},
	uses: 'both',
	outputs: ['Deleted', 'Rejected'],
	properties: PROPERTIES,
	run: async (context, item) => {
		const parameters = readParameters(context, item, ParametersSchema);
		const { recordType, recordIds, options } = parameters;
		const isNote = recordType === 'candidateNote';
		const parentId = isNote ? parameters.candidateId : parameters.applicationId;
		const needsParent = isNote || BELOW_APPLICATION.includes(recordType);
		const empty = (label: string): ConfigurationError =>
			new ConfigurationError(`"${label}" is empty [Item ${item}]`, 'Say what is to be deleted.');
		if (recordIds.length === 0) throw empty('Record IDs');
		if (needsParent && parentId === '') throw empty(isNote ? 'Candidate ID' : 'Application ID');
		const { organization, deletions, rejections } = await deleteRecords(
			await openRuntime(context, item),
			{
				kind: recordType,
				ids: recordIds,
				parentId,
				jobIds: options.jobIds,
				timeLimitMs: TIME_LIMIT_MS,
			},
		);
		return [
			deletions.map(({ deletedAtMs, ...deletion }) =>
				toItem({ organization, ...deletion, deletedAt: new Date(deletedAtMs).toISOString() }, item),
			),
			toRejected(organization, rejections, item),
		];
	},
};
