import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { isByHand } from '../../src/n8n/isByHand';
import { readParameters } from '../../src/n8n/readParameters';
import { reconcile } from '../../src/operations/history/reconcile';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import { optionsField, profileUrlOption, timeLimitOption } from './sharedOptions';
import { toItem, toRejected } from './toItems';

const { profileUrl, timeLimit } = OPTION_SCHEMAS;
const ParametersSchema = z.object({
	repair: z.boolean(),
	options: z.object({
		profileUrl,
		timeLimit,
		compareEvery: z.number().nonnegative().default(8),
		leftoverDays: z.number().nonnegative().default(2),
		samplePercent: z.number().min(0).max(100).default(2),
	}),
});

export const reconcileOperation: NodeOperation = {
	option: {
		name: 'Reconcile',
		value: 'reconcile',
		action: 'Compare and repair both sides',
		description:
			'Compare SmartRecruiters with LinkedIn, and repair what differs. Each run continues where the last one stopped; some hours after a finished comparison, the next one begins.',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName: 'Repair',
			name: 'repair',
			type: 'boolean',
			default: true,
			description:
				'Whether to send again what is missing or different, and to delete what must not be there. If off, differences are only reported.',
		},
		optionsField([
			profileUrlOption,
			{
				displayName: 'Compare Again Every (Hours)',
				name: 'compareEvery',
				type: 'number',
				default: 8,
				typeOptions: { minValue: 0 },
				description:
					'If the last finished comparison began less than this ago, nothing is done. When run by hand, it always compares.',
			},
			{
				displayName: 'Look for Deleted Applications (Days)',
				name: 'leftoverDays',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0 },
				description:
					'SmartRecruiters does not report deleted applications. For candidates who changed within this number of days, applications that were sent and are no longer in SmartRecruiters are deleted at LinkedIn. 0 turns this off.',
			},
			{
				displayName: 'Sample (Percent)',
				name: 'samplePercent',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0, maxValue: 100 },
				description:
					'Percentage of candidates that are compared in every field, with their applications. Each costs at least one request.',
			},
			timeLimitOption,
		]),
	],
	run: async (context, item) => {
		const { repair, options } = readParameters(context, item, ParametersSchema);
		const { report, rejections } = await reconcile(await openRuntime(context, item), {
			profileUrl: options.profileUrl,
			samplePercent: options.samplePercent,
			leftoverDays: options.leftoverDays,
			repairs: repair,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			compareEveryMs: options.compareEvery * HOUR_MS,
			atOnce: isByHand(context),
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
