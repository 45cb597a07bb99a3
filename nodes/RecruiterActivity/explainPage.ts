import type { IExecuteFunctions } from 'n8n-workflow';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { formValue, type PageCall } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import {
	answerQuestion,
	type TypedAnswer,
	type TypedQuestion,
} from '../../src/operations/explain/answerQuestion';
import { explainPage as renderPage, type ExplainPageData } from '../../src/pages/explainPage';

/** Without an action text: it serves a page, and is of no use without an RSC Trigger in its mode for pages. */
export const explainPage: NodeOperation = {
	option: {
		name: 'Explanation Page',
		value: 'explainPage',
		description:
			'Show the page on which somebody asks why something is missing; behind an RSC Trigger with the source Admin Page',
	},
	uses: 'both',
	servesAll: 'byPage',
	properties: [],
	run: async (context, item) => [
		await servePage(context, item, async (call) => await render(context, item, call)),
	],
};

const NAMES = ['holder', 'about', 'candidate', 'job', 'viewer'] as const;

async function render(context: IExecuteFunctions, item: number, call: PageCall) {
	const typed = readQuestion(call);
	const { address, key } = call;
	const { question, holder, about, candidate, job, viewer, day } = typed;
	const page = { address, key, question, typed: { holder, about, candidate, job, viewer, day } };
	const found =
		call.method === 'POST'
			? toPage(await answerQuestion(await openRuntime(context, item), typed))
			: {};
	return { html: renderPage({ ...page, ...found }) };
}

function toPage(answer: TypedAnswer): Partial<ExplainPageData> {
	switch (answer.kind) {
		case 'choose':
			return { choice: answer.choice };
		case 'failed': {
			const { reason, fix } = answer;
			return { answer: { isWell: false, reason, fix, chain: [] } };
		}
		case 'problem':
			return { problem: { field: answer.field, text: answer.problem } };
		case 'answer': {
			const { cause, reason, fix, chain } = answer.explanation;
			return { answer: { isWell: cause === 'ALL_WELL', reason, fix, chain } };
		}
	}
}

function readQuestion(call: PageCall): TypedQuestion {
	const read = (name: string): string => formValue(call, name).trim();
	const asked = read('question');
	const question = asked === 'candidate' || asked === 'job' ? asked : 'activity';
	// What was chosen counts for the name for which it was offered.
	const chosen = NAMES.flatMap(
		(name): Array<[string, string]> =>
			read(`${name}For`) === read(name) ? [[name, read(`${name}Chosen`)]] : [],
	);
	return {
		question,
		holder: read('holder'),
		about: read('about'),
		candidate: read('candidate'),
		job: read('job'),
		viewer: read('viewer'),
		day: read('day'),
		chosen: Object.fromEntries(chosen),
	};
}
