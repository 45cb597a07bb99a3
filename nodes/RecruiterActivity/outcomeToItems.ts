import type { INodeExecutionData } from 'n8n-workflow';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { ACTIVITY_REVIEWS } from '../../src/mapping/ActivityReview';
import { toItems } from '../../src/n8n/toItems';
import { toLedgerRow } from '../../src/operations/activity/ledger';
import type { WriteOutcome } from '../../src/operations/activity/writeActivity';

/** Reviews that another try can settle; the others wait for a person. */
const BY_ITSELF = new Set([
	'CANDIDATE_GONE',
	'NAME_DIFFERS',
	'NOT_SETTLED',
	'NOTE_REFUSED',
	'PERSON_AMBIGUOUS',
	'PERSON_UNKNOWN',
	'WAITING',
]);

/** Written and Review. Both carry the row of the ledger; the text of the event stands in the payload of a review only. */
export function outcomeToItems(
	organization: string,
	event: ActivityEvent,
	{ action, entry, review, learned, enriched }: WriteOutcome,
	item: number,
): INodeExecutionData[][] {
	const row = {
		...toLedgerRow(organization, event, entry),
		recordKey: `activity:${event.activityId}`,
		// Of a person and a candidate that belong together as this run has found out.
		learnedPerson: learned?.person ?? '',
		learnedCandidateId: learned?.candidateId ?? '',
		enriched,
	};
	if (!review) return [toItems([{ ...row, action }], item), []];
	const { code, detail, candidateIds } = review;
	const { reason, whatToDo } = ACTIVITY_REVIEWS[code];
	const parked = {
		...row,
		code,
		reason: detail ? `${reason} (${detail})` : reason,
		whatToDo,
		candidateIds,
		retry: BY_ITSELF.has(code),
		payload: JSON.stringify(event),
	};
	return [[], toItems([parked], item)];
}
