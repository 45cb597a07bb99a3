import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { isByHand } from '../../src/n8n/isByHand';
import { readParameters } from '../../src/n8n/readParameters';
import { syncNewActivity } from '../../src/operations/activity/syncNewActivity';
import { outcomeItems } from './outcomeItems';
import { timeLimitOption, toMs, writeOptions, writeShape } from './writeOptions';

const lookBackOption: INodeProperties = {
	displayName: 'Look Back on First Run (Hours)',
	name: 'lookBackHours',
	type: 'number',
	default: 12,
	typeOptions: { minValue: 1, maxValue: 720 },
	description:
		'How far back a seat is read when it is read for the first time. Up to 12 hours cost no additional calls.',
};

export const syncNew: NodeOperation = {
	option: {
		name: 'Sync New',
		value: 'syncNew',
		action: 'Sync new InMails and notes',
		description:
			'Read what is new of all mapped seat holders, on every connected contract, and write it to their candidates as notes, each once',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Written', 'Review', 'Report'],
	properties: [
		{
			displayName:
				'Contracts come from the Data Table rsc_contracts: nothing has to be entered here. Run it every minute; it reads as often as <b>Read Every</b> says.',
			name: 'syncNewNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Read Every (Minutes)',
			name: 'readEveryMinutes',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, maxValue: 1440 },
			description:
				'How often LinkedIn is asked at most. When run by hand, it always reads. 30 minutes are enough for about 1,000 seats; with more, those without any news in the last week are read less often.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				...writeOptions.slice(0, 2),
				lookBackOption,
				...writeOptions.slice(2),
				timeLimitOption,
			],
		},
	],
	runAll: runSyncNew,
};

const ParametersSchema = z.object({
	readEveryMinutes: z.number().min(1).max(1440),
	options: z.object({ ...writeShape, lookBackHours: z.number().positive().max(720).default(12) }),
});

async function runSyncNew(context: IExecuteFunctions): Promise<Outputs> {
	const { readEveryMinutes, options } = readParameters(context, 0, ParametersSchema);
	const { timeLimit, lookBackHours, ...choice } = options;
	const result = await syncNewActivity(await openRuntime(context, 0), {
		...choice,
		everyMs: readEveryMinutes * MINUTE_MS,
		atOnce: isByHand(context),
		lookBackMs: lookBackHours * HOUR_MS,
		timeLimitMs: toMs(timeLimit),
	});
	return outcomeItems(context, result, result.report);
}
