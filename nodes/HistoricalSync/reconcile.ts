import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
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
			'Compare what SmartRecruiters has with what LinkedIn holds, and repair what differs. It goes on where it stopped, and begins anew after a finished comparison.',
	},
	uses: 'both',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName: 'Repair',
			name: 'repair',
			type: 'boolean',
			default: true,
			description:
				'Whether to send again what is missing or different, and to delete what must not be there. Off only reports.',
		},
		optionsField([
			profileUrlOption,
			{
				displayName: 'Look for Deleted Applications (Days)',
				name: 'leftoverDays',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0 },
				description:
					'SmartRecruiters tells nobody of a deleted application: for candidates who changed within so many days, those are deleted at LinkedIn that it was sent and SmartRecruiters has no more. 0 leaves it out.',
			},
			{
				displayName: 'Sample (Percent)',
				name: 'samplePercent',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0, maxValue: 100 },
				description:
					'How many candidates are compared to the last field, with applications. It costs a request and more for each.',
			},
			timeLimitOption,
		]),
	],
	run: async (context, item) => {
		const { repair, options } = readParameters(context, item, ParametersSchema, {
			repair: 'Repair',
			options: 'Options',
		});
		const { report, rejections } = await reconcile(await openRuntime(context, item), {
			profileUrl: options.profileUrl,
			samplePercent: options.samplePercent,
			leftoverDays: options.leftoverDays,
			repairs: repair,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			atOnce: context.getMode() === 'manual',
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
