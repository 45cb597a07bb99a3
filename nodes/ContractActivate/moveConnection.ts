import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { toOrganizationUrn } from '../../src/linkedin/LinkedInSettings';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter, whileShown } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { isBusy } from '../../src/operations/contract/isBusy';
import { moveConnection as move } from '../../src/operations/move/moveConnection';
import { MOVES } from '../../src/operations/move/MoveReport';
import { importDays, importDaysOption, TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

const ParametersSchema = z.object({
	move: z.enum(MOVES),
	fromOrganization: textParameter,
	endingContracts: listParameter,
	switchesOff: whileShown(z.boolean(), false),
	options: z.object({ importDays }),
});

export const moveConnection: NodeOperation = {
	option: {
		name: 'Move',
		value: 'move',
		action: 'Move a connection to another contract or company',
		description:
			'Take over what is known to another company page, another contract or another SmartRecruiters company. Returns one item for each step: done, open or stop, and what to do. Run it again when more is there. Backfill then sends what differs from what LinkedIn holds.',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'What Changes',
			name: 'move',
			type: 'options',
			default: 'contract',
			options: [
				{
					name: 'The LinkedIn Company Page',
					value: 'companyPage',
					description: 'The credential names the new one already',
				},
				{
					name: 'The Recruiter Contract',
					value: 'contract',
					description: 'The company page stays, and so does what was sent',
				},
				{
					name: 'The SmartRecruiters Company',
					value: 'atsCompany',
					description: 'Everything that was sent has to be removed first',
				},
			],
		},
		{
			displayName: 'Old Organization',
			name: 'fromOrganization',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1000',
			description: 'Number or URN of the company page that was connected before',
			displayOptions: { show: { move: ['companyPage'] } },
		},
		{
			displayName: 'Both Switches Are Off',
			name: 'switchesOff',
			type: 'boolean',
			default: false,
			description:
				'Whether somebody has switched the company level and the contract levels of the old company page off in Recruiter. LinkedIn asks for both sides to be disabled first.',
			displayOptions: { show: { move: ['companyPage'] } },
		},
		{
			displayName: 'Contracts That End',
			name: 'endingContracts',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 555000111',
			description:
				'Contracts that are not used any more, by number or URN, separated by commas. The others that are connected go on.',
			displayOptions: { show: { move: ['contract'] } },
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [importDaysOption],
		},
	],
	run: async (context, item) => {
		const given = readParameters(context, item, ParametersSchema);
		const result = await move(await openRuntime(context, item), {
			move: given.move,
			fromOrganization:
				given.move === 'companyPage' ? toOldOrganization(given.fromOrganization, item) : '',
			endingContracts: given.endingContracts.flatMap((text) => toContractUrn(text) ?? []),
			switchesOff: given.switchesOff,
			importDays: given.options.importDays,
			timeLimitMs: TIME_LIMIT_MS,
		});
		if (isBusy(result)) return [toItems([result], item)];
		const { organization, move: what, steps } = result;
		return [
			toItems(
				steps.map((step) => ({ organization, move: what, ...step })),
				item,
			),
		];
	},
};

function toOldOrganization(text: string, item: number): string {
	if (/^(?:urn:li:organization:)?\d+$/.test(text.trim())) return toOrganizationUrn(text);
	throw new ConfigurationError(
		`"Old Organization" is not a LinkedIn organization [Item ${item}]`,
		'Enter the number of the company page that was connected before, for example 1000.',
	);
}
