import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { makeSupportBundle } from '../../src/operations/support/makeSupportBundle';

export const supportBundle: NodeOperation = {
	option: {
		name: 'Get Support Bundle',
		value: 'supportBundle',
		action: 'Get a support bundle',
		description:
			'Get one file with what a vendor’s support asks for: versions, settings without secrets, counts, and the last failed calls. It contains no personal data, and calls no vendor.',
	},
	uses: 'linkedIn',
	properties: [],
	run: async (context, item) => {
		const bundle = await makeSupportBundle(await openLinkedInRuntime(context));
		const file = await context.helpers.prepareBinaryData(
			Buffer.from(JSON.stringify(bundle, null, '\t')),
			'rsc-support.json',
			'application/json',
		);
		return [toItems([bundle], item).map((one) => ({ ...one, binary: { data: file } }))];
	},
};
