import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { isByHand } from '../../src/n8n/isByHand';
import { readParameters } from '../../src/n8n/readParameters';
import { catchUpActivity } from '../../src/operations/activity/catchUpActivity';
import { callsPerDayOption } from './callsPerDayOption';
import { outcomeItems } from './outcomeItems';
import { timeLimitOption, toMs, writeOptions, writeShape } from './writeOptions';

const CALLS_PER_DAY = 15_000;

export const catchUp: NodeOperation = {
	option: {
		name: 'Catch Up',
		value: 'catchUp',
		action: 'Catch up on InMails and notes',
		description:
			'Try parked activity again, and read the last days of all mapped seat holders once more, so that nothing is left out',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Written', 'Review', 'Report'],
	properties: [
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			default: 3,
			typeOptions: { minValue: 0.5, maxValue: 60 },
			description:
				'How far back to read, at least. After a pause, it reads back to the last completed run.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				callsPerDayOption(CALLS_PER_DAY),
				...writeOptions,
				{
					displayName: 'Read Again Every (Hours)',
					name: 'readEvery',
					type: 'number',
					default: 20,
					typeOptions: { minValue: 0 },
					description:
						'If the last reading began less than this ago, only parked activity is tried. When run by hand, it always reads.',
				},
				timeLimitOption,
			],
		},
	],
	runAll: runCatchUp,
};

const ParametersSchema = z.object({
	days: z.number().min(0.5).max(60),
	options: z.object({
		...writeShape,
		callsPerDay: z.number().positive().default(CALLS_PER_DAY),
		readEvery: z.number().min(0).default(20),
	}),
});

async function runCatchUp(context: IExecuteFunctions): Promise<Outputs> {
	const { days, options } = readParameters(context, 0, ParametersSchema);
	const { timeLimit, readEvery, ...choice } = options;
	const byHand = isByHand(context);
	const result = await catchUpActivity(await openRuntime(context, 0), {
		...choice,
		days,
		readEveryMs: byHand ? 0 : toMs(readEvery * 60),
		timeLimitMs: toMs(timeLimit),
	});
	return outcomeItems(context, result, result.report);
}
