import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import { optionsField, profileUrlOption, timeLimitOption } from './sharedOptions';
import { toItem, toRejected } from './toItems';

const { profileUrl, timeLimit } = OPTION_SCHEMAS;
const ParametersSchema = z.object({ options: z.object({ profileUrl, timeLimit }) });

export const retryParkedOperation: NodeOperation = {
	option: {
		name: 'Try Parked Again',
		value: 'retryParked',
		action: 'Try parked records again',
		description:
			'Send parked jobs, candidates and applications again for which somebody pressed "Try again now" on the status page',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Progress', 'Rejected'],
	properties: [optionsField([profileUrlOption, timeLimitOption])],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema);
		const { report, rejections } = await tryParkedAgain(await openRuntime(context, item), {
			profileUrl: options.profileUrl,
			timeLimitMs: options.timeLimit * MINUTE_MS,
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
