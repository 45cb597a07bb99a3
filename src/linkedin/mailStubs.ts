import type { ActivityEvent, SharedContact } from './activityEvent';
import { ACTIVITY_FIELDS } from './activityFields';
import { getActivityPage } from './activityPage';
import { firstOf, isLoose, type Loose, looseText, looseTime, madeUpId, urnOf } from './lenient';
import {
	type ActivityReader,
	readWindow,
	type TimeRange,
	type WindowPosition,
	type WindowRead,
} from './readWindow';

const PAGE_SIZE = 100;
/** LinkedIn reference §9.2: a query that goes further is refused. */
const REACH = 20_000;

/**
 * Contact details that members shared in their first reply to these seat holders, in a window (LinkedIn reference §9.2):
 * one call for many seats. Always give seats: without them LinkedIn searches the whole contract.
 *
 * @throws HttpStatusError 403 while the contract's integration is switched off
 */
export async function readMailStubs(
	reader: ActivityReader,
	of: { seats: readonly string[]; contract: string },
	from: TimeRange | WindowPosition,
	limit?: number,
): Promise<WindowRead> {
	return await readWindow(
		reader,
		{
			endpoint: 'GET mailStubs',
			pageSize: PAGE_SIZE,
			reach: REACH,
			read: async ({ fromMs, toMs }, start, count) =>
				await getActivityPage(reader.api, 'mailStubs', 'contract', {
					contract: of.contract,
					owners: of.seats,
					createdDateStart: fromMs,
					createdDateEnd: toMs,
					start,
					count,
				}),
			toEvent: (element) => toStub(element, of),
		},
		from,
		limit,
	);
}

/** @returns `undefined` when it is no stub profile, or nobody's */
export function toStub(
	element: unknown,
	{ seats, contract }: { seats: readonly string[]; contract: string },
): ActivityEvent | undefined {
	if (!isLoose(element)) return undefined;
	const inner = firstOf(element, ACTIVITY_FIELDS.stubProfile);
	const profile: Loose = isLoose(inner) ? inner : element;
	const created =
		firstOf(element, ACTIVITY_FIELDS.stubCreated) ?? firstOf(profile, ACTIVITY_FIELDS.stubCreated);
	const happenedAtMs = looseTime(created);
	const owner = urnOf(element, 'seat', ACTIVITY_FIELDS.stubOwner);
	const seat = owner ?? (seats.length === 1 ? seats[0] : undefined);
	if (happenedAtMs === undefined || seat === undefined) return undefined;
	const person = urnOf(profile, 'person', ACTIVITY_FIELDS.stubPerson);
	const contact = contactOf(profile);
	const id =
		looseText(firstOf(element, ACTIVITY_FIELDS.stubId)) ||
		madeUpId(seat, person ?? contact.email, happenedAtMs);
	return {
		kind: 'stub',
		activityId: `stub:${id}`,
		seat,
		contract,
		...(person && { person }),
		direction: 'received',
		subject: '',
		text: '',
		happenedAtMs,
		deleted: false,
		contact,
	};
}

function contactOf(profile: Loose): SharedContact {
	const read = (names: readonly string[]): string =>
		looseText(firstOf(profile, names)).replace(/\s+/g, ' ').trim();
	const firstName = read(['firstName']);
	const lastName = read(['lastName']);
	const email = read(ACTIVITY_FIELDS.stubEmail);
	const phone = read(ACTIVITY_FIELDS.stubPhone);
	const company = read(ACTIVITY_FIELDS.stubCompany);
	const title = read(ACTIVITY_FIELDS.stubTitle);
	return {
		...(firstName && { firstName }),
		...(lastName && { lastName }),
		...(email && { email }),
		...(phone && { phone }),
		...(company && { company }),
		...(title && { title }),
	};
}
