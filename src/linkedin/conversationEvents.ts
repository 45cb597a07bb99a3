import type { ActivityEvent } from './activityEvent';
import { getActivityPage } from './activityPage';
import { isLoose, looseText, looseTime, type Loose, madeUpId, urnsIn } from './lenient';
import {
	type ActivityReader,
	readWindow,
	type TimeRange,
	type WindowPosition,
	type WindowRead,
} from './readWindow';

/** LinkedIn documents none; its samples ask for less. */
const LARGEST_PAGE = 100;

/**
 * InMails that a seat holder sent or received in a window (LinkedIn reference §9.1): one call when there are few. LinkedIn
 * recommends windows of at most 12 hours.
 *
 * @throws HttpStatusError 403 while the contract's integration is switched off
 */
export async function readInMails(
	reader: ActivityReader,
	of: { seat: string; contract: string },
	from: TimeRange | WindowPosition,
	limit?: number,
): Promise<WindowRead> {
	return await readWindow(
		reader,
		{
			endpoint: 'GET conversationEvents',
			pageSize: Math.min(LARGEST_PAGE, reader.pace.limit),
			paced: of.seat,
			read: async ({ fromMs, toMs }, start, count) =>
				await getActivityPage(reader.api, 'conversationEvents', 'criteria', {
					viewer: of.seat,
					timeRange: { start: fromMs, end: toMs },
					start,
					count,
				}),
			toEvent: (element) => toInMail(element, of),
		},
		from,
		limit,
	);
}

/** @returns `undefined` when it is no message */
export function toInMail(
	element: unknown,
	{ seat, contract }: { seat: string; contract: string },
): ActivityEvent | undefined {
	if (!isLoose(element)) return undefined;
	const happenedAtMs = looseTime(element.createdAt ?? element.created);
	if (happenedAtMs === undefined) return undefined;
	const { author } = element;
	const writtenByPerson = typeof author === 'string' && author.startsWith('urn:li:person:');
	const people = urnsIn(
		{ author: element.author, recipients: element.recipients, from: element.from, to: element.to },
		'person',
	);
	// A message to several people is about none of them for certain, unless one of them wrote it.
	const person = writtenByPerson ? author : people.length === 1 ? people[0] : undefined;
	const { subject, text } = contentOf(element.content);
	const id = looseText(element.id) || madeUpId(seat, person, happenedAtMs, subject, text);
	return {
		kind: 'inMail',
		activityId: `inMail:${id}`,
		seat,
		contract,
		...(person && { person }),
		direction: writtenByPerson ? 'received' : 'sent',
		subject,
		text,
		happenedAtMs,
		deleted: false,
	};
}

/** The content is a union with one member, named after its type (§9.1); its name does not matter here. */
function contentOf(content: unknown): { subject: string; text: string } {
	if (!isLoose(content)) return { subject: '', text: looseText(content) };
	const inner: Loose =
		'body' in content || 'subject' in content
			? content
			: (Object.values(content).find(isLoose) ?? content);
	return { subject: looseText(inner.subject), text: looseText(inner.body ?? inner.text) };
}
