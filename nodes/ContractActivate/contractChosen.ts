import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { answerCallback } from '../../src/n8n/pages/answerCallback';
import { isBusy } from '../../src/operations/contract/isBusy';
import { takeWidgetResult } from '../../src/operations/contract/takeWidgetResult';

/** Without an action: it answers the onboarding page only. */
export const contractChosen: NodeOperation = {
	option: {
		name: 'Contract Chosen',
		value: 'contractChosen',
		description: 'Add the contracts that were chosen on the onboarding page to the list',
	},
	uses: 'linkedIn',
	properties: [],
	run: async (context, item) => [
		await answerCallback(context, item, 'contractChosen', async ({ body }) => {
			const runtime = await openLinkedInRuntime(context);
			const result = await takeWidgetResult(runtime, body.integrations ?? []);
			if (isBusy(result)) return { added: [], refused: [], problem: result.message };
			return {
				added: result.added.map(({ contract, name }) => ({ contract, name })),
				refused: result.refused.map(({ contract, reason, whatToDo }) => ({
					contract,
					reason,
					whatToDo,
				})),
				problem: '',
			};
		}),
	],
};
