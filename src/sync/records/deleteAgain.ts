import { HOUR_MS } from '../../basics/durations';
import { recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import { type AbsencePayload, fromPayload } from '../AbsencePayload';
import { joined, type Outcome } from '../Outcome';
import { deleteSentApplications } from '../people/deleteSentApplications';
import { removeApplications } from '../people/removeApplications';
import type { SyncContext } from '../SyncContext';
import { deleteBelow, isBelow } from './deleteBelow';
import { removeFeedback } from './removeFeedback';

type Wanted = NonNullable<AbsencePayload['deletion']>;
type ParkedDeletion = { recordId: string; reason: Reason; wanted: Wanted; sinceMs: number };
type Reason = NonNullable<AbsencePayload['proven']>;

/** An application that was not there at two times so far apart is gone, and what hung below it went with it. */
const GONE_AFTER_MS = HOUR_MS;

/** What a parked row says has to be deleted at LinkedIn; `undefined` where it says no such thing. */
export function parkedDeletion(row: ParkedRow): ParkedDeletion | undefined {
	const { deletion, proven } = fromPayload(row.payload);
	if (!deletion || !proven) return undefined;
	const sinceMs = Date.parse(row.firstSeenAt);
	return { recordId: recordIdOf(row), reason: proven, wanted: deletion, sinceMs };
}

/**
 * Deletes what LinkedIn had not confirmed. Settled is only what is gone, or what SmartRecruiters has after all; what a
 * person decided is deleted whatever SmartRecruiters has.
 *
 * @returns `stillThere`: applications that SmartRecruiters shows again, to be sent with their candidate
 */
export async function deleteAgain(
	context: SyncContext,
	parked: readonly ParkedDeletion[],
): Promise<{ outcome: Outcome; stillThere: string[] }> {
	const outcomes: Array<Partial<Outcome>> = [];
	const stillThere: string[] = [];
	for (const reason of new Set(parked.map((one) => one.reason))) {
		const ids = parked
			.filter((one) => one.reason === reason && one.wanted.kind === 'application')
			.map(({ wanted }) => wanted.id);
		if (ids.length === 0) continue;
		if (reason === 'onRequest') {
			outcomes.push(await deleteSentApplications(context, ids, reason));
		} else {
			const removed = await removeApplications(context, ids, reason);
			outcomes.push(removed);
			stillThere.push(...removed.stillThere);
		}
	}
	for (const one of parked) {
		const { kind, id, parentId = '' } = one.wanted;
		if (!isBelow(kind)) continue;
		outcomes.push(
			kind === 'feedback' && one.reason === 'deleted'
				? await feedbackAgain(context, one)
				: await deleteBelow(context, kind, parentId, [id], one.reason),
		);
	}
	const settled = parked.map(({ recordId }) => ({ kind: 'application' as const, recordId }));
	return { outcome: joined([...outcomes, { settled }]), stillThere };
}

async function feedbackAgain(
	context: SyncContext,
	{ wanted, sinceMs }: ParkedDeletion,
): Promise<Partial<Outcome>> {
	const review = { reviewId: wanted.id, applicationId: wanted.parentId ?? '' };
	const removal = await removeFeedback(context, review);
	const isGone = context.effects.now() - sinceMs >= GONE_AFTER_MS;
	const rejections = removal.rejections.filter(({ code }) => code !== 'NOT_VISIBLE' || !isGone);
	return { ...removal, rejections };
}
