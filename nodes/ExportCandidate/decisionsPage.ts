import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { orProblem } from '../../src/n8n/pages/orProblem';
import { formValue, type PageCall, readPageCall } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { serveScript } from '../../src/n8n/pages/serveScript';
import { searchChoices } from '../../src/operations/export/searchChoices';
import { type DecisionForm, showDecisions } from '../../src/operations/export/showDecisions';
import type { Runtime } from '../../src/operations/Runtime';
import { decisionsBody, decisionsPage as renderDecisions } from '../../src/pages/decisionsPage';
import { type DecisionSuggestions, decisionSuggestions } from '../../src/pages/decisionSuggestions';

/** The page on which an admin decides about exports; serves RSC Trigger's page mode only, so it is no action. */
export const decisionsPage: NodeOperation = {
	option: {
		name: 'Decisions Page',
		value: 'decisionsPage',
		description: 'Show the page with the exports that need a decision',
	},
	uses: 'both',
	servesAll: 'byPage',
	properties: [],
	run: async (context, item) => {
		const call = readPageCall(context, item);
		if (call.method === 'POST') {
			return [
				await serveScript(context, item, async () => {
					const runtime = await openRuntime(context, item);
					const body =
						formValue(call, 'action') === 'suggest'
							? await suggest(runtime, call)
							: { html: decisionsBody(await showDecisions(runtime, formOf(call))).text };
					return { status: 200, body };
				}),
			];
		}
		return [
			await servePage(context, item, async ({ scriptKey }) => ({
				html: renderDecisions(scriptKey, await showDecisions(await openRuntime(context, item))),
			})),
		];
	},
};

/** What fits the text that somebody is typing; why nothing can be looked for stands in its place. */
async function suggest(runtime: Runtime, call: PageCall): Promise<DecisionSuggestions> {
	const text = formValue(call, 'text');
	const isJob = formValue(call, 'what') === 'job';
	const texts = { candidate: isJob ? '' : text, job: isJob ? text : '' };
	return await orProblem(
		async () => decisionSuggestions(await searchChoices(runtime, texts)),
		(problem) => ({ options: [], note: problem }),
	);
}

function formOf(call: PageCall): DecisionForm {
	return {
		action: formValue(call, 'action') === 'decide' ? 'decide' : 'search',
		exportKey: formValue(call, 'export'),
		choice: formValue(call, 'choice'),
		jobId: formValue(call, 'jobId'),
		candidateText: formValue(call, 'candidate'),
		jobText: formValue(call, 'job'),
		searchedJob: formValue(call, 'searchedJob'),
	};
}
