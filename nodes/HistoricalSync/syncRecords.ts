import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { idsParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import { readRecordItem } from './readRecordItem';
import { optionsField, profileUrlOption, timeLimitOption } from './sharedOptions';
import { toItem, toRejected } from './toItems';

const { profileUrl, timeLimit } = OPTION_SCHEMAS;
const OptionsSchema = z.object({ options: z.object({ profileUrl, timeLimit }) });
const NamedSchema = z.object({
	candidateIds: idsParameter,
	applicationIds: idsParameter,
	jobIds: idsParameter,
});

const BY_ID = { show: { records: ['byId'] } };

export const syncRecordsOperation: NodeOperation = {
	option: {
		name: 'Sync',
		value: 'syncRecords',
		action: 'Send single records',
		description:
			'Read the candidates, applications and jobs that the items name in SmartRecruiters, and send them as they are now',
	},
	uses: 'both',
	servesAll: 'eachRun',
	// What changed before the connection is a part of the history.
	comesAgain: true,
	outputs: ['Result', 'Rejected'],
	properties: [
		{
			displayName: 'Records',
			name: 'records',
			type: 'options',
			default: 'input',
			options: [
				{
					name: 'By ID',
					value: 'byId',
				},
				{
					name: 'From Input Items',
					value: 'input',
					description:
						'Items of SmartRecruiters Trigger as they are, or any with candidateId, applicationId or jobId',
				},
			],
		},
		{
			displayName: 'Application IDs',
			name: 'applicationIds',
			type: 'string',
			default: '',
			displayOptions: BY_ID,
			placeholder: 'e.g. {{ $json.applicationId }}',
			description:
				'SmartRecruiters applications, as a list or separated by commas. Their candidates are sent.',
		},
		{
			displayName: 'Candidate IDs',
			name: 'candidateIds',
			type: 'string',
			default: '',
			displayOptions: BY_ID,
			placeholder: 'e.g. {{ $json.candidateId }}',
			description:
				'SmartRecruiters candidates, as a list or separated by commas. They go with all their applications.',
		},
		{
			displayName: 'Job IDs',
			name: 'jobIds',
			type: 'string',
			default: '',
			displayOptions: BY_ID,
			placeholder: 'e.g. {{ $json.jobId }}',
			description: 'SmartRecruiters jobs, as a list or separated by commas',
		},
		optionsField([profileUrlOption, timeLimitOption]),
	],
	runAll: async (context) => {
		const { options } = readParameters(context, 0, OptionsSchema);
		const items = context.getInputData().flatMap((_, item) => readItems(context, item));
		const { report, rejections } = await syncRecords(await openRuntime(context, 0), {
			items,
			profileUrl: options.profileUrl,
			timeLimitMs: options.timeLimit * MINUTE_MS,
		});
		hintAtWait(context, report);
		return [[toItem(report, 0)], toRejected(report.organization, rejections, 0)];
	},
};

/** What one input item names. @throws ConfigurationError when that is nothing */
function readItems(context: IExecuteFunctions, item: number): RecordItem[] {
	if (context.getNodeParameter('records', item, 'input') !== 'byId') {
		const read = readRecordItem(context.getInputData()[item]?.json);
		if (read.candidateId + read.applicationId + read.jobId !== '') return [read];
		// An event about something else, such as a position, is none of ours.
		if (read.event !== '') return [];
		throw new ConfigurationError(
			`The item names no record [Item ${item}]`,
			'Pass on items from SmartRecruiters Trigger, items with candidateId, applicationId or jobId, or choose "By ID" in "Records".',
		);
	}
	const ids = readParameters(context, item, NamedSchema);
	const nothing = readRecordItem({});
	const items = [
		...ids.candidateIds.map((candidateId) => ({ ...nothing, candidateId })),
		...ids.applicationIds.map((applicationId) => ({ ...nothing, applicationId })),
		...ids.jobIds.map((jobId) => ({ ...nothing, jobId })),
	];
	if (items.length > 0) return items;
	throw new ConfigurationError(
		`"Application IDs", "Candidate IDs" and "Job IDs" are all empty [Item ${item}]`,
		'Say which records are to be sent.',
	);
}
