import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { formValue, type PageCall } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { type DecisionForm, showDecisions } from '../../src/operations/export/showDecisions';
import { decisionsPage as renderDecisions } from '../../src/pages/decisionsPage';

/** The page on which an admin decides about exports; serves RSC Trigger's page mode only, so it is no action. */
export const decisionsPage: NodeOperation = {
	option: {
		name: 'Decisions Page',
		value: 'decisionsPage',
		description: 'Show the page with the exports that need a decision',
	},
	uses: 'both',
	properties: [],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const form = formOf(call);
			const data = await showDecisions(await openRuntime(context, item), {
				address: call.address,
				key: call.key,
				...(form && { form }),
			});
			return { html: renderDecisions(data) };
		}),
	],
};

function formOf(call: PageCall): DecisionForm | undefined {
	if (call.method !== 'POST') return undefined;
	return {
		action: formValue(call, 'action') === 'decide' ? 'decide' : 'search',
		exportKey: formValue(call, 'export'),
		choice: formValue(call, 'choice'),
		jobId: formValue(call, 'jobId'),
		candidateText: formValue(call, 'candidate'),
		jobText: formValue(call, 'job'),
	};
}
