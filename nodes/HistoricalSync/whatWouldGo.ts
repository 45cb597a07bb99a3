import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { storeNothing } from '../../src/n8n/rememberFailures';
import { whatWouldGo } from '../../src/operations/history/whatWouldGo';
import { OPTION_SCHEMAS } from './optionSchemas';
import { optionsField, timeLimitOption } from './sharedOptions';
import { toItem } from './toItems';

const ParametersSchema = z.object({
	goOnFrom: textParameter,
	options: z.object({ timeLimit: OPTION_SCHEMAS.timeLimit }),
});

export const whatWouldGoOperation: NodeOperation = {
	option: {
		name: 'What Would Go',
		value: 'whatWouldGo',
		action: 'Tell what the backfill would send',
		description:
			'Count what Backfill would send under the current rules, and say why LinkedIn would refuse the rest, with examples. It needs no acknowledgement, and does not call LinkedIn.',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'Go On From',
			name: 'goOnFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.goOnFrom }}',
			description:
				'The goOnFrom of the last result, to continue in a large company. Leave it empty to begin.',
		},
		optionsField([timeLimitOption]),
	],
	run: async (context, item) => {
		storeNothing(context);
		const { goOnFrom, options } = readParameters(context, item, ParametersSchema);
		const timeLimitMs = options.timeLimit * MINUTE_MS;
		return [
			[
				toItem(
					await whatWouldGo(await openRuntime(context, item), { timeLimitMs, goOnFrom }),
					item,
				),
			],
		];
	},
};
