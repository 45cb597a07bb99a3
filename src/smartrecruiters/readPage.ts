import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { RecordRef } from '../errors/RecordRef';
import { nextInLinkHeader, pagingParameters } from '../http/nextPage';
import type { Page } from '../http/Page';
import { type ElementList, parseElements } from '../http/parseElements';
import { aboutRecord } from './aboutRecord';
import { text } from './fields';
import type { Query, SmartRecruitersApi } from './SmartRecruitersApi';

export interface SmartRecruitersList<T> extends ElementList<T> {
	/** Whose list it is, as a candidate's notes: what is wrong with it then stops nothing else. */
	owner?: RecordRef;
	path: string;
	/** The path with ids left out, for messages. */
	endpoint: string;
	query?: Query;
	/** How the cursor is called in a query (SmartRecruiters reference §1.5). */
	cursorName?: 'pageId' | 'page_id' | 'nextPageId' | 'offset';
	/** Statuses that mean "there is no such list". */
	absentOn?: readonly number[];
}

const total = z
	.unknown()
	.transform((value) =>
		typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined,
	);

/** A list comes wrapped, in one of several ways, or bare (§1.5, §7.2, §12.2); what it tells about itself is optional. */
const EnvelopeSchema = z.union([
	z.array(z.unknown()).transform((elements) => ({
		elements,
		totalFound: undefined,
		nextPageId: undefined,
	})),
	z
		.object({
			content: z.array(z.unknown()).nullish(),
			events: z.array(z.unknown()).nullish(),
			auditEvents: z.array(z.unknown()).nullish(),
			totalFound: total,
			nextPageId: text,
		})
		.transform(({ content, events, auditEvents, totalFound, nextPageId }) => ({
			elements: content ?? events ?? auditEvents,
			totalFound,
			nextPageId,
		})),
]);

/**
 * One page of a list, element by element. Where the envelope is odd (a total that is no number, no paging fields), the
 * page is read all the same; only an answer without any list is an error.
 *
 * @returns `undefined` on a status in `absentOn`
 * @throws CursorError when the vendor refuses the cursor that it gave; ResponseSchemaError; HttpStatusError, or
 * RecordRefusedError for the list of an `owner`
 */
export async function readPage<T>(
	api: SmartRecruitersApi,
	list: SmartRecruitersList<T>,
	cursor?: string,
): Promise<Page<T> | undefined> {
	const { owner, endpoint, query, cursorName = 'pageId' } = list;
	const ask = async () => await askForPage(api, list, cursor);
	const answer = await (owner ? aboutRecord(api, owner, endpoint, ask) : ask());
	if (!answer) return undefined;
	const { elements, totalFound, nextPageId, link } = answer;
	// An answer without a list is no empty list: that would pass for "all are gone".
	if (!elements && totalFound !== 0)
		throw new ResponseSchemaError(
			'SmartRecruiters',
			`GET ${endpoint}`,
			['content'],
			recordOf(list),
		);
	const page = parseElements(elements ?? [], {
		...list,
		...(owner && { ownerId: owner.recordId }),
	});
	const next =
		nextPageId ?? nextInLink(link, cursorName) ?? nextOffset(list, cursor, page.ids, totalFound);
	const limit = query?.limit;
	return {
		...page,
		totalFound,
		...(next !== undefined && { nextPageId: next }),
		...(typeof limit === 'number' && { limit }),
	};
}

/** Whose list it is: what is odd about it costs no more than that record. */
export function recordOf({
	owner,
	ownerId,
	kind,
}: Pick<SmartRecruitersList<never>, 'owner' | 'ownerId' | 'kind'>): RecordRef | undefined {
	return owner ?? (ownerId === undefined ? undefined : { kind, recordId: ownerId });
}

async function askForPage<T>(
	api: SmartRecruitersApi,
	list: SmartRecruitersList<T>,
	cursor: string | undefined,
): Promise<(z.infer<typeof EnvelopeSchema> & { link: string | undefined }) | undefined> {
	const { path, endpoint, query = {}, cursorName = 'pageId', absentOn = [] } = list;
	const record = recordOf(list);
	let link: string | undefined;
	try {
		const envelope = await api.send({
			method: 'GET',
			path,
			endpoint,
			schema: EnvelopeSchema,
			query: { ...query, ...cursorQuery(cursor, cursorName) },
			absentOn: cursor === undefined ? absentOn : [],
			...(record && { record }),
			onHeaders: (headers) => {
				link = headers.link;
			},
		});
		return envelope && { ...envelope, link };
	} catch (error) {
		const refused =
			cursor !== undefined &&
			error instanceof HttpStatusError &&
			(error.status === 400 || error.status === 404);
		throw refused ? new CursorError('SmartRecruiters', `GET ${endpoint}`, 'cursor refused') : error;
	}
}

/** A cursor that came in a `Link` header under another name than ours is a query by itself: `?offset=100`. */
function cursorQuery(cursor: string | undefined, cursorName: string): Query {
	if (cursor === undefined) return {};
	return cursor.startsWith('?')
		? Object.fromEntries(pagingParameters(cursor))
		: { [cursorName]: cursor };
}

function nextInLink(link: string | undefined, cursorName: string): string | undefined {
	const parameters = pagingParameters(nextInLinkHeader(link));
	const own = parameters.get(cursorName);
	if (own !== undefined) return own;
	const moves = [...parameters].filter(([name]) => name !== 'limit' && name !== 'count');
	return moves.length > 0 ? `?${new URLSearchParams([...parameters]).toString()}` : undefined;
}

/** Lists with `offset` tell no next page: there is one when the total says so, or when this page is full. */
function nextOffset(
	{ cursorName, query }: Pick<SmartRecruitersList<never>, 'cursorName' | 'query'>,
	cursor: string | undefined,
	ids: readonly string[],
	totalFound: number | undefined,
): string | undefined {
	if (cursorName !== 'offset' || ids.length === 0) return undefined;
	const read = Number(cursor ?? 0) + ids.length;
	const more = totalFound === undefined ? ids.length === query?.limit : read < totalFound;
	return more && Number.isFinite(read) ? String(read) : undefined;
}
