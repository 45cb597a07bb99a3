import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readConnection } from '../../src/n8n/readConnection';
import { syncRecords } from '../../src/operations/history/syncRecords';
import {
	CommonSchema,
	idsOf,
	minutes,
	type NodeOutput,
	profileUrl,
	readParameters,
	toLedger,
	toParked,
} from './readParameters';
import { profileUrlOption } from './sharedFields';

const show = { resource: ['record'], operation: ['syncRecords'] };

export const recordsFields: INodeProperties[] = [
	{
		displayName: 'Application IDs',
		name: 'applicationIds',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.applicationId }}',
		description:
			'SmartRecruiters applications, as a list or separated by commas. Their candidates are sent.',
	},
	{
		displayName: 'Candidate IDs',
		name: 'candidateIds',
		type: 'string',
		default: '',
		displayOptions: { show: { ...show, operation: ['syncRecords', 'getMatches'] } },
		placeholder: 'e.g. {{ $json.candidateId }}',
		description:
			'SmartRecruiters candidates, as a list or separated by commas. They go with all their applications.',
	},
	{
		displayName: 'Job IDs',
		name: 'jobIds',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.jobId }}',
		description: 'SmartRecruiters jobs, as a list or separated by commas',
	},
	{
		displayName: 'Options',
		name: 'recordsOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			profileUrlOption,
			{
				displayName: 'Time Limit (Minutes)',
				name: 'timeLimit',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0.1 },
				description: 'How long a limit may make this execution wait',
			},
		],
	},
];

const ParametersSchema = CommonSchema.extend({
	applicationIds: idsOf,
	candidateIds: idsOf,
	jobIds: idsOf,
	recordsOptions: z.object({ profileUrl, timeLimit: minutes(2) }),
});

/** The records of one input item. */
export async function runSyncRecords(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const parameters = readParameters(context, item, ParametersSchema);
	const {
		authentication,
		applicationIds,
		candidateIds,
		jobIds,
		jobVisibility,
		sharing,
		tombstones,
	} = parameters;
	const { timeLimit } = parameters.recordsOptions;
	if (applicationIds.length + candidateIds.length + jobIds.length === 0) {
		throw new ConfigurationError(
			`"Application IDs", "Candidate IDs" and "Job IDs" are all empty [Item ${item}]`,
			'Say which records are to be sent.',
		);
	}
	const { rejections, deletions, withheld, ...result } = await syncRecords(
		await readConnection(context, authentication),
		{
			applicationIds,
			candidateIds,
			jobIds,
			sharing,
			tombstones,
			availability: jobVisibility,
			profileUrl: parameters.recordsOptions.profileUrl,
			timeLimitMs: timeLimit * 60_000,
		},
	);
	return {
		progress: [
			{
				json: {
					...result,
					withheld: withheld.map((one) => ({ ...one })),
					rejected: rejections.length,
					deletions: toLedger(result.organization, deletions),
				},
				pairedItem: { item },
			},
		],
		rejected: toParked(result.organization, rejections, item),
	};
}
