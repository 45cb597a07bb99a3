import { openRuntime } from '../../src/n8n/openRuntime';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { locatorField } from '../../src/n8n/fields/locator';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import { exportOptionsField, readExportParameters } from './exportOptions';
import { readPushes } from './readPushes';
import { runToItems } from './runToItems';

/** Takes what came into the queue, and works the queue off. */
export const exportToSmartRecruiters: NodeOperation = {
	option: {
		name: 'Export to SmartRecruiters',
		value: 'export',
		action: 'Export to SmartRecruiters',
		description:
			'Find or create the candidate, put it on the job, and link it to the LinkedIn member: once, whatever fails in between',
	},
	outputs: ['Exported', 'Review'],
	uses: 'both',
	properties: [
		{
			displayName:
				'What comes from RSC Trigger is put into a queue (Data Table rsc_exports) and exported one after the other. Items without a request ID, such as a schedule’s, go on with what waits: let a schedule start this operation every minute.',
			name: 'exportNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Request ID',
			name: 'requestId',
			type: 'string',
			default: '={{ $json.requestId }}',
			description: 'Names the export, as RSC Trigger gives it. Empty goes on with what waits.',
		},
		{
			displayName: 'Export Data',
			name: 'exportData',
			type: 'string',
			default: '={{ $json.data }}',
			description:
				'What LinkedIn told of the person, as RSC Trigger gives it. Empty fetches it from LinkedIn.',
		},
		locatorField({
			displayName: 'Source',
			name: 'source',
			description:
				'Where applications come from. Empty takes the source that is called exactly "LinkedIn".',
			search: 'searchSources',
			placeholder: 'e.g. PAID/JOB_BOARD/5f1c…',
		}),
		locatorField({
			displayName: 'Job',
			name: 'job',
			description: 'The job to put everybody on. Empty takes the one that the recruiter chose.',
			search: 'searchJobs',
			placeholder: 'e.g. 0f9d6a6e-6b1e-4f0a-9a53-0d3a3f4c1b11',
		}),
		exportOptionsField,
	],
	runAll: async (context) => {
		const { options, timeLimitMs } = readExportParameters(context, 0);
		const { pushes, problem } = readPushes(context, Date.now());
		const runtime = await openRuntime(context, 0);
		const run = await exportCandidates(runtime, {
			pushes: pushes.map(({ push }) => push),
			options,
			timeLimitMs,
		});
		// What can be used is in the queue by now, and is not lost by this.
		if (problem) throw problem;
		const items = pushes.map(({ item }) => item);
		return runToItems(runtime.linkedIn.settings.organizationUrn, run, items);
	},
};
