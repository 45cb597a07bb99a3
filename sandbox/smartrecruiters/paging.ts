import { badRequest } from './problems';
import type { SrCall } from './registerSmartRecruiters';

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
	return limit;
}

/** Where a cursor points: opaque to clients. */
export function readCursor(call: SrCall): number {
	const text = call.query.get('pageId');
	if (text === null) return 0;
	const match = /^at:(\d+)$/.exec(Buffer.from(text, 'base64url').toString());
	if (!match) throw badRequest('pageId is not valid');
	return Number(match[1]);
}

export function writeCursor(position: number): string {
	return Buffer.from(`at:${position}`).toString('base64url');
}

/** Sets the `Link` header that goes with a next page. */
export function linkNext(call: SrCall, path: string, nextPageId: string): void {
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
