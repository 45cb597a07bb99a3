import { CursorError } from '../errors/CursorError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { MalformedRecord, Page } from '../http/Page';
import { readPages } from '../http/readPages';
import { readPage, recordOf, type SmartRecruitersList } from './readPage';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** A list that was read to its end. */
export interface WholeList<T> {
	content: T[];
	malformed: MalformedRecord[];
}

/** The pages of a list, from its beginning. @throws CursorError, and what `readPage` throws */
export function readListPages<T>(
	api: SmartRecruitersApi,
	list: SmartRecruitersList<T>,
): AsyncGenerator<Page<T>> {
	return readPages({
		service: 'SmartRecruiters',
		endpoint: `GET ${list.endpoint}`,
		read: async (cursor) => await readPage(api, list, cursor),
	});
}

/**
 * A short list to its end, for those that belong to one record or to the configuration.
 *
 * @returns `undefined` on a status in `absentOn`
 * @throws CursorError, also when the list says itself that it is not complete (for the list of a record:
 * ResponseSchemaError with fate skip); and what `readPage` throws
 */
export async function readList<T>(
	api: SmartRecruitersApi,
	list: SmartRecruitersList<T>,
): Promise<WholeList<T> | undefined> {
	const whole: WholeList<T> = { content: [], malformed: [] };
	let found = false;
	const { endpoint } = list;
	const pages = readPages({
		service: 'SmartRecruiters',
		endpoint: `GET ${endpoint}`,
		read: async (cursor) => {
			const page = await readPage(api, list, cursor);
			// A short list has no reason to end below its total.
			return page && { ...page, limit: page.ids.length };
		},
	});
	try {
		for await (const page of pages) {
			found = true;
			whole.content.push(...page.content);
			whole.malformed.push(...page.malformed);
		}
	} catch (error) {
		const record = recordOf(list);
		if (!record || !(error instanceof CursorError)) throw error;
		// What belongs to one record costs no more than that record.
		const field = error.fault === 'cut short' ? 'totalFound' : 'nextPageId';
		throw new ResponseSchemaError('SmartRecruiters', `GET ${endpoint}`, [field], record);
	}
	return found ? whole : undefined;
}
