import type { ActivityEvent } from './activityEvent';
import { ACTIVITY_FIELDS, PRIVATE_VISIBILITY } from './activityFields';
import { getActivityPage } from './activityPage';
import { firstOf, isLoose, looseText, looseTime, madeUpId, urnOf } from './lenient';
import {
	type ActivityReader,
	readWindow,
	type TimeRange,
	type WindowPosition,
	type WindowRead,
} from './readWindow';

const PAGE_SIZE = 100;

/**
 * Notes on prospects that seat holders wrote, changed or deleted in a window (LinkedIn reference §9.3): one call for many
 * seats. The window is that of the last change, so an old note comes again when it was edited or deleted.
 *
 * @throws HttpStatusError 403 while the contract's integration is switched off
 */
export async function readProspectNotes(
	reader: ActivityReader,
	of: { seats: readonly string[]; contract: string },
	from: TimeRange | WindowPosition,
	limit?: number,
): Promise<WindowRead> {
	return await readWindow(
		reader,
		{
			endpoint: 'GET prospectNotes',
			pageSize: PAGE_SIZE,
			// LinkedIn's lower bound is exclusive here and its upper bound inclusive.
			read: async ({ fromMs, toMs }, start, count) =>
				await getActivityPage(reader.api, 'prospectNotes', 'criteria', {
					contract: of.contract,
					owners: of.seats,
					cutoffDate: fromMs - 1,
					beforeDate: toMs - 1,
					start,
					count,
				}),
			toEvent: (element) => toProspectNote(element, of),
		},
		from,
		limit,
	);
}

/**
 * A note that was deleted, or that only some may see by now, is told as deleted, without its text.
 *
 * @returns `undefined` when it is no note, or nobody's
 */
export function toProspectNote(
	element: unknown,
	{ seats, contract }: { seats: readonly string[]; contract: string },
): ActivityEvent | undefined {
	if (!isLoose(element)) return undefined;
	const lastModified = looseTime(element.lastModified ?? element.lastModifiedAt);
	const happenedAtMs = looseTime(element.created ?? element.createdAt) ?? lastModified;
	const owner = urnOf(element, 'seat', ACTIVITY_FIELDS.noteOwner);
	const seat = owner ?? (seats.length === 1 ? seats[0] : undefined);
	if (happenedAtMs === undefined || seat === undefined) return undefined;
	const person = urnOf(element, 'person', ACTIVITY_FIELDS.noteProspect);
	const visibility = looseText(firstOf(element, ACTIVITY_FIELDS.noteVisibility));
	const deleted = element.active === false || PRIVATE_VISIBILITY.test(visibility);
	// LinkedIn sends the text of a note all the same when it is nobody's business any more: it ends here.
	const text = deleted ? '' : looseText(firstOf(element, ACTIVITY_FIELDS.noteText));
	const id = looseText(element.id) || madeUpId(seat, person, happenedAtMs);
	return {
		kind: 'prospectNote',
		activityId: `prospectNote:${id}`,
		seat,
		contract,
		...(person && { person }),
		direction: 'sent',
		subject: '',
		text,
		happenedAtMs,
		...(lastModified !== undefined && lastModified > happenedAtMs && { editedAtMs: lastModified }),
		deleted,
	};
}
