import type { Page } from '../../http/Page';
import type { Rejection } from '../../mapping/Rejection';
import { listCandidates } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { mapConcurrently } from '../mapConcurrently';
import type { SyncContext } from '../SyncContext';
import { malformedToRejection } from '../toRejection';
import { type Person, readPerson } from './readPerson';

export interface ListedPerson extends Person {
	item: SrCandidateListItem;
}

export interface PeoplePage extends Page<SrCandidateListItem> {
	people: ListedPerson[];
	/** Entries of the list that could not be read. */
	rejections: Rejection[];
}

/**
 * A list page, then each person's details and status histories: 1 + n + applications requests.
 *
 * @param isAbandoned asked before each person: whether nobody wants this page any more
 */
export async function readPeoplePage(
	context: SyncContext,
	query: { pageId?: string | undefined; updatedAfterMs?: number; jobId?: string },
	wantsApplications: boolean,
	isAbandoned: () => boolean = () => false,
): Promise<PeoplePage> {
	const list = await listCandidates(context.smartRecruiters, query);
	await context.sharing.lookUp(list.content.map(({ id }) => id));
	const people = await mapConcurrently(list.content, DETAIL_CONCURRENCY, async (item) =>
		isAbandoned()
			? undefined
			: { ...(await readPerson(context, item.id, wantsApplications, item.consent)), item },
	);
	return { ...list, people, rejections: list.malformed.map(malformedToRejection) };
}
