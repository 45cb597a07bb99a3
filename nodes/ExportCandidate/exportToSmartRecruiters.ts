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
			'Find or create the candidate, add them to the job, and link them to the LinkedIn member: exactly once, whatever fails on the way',
	},
	outputs: ['Exported', 'Review'],
	uses: 'both',
	servesAll: 'eachRun',
	properties: [
		{
			displayName:
				'Items of RSC Trigger are added to a queue (Data Table rsc_exports) and exported one after the other. Items without a request ID, such as those of a Schedule Trigger, continue the queue: run this operation every minute.',
			name: 'exportNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Request ID',
			name: 'requestId',
			type: 'string',
			default: '={{ $json.requestId }}',
			description:
				'Identifies the export, as RSC Trigger returns it. Leave it empty to continue the queue.',
		},
		{
			displayName: 'Export Data',
			name: 'exportData',
			type: 'string',
			default: '={{ $json.data }}',
			description:
				'What LinkedIn says about the person, as RSC Trigger returns it. Leave it empty to fetch it from LinkedIn.',
		},
		locatorField({
			displayName: 'Source',
			name: 'source',
			description:
				'Where applications come from. Leave it empty for the source with exactly the name "LinkedIn".',
			search: 'searchSources',
			placeholder: 'e.g. PAID/JOB_BOARD/5f1c…',
		}),
		locatorField({
			displayName: 'Job',
			name: 'job',
			description:
				'The job to add everybody to. Leave it empty for the one that the recruiter chose.',
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
