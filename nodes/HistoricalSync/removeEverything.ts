import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { removeEverything } from '../../src/operations/history/removeEverything';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import { jobCheckDelayOption, optionsField, timeLimitOption } from './sharedOptions';
import { toItem, toRejected } from './toItems';

const { jobCheckDelay, timeLimit } = OPTION_SCHEMAS;
const ParametersSchema = z.object({
	confirm: textParameter,
	options: z.object({ jobCheckDelay, timeLimit }),
});

export const removeEverythingOperation: NodeOperation = {
	option: {
		name: 'Remove Everything',
		value: 'removeEverything',
		action: 'Remove everything that was sent',
		description:
			'Disconnect, delete at LinkedIn everything that was sent, and check that it is gone. Each run continues where the last one stopped.',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName:
				'This disconnects the organization and deletes at LinkedIn everything that was sent. Nothing is changed in SmartRecruiters.',
			name: 'removeNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Confirm',
			name: 'confirm',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1000',
			description:
				'The number of the organization in the LinkedIn credential. If empty, only a removal that was started before, here or on the disconnect page, is continued.',
		},
		optionsField([jobCheckDelayOption, timeLimitOption]),
	],
	run: async (context, item) => {
		const { confirm, options } = readParameters(context, item, ParametersSchema);
		const { report, rejections } = await removeEverything(await openRuntime(context, item), {
			confirm,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			jobCheckDelayMs: options.jobCheckDelay * 1000,
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
