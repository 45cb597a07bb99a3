import { z } from 'zod';
import { MATCH_REASONS } from '../../src/mapping/matchReasons';
import type { Suggestion } from '../../src/mapping/matchSeats';
import { fullName, type MatchedBy, seatToStored } from '../../src/mapping/seatToStored';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { suggestMapping as run } from '../../src/operations/mapping/suggestMapping';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { contractsField, readContracts } from './contractsField';
import { importDays, importDaysOption, TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

const OptionsSchema = z.object({
	options: z.object({
		importDays,
		namesToReview: z.boolean().default(false),
	}),
});

export const suggestMapping: NodeOperation = {
	option: {
		name: 'Suggest',
		value: 'suggestMapping',
		action: 'Suggest a mapping',
		description:
			'Find the SmartRecruiters user of every seat holder: by an earlier decision, by e-mail address, or by a name that nobody else has. What is not clear goes to Review.',
	},
	uses: 'both',
	outputs: ['Matched', 'Review', 'Unmatched'],
	properties: [
		contractsField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				importDaysOption,
				{
					displayName: 'Likely Ones to Review',
					name: 'namesToReview',
					type: 'boolean',
					default: false,
					description:
						'Whether suggestions that are likely but not certain, such as a unique name without an e-mail address, go to Review instead of Matched',
				},
			],
		},
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, OptionsSchema);
		const runtime = await openRuntime(context, item);
		const { suggestions, stored } = await run(runtime, {
			contractUrns: readContracts(context, item),
			timeLimitMs: TIME_LIMIT_MS,
		});
		const before = new Map(stored.map((row) => [row.seat, row]));
		const outputs: Record<Suggestion['verdict'], object[]> = {
			matched: [],
			review: [],
			unmatched: [],
		};
		for (const suggestion of suggestions) {
			const doubted = options.namesToReview && suggestion.confidence === 'likely';
			const verdict = doubted ? 'review' : suggestion.verdict;
			const { user, reason, seat } = suggestion;
			const row = seatToStored(
				seat,
				user && verdict === 'matched'
					? { user, matchedBy: howOf(suggestion) }
					: { matchedBy: 'left open' },
				{
					organizationUrn: runtime.linkedIn.settings.organizationUrn,
					nowMs: runtime.effects.now(),
					importDays: options.importDays,
					before: before.get(seat.seatUrn),
				},
			);
			outputs[verdict].push({
				...row,
				reasonCode: reason,
				reason: MATCH_REASONS[reason].text,
				confidence: suggestion.confidence,
				candidates: (doubted && user ? [user] : suggestion.candidates).map((one) => ({
					userId: one.id,
					userName: fullName(one),
					userEmail: one.email,
				})),
			});
		}
		return [
			toItems(outputs.matched, item),
			toItems(outputs.review, item),
			toItems(outputs.unmatched, item),
		];
	},
};

function howOf({ reason }: Suggestion): MatchedBy {
	const found = MATCH_REASONS[reason];
	return 'matchedBy' in found ? found.matchedBy : 'by hand';
}
