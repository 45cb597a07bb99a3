/**
 * Handles the pages of a list one after the other, and reads the next one while the current one is being handled.
 *
 * @param read reads the page behind a cursor
 * @param handle called with one page at a time, in order
 * @param wantsNext asked before a page is handled: whether to go on behind it
 * @param abandon called when handling fails, so that a read under way may end early; it is waited for
 */
export async function forEachPage<P>(
	firstCursor: string | null,
	read: (cursor: string | null) => Promise<P>,
	nextCursor: (page: P) => string | undefined,
	wantsNext: (page: P) => boolean,
	handle: (page: P) => Promise<void>,
	abandon: () => void,
): Promise<void> {
	let page: P = await read(firstCursor);
	for (;;) {
		const cursor = nextCursor(page);
		const ahead = cursor !== undefined && wantsNext(page) ? settle(read(cursor)) : undefined;
		try {
			await handle(page);
		} catch (error) {
			abandon();
			await ahead;
			throw error;
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
