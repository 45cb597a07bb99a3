import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { importPast as runOperation } from '../../src/operations/activity/importPast';
import { callsPerDayOption } from './callsPerDayOption';
import { outcomeItems } from './outcomeItems';
import { timeLimitOption, toMs, writeOptions, writeShape } from './writeOptions';

const CALLS_PER_DAY = 25_000;
/** Seats that are read together: as many as are named in one call for notes. */
const SEATS_AT_ONCE = 200;

export const importPast: NodeOperation = {
	option: {
		name: 'Import Past',
		value: 'importPast',
		action: 'Import past InMails and notes',
		description:
			'Write what seat holders did before they were mapped, as far back as their mapping says. Each run continues where the last one stopped.',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Written', 'Review', 'Progress'],
	properties: [
		{
			displayName:
				'How far back is chosen when a seat holder is mapped (RSC User Mapper). Run it every minute; when there is nothing to do, it ends at once. It also tries parked activity again for which somebody pressed "Try again now".',
			name: 'importNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [callsPerDayOption(CALLS_PER_DAY), ...writeOptions, timeLimitOption],
		},
	],
	runAll: runImport,
};

const ParametersSchema = z.object({
	options: z.object({
		...writeShape,
		callsPerDay: z.number().positive().default(CALLS_PER_DAY),
	}),
});

async function runImport(context: IExecuteFunctions): Promise<Outputs> {
	const { options } = readParameters(context, 0, ParametersSchema);
	const { timeLimit, ...choice } = options;
	const result = await runOperation(await openRuntime(context, 0), {
		...choice,
		seatsAtOnce: SEATS_AT_ONCE,
		timeLimitMs: toMs(timeLimit),
	});
	return outcomeItems(context, result, result.progress);
}
