import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { idsParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import { OPTION_SCHEMAS } from './optionSchemas';
import { jobCheckDelayOption, optionsField, timeLimitOption } from './sharedOptions';
import { toItem, toRejected } from './toItems';

const { timeLimit, jobCheckDelay } = OPTION_SCHEMAS;
const ParametersSchema = z.object({
	scope: z.enum(['due', 'all', 'waiting']),
	jobIds: idsParameter,
	options: z.object({ timeLimit, jobCheckDelay }),
});

export const syncVisibilityOperation: NodeOperation = {
	option: {
		name: 'Sync Visibility',
		value: 'syncVisibility',
		action: 'Show jobs to their hiring teams',
		description:
			'Make LinkedIn show jobs and applications in Recruiter to those who may see them in SmartRecruiters, as chosen with Set Visibility. Each run continues where the last one stopped.',
	},
	uses: 'both',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			default: 'due',
			options: [
				{
					name: 'All Jobs Now',
					value: 'all',
					description: 'Compare the access list of every job, whether or not that is due',
				},
				{
					name: 'What Is Due',
					value: 'due',
					description: 'People, the jobs that wait, and once a day every job',
				},
				{
					name: 'What Waits',
					value: 'waiting',
					description: 'Only new jobs, and those whose hiring team has changed',
				},
			],
		},
		{
			displayName: 'Job IDs',
			name: 'jobIds',
			type: 'string',
			default: '',
			displayOptions: { show: { scope: ['waiting'] } },
			placeholder: 'e.g. {{ $json.jobId }}',
			description:
				'SmartRecruiters jobs to be looked at besides those that wait, as a list or separated by commas',
		},
		optionsField([jobCheckDelayOption, timeLimitOption]),
	],
	run: async (context, item) => {
		const { scope, jobIds, options } = readParameters(context, item, ParametersSchema);
		const { report, rejections } = await syncVisibility(await openRuntime(context, item), {
			scope,
			jobIds: scope === 'waiting' ? jobIds : [],
			timeLimitMs: options.timeLimit * MINUTE_MS,
			jobCheckDelayMs: options.jobCheckDelay * 1000,
		});
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
