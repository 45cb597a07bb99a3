import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { isByHand } from '../../src/n8n/isByHand';
import { readParameters } from '../../src/n8n/readParameters';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import {
	chunkSizeOption,
	jobCheckDelayOption,
	optionsField,
	profileUrlOption,
	timeLimitOption,
} from './sharedOptions';
import { toItem, toRejected } from './toItems';

const ParametersSchema = z.object({ options: z.object(OPTION_SCHEMAS) });

export const syncChangesOperation: NodeOperation = {
	option: {
		name: 'Sync Changes',
		value: 'syncChanges',
		action: 'Send what changed in SmartRecruiters',
		description:
			'Send what changed since the last run, with what was deleted or merged. The first run begins where the backfill began.',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Progress', 'Rejected'],
	properties: [
		optionsField([profileUrlOption, chunkSizeOption, jobCheckDelayOption, timeLimitOption]),
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema);
		const { report, rejections } = await syncChanges(await openRuntime(context, item), {
			profileUrl: options.profileUrl,
			chunkRecords: Math.max(1, options.chunkSize),
			jobCheckDelayMs: options.jobCheckDelay * 1000,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			atOnce: isByHand(context),
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
