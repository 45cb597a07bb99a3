import { z } from 'zod';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { previewSharing } from '../../src/operations/contract/previewSharing';
import { resolveSharing } from '../../src/operations/contract/resolveSharing';
import { setSharingRules as setRules } from '../../src/operations/contract/setSharingRules';
import type { StoredSharing } from '../../src/state/Settings';
import { sharingRuleFields } from './sharingRuleFields';

const RulesSchema = z.object({
	departmentsNeverSent: listParameter.optional(),
	departmentsKeptPrivate: listParameter.optional(),
	jobsNeverSent: listParameter.optional(),
	jobsKeptPrivate: listParameter.optional(),
	confidentialTags: listParameter.optional(),
	doNotContactTags: listParameter.optional(),
	consent: z.enum(['everyone', 'markDoNotContact', 'onlyAcquired']).optional(),
	reviews: z.boolean().optional(),
	notes: z.boolean().optional(),
	jobVisibility: z.enum(['PRIVATE_TO_ATS_INTEGRATION', 'PUBLIC']).optional(),
});

const ParametersSchema = z.object({
	rules: RulesSchema,
	changedBy: textParameter,
	previewOnly: z.boolean(),
});

export const setSharingRules: NodeOperation = {
	option: {
		name: 'Set Sharing Rules',
		value: 'setSharingRules',
		action: 'Set the sharing rules',
		description:
			'Decide what may be sent from SmartRecruiters to LinkedIn. Every operation that sends or deletes obeys these rules.',
	},
	uses: 'both',
	properties: [
		{
			displayName:
				'These rules apply to every workflow. What a rule excludes is not sent, and is deleted at LinkedIn if it was sent before.',
			name: 'sharingNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Rules',
			name: 'rules',
			type: 'collection',
			default: {},
			placeholder: 'Add rule',
			description: 'What changes; a rule that is not added here stays as it is',
			options: sharingRuleFields,
		},
		{
			displayName: 'Decided By',
			name: 'changedBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Lo, ada@example.com',
			description: 'Stored with the rules',
		},
		{
			displayName: 'Preview Only',
			name: 'previewOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to return what the rules would do, and store nothing',
		},
	],
	run: async (context, item) => {
		const parameters = readParameters(context, item, ParametersSchema);
		const { changedBy, previewOnly } = parameters;
		const rules: Partial<StoredSharing> = onlyGiven(parameters.rules);
		const runtime = await openRuntime(context, item);
		const result = previewOnly
			? { state: 'preview' as const, rules: await resolveSharing(runtime, rules) }
			: await setRules(runtime, { rules, changedBy });
		if (!('rules' in result)) return [toItems([result], item)];
		const { rules: after } = result;
		return [
			toItems(
				[
					{
						organization: runtime.linkedIn.settings.organizationUrn,
						kept: !previewOnly,
						rules: after,
						preview: await previewSharing(runtime, after),
					},
				],
				item,
			),
		];
	},
};

/** Without the rules that were not added. */
function onlyGiven(rules: z.output<typeof RulesSchema>): Partial<StoredSharing> {
	const {
		departmentsNeverSent,
		departmentsKeptPrivate,
		jobsNeverSent,
		jobsKeptPrivate,
		confidentialTags,
		doNotContactTags,
		consent,
		reviews,
		notes,
		jobVisibility,
	} = rules;
	return {
		...(departmentsNeverSent && { departmentsNeverSent }),
		...(departmentsKeptPrivate && { departmentsKeptPrivate }),
		...(jobsNeverSent && { jobsNeverSent }),
		...(jobsKeptPrivate && { jobsKeptPrivate }),
		...(confidentialTags && { confidentialTags }),
		...(doNotContactTags && { doNotContactTags }),
		...(consent !== undefined && { consent }),
		...(reviews !== undefined && { reviews }),
		...(notes !== undefined && { notes }),
		...(jobVisibility !== undefined && { jobVisibility }),
	};
}
