import type { Page } from '../../http/Page';
import { PageGuard } from '../../http/PageGuard';
import { listCandidates } from '../../smartrecruiters/candidates';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { LIST_START, type ListCursor } from '../ListCursor';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling } from './Reconciling';

/** How many pages a step takes at the most: a look at n8n's tables costs as much for one as for some. */
const MOST_PAGES = 5;
/** So many people, about, are compared to the last field in one step: that costs some requests each. */
const SAMPLED_AT_ONCE = 50;

/**
 * The next pages of the list, as one.
 *
 * @returns `next`: the beginning of the list when it was read to its end
 * @throws CursorError when the list does not come to an end
 */
export async function readPeoplePages(
	{ smartRecruiters, samplePercent }: Reconciling,
	{ list }: ReconcileState,
): Promise<{
	page: Pick<Page<SrCandidateListItem>, 'content' | 'malformed' | 'ids'>;
	next: ListCursor;
}> {
	const guard = new PageGuard('SmartRecruiters', 'GET /candidates', list.guard ?? undefined);
	const pages: Array<Page<SrCandidateListItem>> = [];
	let next = list;
	do {
		const cursor = next.pageId ?? undefined;
		const page = await listCandidates(smartRecruiters, { pageId: cursor });
		const seen = guard.check(cursor, page);
		pages.push(page);
		const { nextPageId } = page;
		next = nextPageId === undefined ? LIST_START : { pageId: nextPageId, guard: seen };
	} while (next.pageId !== null && pages.length < pagesAtOnce(samplePercent));
	const page = {
		content: lastOfEach(pages.flatMap(({ content }) => content)),
		malformed: pages.flatMap(({ malformed }) => malformed),
		ids: pages.flatMap(({ ids }) => ids),
	};
	return { page, next };
}

function pagesAtOnce(samplePercent: number): number {
	return Math.max(1, Math.min(MOST_PAGES, Math.floor(SAMPLED_AT_ONCE / samplePercent)));
}

/** Pages shift while they are read: somebody may stand on two of them. */
const lastOfEach = (items: readonly SrCandidateListItem[]): SrCandidateListItem[] => [
	...new Map(items.map((item) => [item.id, item])).values(),
];
