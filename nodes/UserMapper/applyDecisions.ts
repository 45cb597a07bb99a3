import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { NOT_MAPPED } from '../../src/mapping/StoredSeat';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { decide, type Decision, REFUSALS } from '../../src/operations/mapping/decide';
import { toDecidedRow } from '../../src/operations/mapping/toMapRows';
import { mapRow } from '../../src/pages/mapPeopleRows';
import type { NodeOperation } from './NodeResource';
import { parseJson, readBoth, readStoredMap, TIME_LIMIT_MS } from './sharedFields';

const DecisionSchema = z
	.object({
		seat: z.string().regex(/^urn:li:seat:\d+$/),
		contract: z.string().transform((text, refused) => {
			const urn = toContractUrn(text);
			if (urn === undefined) refused.addIssue({ code: 'custom', message: 'no contract' });
			return urn ?? '';
		}),
		userId: z.string().min(1).optional(),
		how: z.enum(['person', 'email', 'name', 'by hand', ...NOT_MAPPED]),
	})
	.transform(({ seat, contract, userId, how }, refused): Decision => {
		const base = { seatUrn: seat, contractUrn: contract };
		if (how === 'skipped' || how === 'left open' || how === 'unmapped')
			return { ...base, matchedBy: how };
		if (userId === undefined) refused.addIssue({ code: 'custom', message: 'no user' });
		return { ...base, userId: userId ?? '', matchedBy: how };
	});

const DaysSchema = z.object({ pageImportDays: z.number().nonnegative() });

export const applyDecisions: NodeOperation = {
	option: {
		name: 'Apply Decisions',
		value: 'applyDecisions',
		action: 'Apply the decisions of the page',
		description:
			'Turn what was decided on the page into rows of the map, after checking that seats and users are still there',
	},
	properties: [
		{
			displayName: 'Decisions',
			name: 'decisions',
			type: 'json',
			default: '={{ $json.body.decisions }}',
			required: true,
			displayOptions: { show: { operation: ['applyDecisions'] } },
			description: 'What the page has sent: a list with seat, contract, userId and how',
		},
	],
	run: async (context, item) => {
		const { pageImportDays } = readParameters(context, item, DaysSchema, {
			pageImportDays: 'Days to Import',
		});
		const { rows, refusals } = await decide(
			await readBoth(context, item),
			readDecisions(context, item),
			{
				stored: readStoredMap(context, item),
				importDays: pageImportDays,
				timeLimitMs: TIME_LIMIT_MS,
			},
		);
		const answer = {
			rows: rows.map((row) => ({ seat: row.seat, html: mapRow(toDecidedRow(row)).text })),
			refused: refusals.map(({ seatUrn, code }) => ({ seat: seatUrn, text: REFUSALS[code] })),
		};
		return [toItems([{ rows, answer }], item)];
	},
};

/** @throws ConfigurationError naming the parameter and the item */
function readDecisions(context: IExecuteFunctions, item: number): Decision[] {
	const value: unknown = context.getNodeParameter('decisions', item, '');
	const parsed = z
		.array(DecisionSchema)
		.safeParse(typeof value === 'string' ? parseJson(value) : value);
	if (!parsed.success) {
		throw new ConfigurationError(
			`"Decisions" cannot be used [Item ${item}]`,
			'Hand over what the page has sent, unchanged.',
		);
	}
	return parsed.data;
}
