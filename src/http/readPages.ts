import type { Service } from '../errors/ConnectorError';
import { PageGuard, type PageGuardState, type SeenPage } from './PageGuard';

export interface PagedList<P extends SeenPage> {
	service: Service;
	/** Method and path, for the error. */
	endpoint: string;
	/** Reads the page behind a cursor; `undefined` when there is no such list (any more). */
	read: (cursor: string | undefined) => Promise<P | undefined>;
	/** Where an earlier run stopped. */
	from?: { cursor: string | undefined; state?: PageGuardState };
}

/**
 * The pages of a list, one after the other, for both vendors. Ends with the last page; a list that would never end, or
 * that says itself that it is cut short, is an error instead.
 *
 * @throws CursorError, and what `read` throws
 */
export async function* readPages<P extends SeenPage>(list: PagedList<P>): AsyncGenerator<P> {
	const guard = new PageGuard(list.service, list.endpoint, list.from?.state);
	let cursor = list.from?.cursor;
	do {
		const page = await list.read(cursor);
		if (page === undefined) return;
		guard.check(cursor, page);
		yield page;
		cursor = page.nextPageId;
	} while (cursor !== undefined);
}
