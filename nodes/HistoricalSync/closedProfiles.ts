import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { checkClosedProfiles } from '../../src/operations/history/checkClosedProfiles';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import { optionsField, timeLimitOption } from './sharedOptions';
import { isByHand } from '../../src/n8n/isByHand';
import { toItem } from './toItems';

const ParametersSchema = z.object({
	options: z.object({ endpointPath: textParameter, timeLimit: OPTION_SCHEMAS.timeLimit }),
});

export const closedProfilesOperation: NodeOperation = {
	option: {
		name: 'Closed Profiles',
		value: 'closedProfiles',
		action: 'Check exported members for closed accounts',
		description:
			'Ask LinkedIn which exported members have closed their account. LinkedIn asks for that every 30 days; a run within 25 days of the last one does nothing, unless you run it by hand.',
	},
	uses: 'linkedIn',
	servesAll: 'eachRun',
	outputs: ['Progress', 'Closed Profiles'],
	properties: [
		optionsField([
			{
				displayName: 'Endpoint Path',
				name: 'endpointPath',
				type: 'string',
				default: '',
				placeholder: 'e.g. /rest/atsPurgedExportedCandidates?q=...',
				description:
					'Path and query below the API base URL. Leave it empty for what the admin entered on the connect page. LinkedIn publishes the resource, but not its query: ask your LinkedIn partner engineer.',
			},
			timeLimitOption,
		]),
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema);
		const { report, profiles } = await checkClosedProfiles(await openLinkedInRuntime(context), {
			path: options.endpointPath,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			atOnce: isByHand(context),
		});
		hintAtWait(context, report);
		const { organization } = report;
		return [
			[toItem(report, item)],
			profiles.map((profile) => toItem({ organization, ...profile }, item)),
		];
	},
};
