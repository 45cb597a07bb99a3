import type { Switches } from '../core/Switches';
import { badRequest } from './problems';
import type { SrCall } from './SrRoute';

/** `limit`, 1 to 100 (SmartRecruiters reference §1.5). */
export function readLimit(call: SrCall, initial = 10): number {
	const text = call.query.get('limit');
	if (text === null) return initial;
	const limit = Number(text);
	const most = 100;
	if (!Number.isInteger(limit) || limit < 1) throw badRequest('limit must be from 1 to 100');
	if (limit > most) {
		if (call.context.switches.boolean('sr§16.3 clamp limit')) return most;
		throw badRequest('limit must be from 1 to 100');
	}
	return Math.min(limit, call.context.switches.number('sr§1.5 largest page'));
}

/** What goes wrong with paging, one switch each (SmartRecruiters reference §1.5). */
export function definePagingSwitches(switches: Switches): void {
	switches.define('sr§1.5 next page in header only', false);
	/** `first page`: the first page again, under a new cursor each time. `empty pages`: nothing behind the first one. */
	switches.define('sr§1.5 endless lists', 'off');
	switches.define('sr§1.5 totals as text', false);
	/** Pages are shorter than asked for. */
	switches.define('sr§1.5 largest page', 100);
	/** Answers end with their first page, while the total says more. */
	switches.define('sr§1.5 cut short', false);
}

/** Where a cursor points: opaque to clients. */
export function readCursor(call: SrCall): number {
	const text = call.query.get('pageId');
	if (text === null) return 0;
	const match = /^at:(\d+)(?::\d+)?$/.exec(Buffer.from(text, 'base64url').toString());
	if (!match) throw badRequest('pageId is not valid');
	return endless(call) === 'off' ? Number(match[1]) : 0;
}

export function writeCursor(position: number): string {
	return Buffer.from(`at:${position}`).toString('base64url');
}

const endless = (call: SrCall): string => call.context.switches.text('sr§1.5 endless lists');

let fresh = 0;

/** The envelope of a page as the switches want it; with the `Link` header that goes with a next page. */
export function pageOf(
	call: SrCall,
	path: string,
	page: {
		fields: { limit: number; offset?: number; totalFound?: number };
		content: unknown[];
		next: number | undefined;
	},
): unknown {
	const { switches } = call.context;
	let { content } = page;
	let nextPageId = page.next === undefined ? undefined : writeCursor(page.next);
	if (switches.boolean('sr§1.5 cut short')) nextPageId = undefined;
	if (endless(call) !== 'off') {
		fresh += 1;
		nextPageId = Buffer.from(`at:0:${fresh}`).toString('base64url');
		if (endless(call) === 'empty pages' && call.query.has('pageId')) content = [];
	}
	if (nextPageId) linkNext(call, path, nextPageId);
	const { totalFound } = page.fields;
	return {
		...page.fields,
		...(totalFound !== undefined &&
			switches.boolean('sr§1.5 totals as text') && { totalFound: String(totalFound) }),
		...(nextPageId && !switches.boolean('sr§1.5 next page in header only') && { nextPageId }),
		content,
	};
}

/** Sets the `Link` header that goes with a next page. */
function linkNext(call: SrCall, path: string, nextPageId: string): void {
	const query = new URLSearchParams(call.query);
	query.set('pageId', nextPageId);
	call.header('link', `<${path}?${query.toString()}>; rel="next"`);
}

export function readTime(call: SrCall, name: string): number | undefined {
	const text = call.query.get(name);
	if (text === null) return undefined;
	const ms = Date.parse(text);
	if (Number.isNaN(ms)) throw badRequest(`${name} is not a date`);
	return ms;
}

export const iso = (ms: number): string => new Date(ms).toISOString();
