import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { getSharingRules as getRules } from '../../src/operations/contract/getSharingRules';
import { previewSharing } from '../../src/operations/contract/previewSharing';

export const getSharingRules: NodeOperation = {
	option: {
		name: 'Get Sharing Rules',
		value: 'getSharingRules',
		action: 'Get the sharing rules',
		description:
			'Get what may be shared, who decided it, and how many jobs and people each rule excludes',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'Preview',
			name: 'preview',
			type: 'boolean',
			default: true,
			description: 'Whether to count the jobs and people that each rule excludes',
		},
	],
	run: async (context, item) => {
		const runtime = await openRuntime(context, item);
		const { organizationUrn: organization } = runtime.linkedIn.settings;
		const decided = await getRules(runtime, organization);
		const wanted = context.getNodeParameter('preview', item, true) === true;
		const preview = wanted ? await previewSharing(runtime, decided.rules) : undefined;
		return [toItems([{ organization, ...decided, ...(preview && { preview }) }], item)];
	},
};
