import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openKeeping } from '../../src/n8n/openRuntime';
import { readLinkedInSettings, worldOf } from '../../src/n8n/readConnection';
import { toItems } from '../../src/n8n/toItems';
import { measureUsage } from '../../src/operations/export/measureUsage';

/** Counts what has reached the queue this month. */
export const getUsage: NodeOperation = {
	option: {
		name: 'Get Usage',
		value: 'getUsage',
		action: 'Get the usage of exports',
		description:
			'Count the exports of this month for each Recruiter seat, and warn from 80 % upwards',
	},
	uses: 'linkedIn',
	servesAll: 'eachRun',
	properties: [
		{
			displayName:
				'LinkedIn allows 300 exports per seat and month, and does not say how many are left. This operation counts the rows of the Data Table rsc_exports.',
			name: 'usageNotice',
			type: 'notice',
			default: '',
		},
	],
	runAll: async (context) => {
		const { organizationUrn } = await readLinkedInSettings(context);
		const keeping = { ...openKeeping(context), effects: worldOf(context).effects };
		return [toItems(await measureUsage(keeping, organizationUrn), 0)];
	},
};
