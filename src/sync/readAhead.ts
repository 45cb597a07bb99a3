import { PageGuard, type SeenPage } from '../http/PageGuard';
import type { ListCursor } from './ListCursor';

export interface AheadList<P extends SeenPage> {
	/** Method and path, for the error. */
	endpoint: string;
	/** Where to begin. */
	from: ListCursor;
	/** @param isAbandoned whether nobody wants this page any more, so that a long read may end early */
	read: (pageId: string | undefined, isAbandoned: () => boolean) => Promise<P>;
	/** Asked before a page is handed over: whether the next one will be wanted. */
	wantsNext: (page: P) => boolean;
}

export interface AheadPage<P> {
	page: P;
	/** Where to go on behind this page; absent when it is the last one. */
	next: ListCursor | undefined;
}

/**
 * Pages of a SmartRecruiters list, one after the other; the next one is read while the current one is being handled. When
 * the caller stops, a read under way ends early, and is waited for.
 *
 * @throws CursorError for a list that does not end; what `read` throws
 */
export async function* readAhead<P extends SeenPage>(
	list: AheadList<P>,
): AsyncGenerator<AheadPage<P>> {
	const guard = new PageGuard('SmartRecruiters', list.endpoint, list.from.guard ?? undefined);
	let abandoned = false;
	const read = async (cursor: string | undefined): Promise<P> =>
		await list.read(cursor, () => abandoned);
	let cursor = list.from.pageId ?? undefined;
	let page = await read(cursor);
	for (;;) {
		const seen = guard.check(cursor, page);
		cursor = page.nextPageId;
		const next = cursor === undefined ? undefined : { pageId: cursor, guard: seen };
		const ahead = next && list.wantsNext(page) ? settle(read(cursor)) : undefined;
		let wanted = false;
		try {
			yield { page, next };
			wanted = true;
		} finally {
			if (!wanted) {
				abandoned = true;
				await ahead;
			}
		}
		if (!ahead) return;
		page = unwrap(await ahead);
	}
}

type Settled<P> = { kind: 'value'; value: P } | { kind: 'failed'; error: unknown };

/** Keeps a failure of the read ahead until its turn comes. */
async function settle<P>(promise: Promise<P>): Promise<Settled<P>> {
	try {
		return { kind: 'value', value: await promise };
	} catch (error) {
		return { kind: 'failed', error };
	}
}

function unwrap<P>(outcome: Settled<P>): P {
	if (outcome.kind === 'failed') throw outcome.error;
	return outcome.value;
}
