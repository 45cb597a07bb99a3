import { z } from 'zod';
import type { Service } from '../errors/ConnectorError';
import { CursorError, type ListFault } from '../errors/CursorError';

/** What has to be remembered between runs that read one list together; small and flat, for a checkpoint. */
export const PageGuardStateSchema = z.object({
	pages: z.number().int().nonnegative(),
	records: z.number().int().nonnegative(),
	/** Pages without a record, in a row. */
	empty: z.number().int().nonnegative(),
	/** Fingerprints of the first page and of the last one. */
	first: z.number().nullable(),
	last: z.number().nullable(),
});
export type PageGuardState = z.infer<typeof PageGuardStateSchema>;

/** What the guard has to know of a page; a `Page` has it all but `limit`. */
export interface SeenPage {
	ids: readonly string[];
	nextPageId?: string | undefined;
	totalFound?: number | undefined;
	/** See `Page`. */
	anonymous?: true | undefined;
	/** How many records were asked for; with it, a list that stops too early is noticed. */
	limit?: number | undefined;
}

/** A vendor may filter a page empty and still have another one; not several in a row. */
const MOST_EMPTY_PAGES = 3;

/** Pages of elements without ids that look like earlier ones: nobody has as many equal notes. */
const MOST_LOOKALIKES = 50;

/** A list that tells no total ends here: far more records than any company has. */
const MOST_PAGES = 20_000;

/** What may come while a list is read: a share of its total, and at least this many records. */
const GROWTH_SHARE = 0.05;
const GROWTH_LEAST = 200;

/**
 * Watches the pages of one list, and ends a reading that would never end or that ends too early. Every loop over a
 * vendor's pages uses it, by `readPages` or by hand. It costs two numbers a page.
 */
export class PageGuard {
	private readonly cursors = new Set<number>();

	private readonly fingerprints = new Set<number>();

	private repeats = 0;

	private readonly counts: PageGuardState;

	/** @param state what `check` gave for the last page that an earlier run had handled */
	constructor(
		private readonly service: Service,
		/** Method and path, for the error. */
		private readonly endpoint: string,
		state?: PageGuardState,
	) {
		this.counts = state
			? { ...state }
			: { pages: 0, records: 0, empty: 0, first: null, last: null };
		for (const seen of [this.counts.first, this.counts.last])
			if (seen !== null) this.fingerprints.add(seen);
	}

	/**
	 * Called once for each page, in order, before its next page is asked for.
	 *
	 * @param cursor with which this page was asked for
	 * @returns what to keep in a checkpoint beside the cursor of the next page
	 * @throws CursorError
	 */
	check(cursor: string | undefined, page: SeenPage): PageGuardState {
		const { counts } = this;
		if (cursor !== undefined) this.cursors.add(hash(cursor));
		counts.pages += 1;
		counts.records += page.ids.length;
		counts.empty = page.ids.length === 0 ? counts.empty + 1 : 0;
		if (page.ids.length > 0) this.checkNews(page);
		const { nextPageId, limit } = page;
		// A total below what this very page holds tells nothing.
		const stated = page.totalFound ?? -1;
		const totalFound = stated >= page.ids.length ? stated : undefined;
		if (nextPageId === undefined) {
			const full = limit !== undefined && page.ids.length >= limit;
			if (full && totalFound !== undefined && counts.records < totalFound) this.fail('cut short');
			return { ...counts };
		}
		if (this.cursors.has(hash(nextPageId))) this.fail('cursor repeated');
		this.cursors.add(hash(nextPageId));
		if (counts.empty > MOST_EMPTY_PAGES) this.fail('nothing new');
		const most =
			totalFound === undefined
				? Number.POSITIVE_INFINITY
				: totalFound + Math.max(GROWTH_LEAST, totalFound * GROWTH_SHARE);
		if (counts.records > most || counts.pages >= MOST_PAGES) this.fail('more than the total');
		return { ...counts };
	}

	/** A page that was there before has nothing new, whatever cursor led to it. */
	private checkNews({ ids, anonymous }: SeenPage): void {
		const fingerprint = hash([...ids].sort().join('\n'));
		if (this.fingerprints.has(fingerprint)) this.repeats += 1;
		if (this.repeats > (anonymous ? MOST_LOOKALIKES : 0)) this.fail('nothing new');
		this.fingerprints.add(fingerprint);
		this.counts.first ??= fingerprint;
		this.counts.last = fingerprint;
	}

	private fail(fault: ListFault): never {
		throw new CursorError(this.service, this.endpoint, fault);
	}
}

/** 53 bits of FNV-1a in two halves: enough to tell a few thousand pages apart, and a plain number in a checkpoint. */
function hash(text: string): number {
	let low = 0x811c9dc5;
	let high = 0x1b873593;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		low = Math.imul(low ^ code, 0x01000193);
		high = Math.imul(high ^ code, 0x85ebca6b);
	}
	return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
