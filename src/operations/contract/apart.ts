import { HttpStatusError } from '../../errors/HttpStatusError';

/** Statuses that one foreign or malformed key may bring upon a whole batch. */
const ONE_SPOILS_ALL = [400, 403, 404];

export interface InContext {
	/** The URN of the organization or of a contract. */
	context: string;
}

/**
 * Sends for all contexts together. When LinkedIn refuses the whole of it, it is sent context by context, so that one
 * foreign contract does not stop the others.
 *
 * @param refused what stands for keys that LinkedIn refused
 * @throws HttpStatusError when the organization itself is refused
 */
export async function apart<K extends InContext, R>(
	organizationUrn: string,
	keys: readonly K[],
	send: (keys: readonly K[]) => Promise<R[]>,
	refused: (key: K, status: number) => R,
): Promise<R[]> {
	try {
		return await send(keys);
	} catch (error) {
		if (!spoilt(error)) throw error;
	}
	const results: R[] = [];
	for (const context of new Set(keys.map((key) => key.context))) {
		const own = keys.filter((key) => key.context === context);
		try {
			results.push(...(await send(own)));
		} catch (error) {
			if (!spoilt(error) || context === organizationUrn) throw error;
			results.push(...own.map((key) => refused(key, error.status)));
		}
	}
	return results;
}

function spoilt(error: unknown): error is HttpStatusError {
	return error instanceof HttpStatusError && ONE_SPOILS_ALL.includes(error.status);
}
