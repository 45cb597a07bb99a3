import type { IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { ACTIVITY_KINDS } from '../../src/linkedin/activityEvent';
import type { PollWish } from '../../src/operations/activity/pollStreams';
import { readContractList } from '../../src/operations/contract/contractList';
import { displayNames } from '../../src/n8n/fields/displayNames';
import { whyUnusable } from '../../src/n8n/whyUnusable';
import { polledFields } from './polledFields';

/** n8n’s poll times come a little early or late. */
const EARLY_MS = 20_000;

const EverySchema = z.coerce.number().min(0).catch(30);

const ParametersSchema = z.object({
	polledEvents: z.array(z.enum(ACTIVITY_KINDS)).min(1),
	seatChoice: z.enum(['all', 'chosen']),
	seats: z.array(z.string().regex(/^(urn:li:seat:)?\d+$/)),
	lookBackHours: z.number().positive(),
});

/** How long after a poll LinkedIn is not asked again, in milliseconds, however often n8n calls. */
export function restMsOf(context: IPollFunctions): number {
	return everyMsOf(context) - EARLY_MS;
}

const everyMsOf = (context: IPollFunctions): number =>
	EverySchema.parse(context.getNodeParameter('pollEveryMinutes', 30)) * MINUTE_MS;

/**
 * What the person chose.
 *
 * @throws ConfigurationError naming the parameter
 */
export function readPollWish(context: IPollFunctions, organizationUrn: string): PollWish {
	const parsed = ParametersSchema.safeParse({
		polledEvents: context.getNodeParameter('polledEvents', []),
		seatChoice: context.getNodeParameter('seatChoice', 'all'),
		seats: context.getNodeParameter('seats', []) ?? [],
		lookBackHours: context.getNodeParameter('lookBackHours', 12),
	});
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new ConfigurationError(
			`"${displayNames(polledFields, issue?.path.map(String) ?? []).join(' > ')}" ${whyUnusable(issue)}`,
			'Correct it in this node.',
		);
	}
	const { polledEvents, seatChoice, seats, lookBackHours } = parsed.data;
	if (seatChoice === 'chosen' && seats.length === 0) {
		throw new ConfigurationError(
			'"Seat Holder Names or IDs" is empty',
			'Choose whose activity starts this workflow, or set "Seat Holders" to all active ones.',
		);
	}
	return {
		contracts: readContracts(context.getNodeParameter('contracts', ''), organizationUrn),
		seats:
			seatChoice === 'all'
				? []
				: seats.map((seat) => `urn:li:seat:${seat.replace('urn:li:seat:', '')}`),
		kinds: polledEvents,
		lookBackMs: lookBackHours * HOUR_MS,
		// n8n calls once a minute at most.
		everyMs: Math.max(MINUTE_MS, everyMsOf(context)),
	};
}

/**
 * Contracts as URNs.
 *
 * @throws ConfigurationError when there is none, or one that is not a contract
 */
export function readContracts(value: unknown, organizationUrn: string): string[] {
	const given = z
		.union([z.array(z.coerce.string()), z.coerce.string()])
		.catch('')
		.parse(value ?? '');
	const list = Array.isArray(given) ? given : [given];
	if (list.every((text) => text.trim() === '')) {
		throw new ConfigurationError(
			'"Contracts" is empty, so RSC Trigger does not know where to look',
			'Open RSC Trigger, enter the numbers of the Recruiter contracts that you connected, separated by commas, and publish again. Recruiter shows the number of a contract under Product settings; the status page lists those that are connected.',
		);
	}
	const { contractUrns, refused } = readContractList(list, organizationUrn);
	if (refused.length === 0) return contractUrns;
	throw new ConfigurationError(
		'"Contracts" contains something that is not a contract',
		'Enter the numbers of the contracts as Recruiter shows them, for example 2001, separated by commas.',
	);
}
