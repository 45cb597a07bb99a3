import { HttpStatusError } from '../errors/HttpStatusError';
import type { Schema } from '../http/Schema';
import type { Generation } from './dialect';
import { finderQuery } from './finderQuery';
import type { ReadList } from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';
import { isOpen } from './LinkedInSettings';

const RESOURCE = 'exportedCandidates';
/** Clients that have had an answer: what an earlier run learned may be over, and an export must not be lost by that. */
const ANSWERED = new WeakSet<LinkedInApi>();
/** The request id is not known, or the address is not. */
const NOT_FOUND = 404;
const GONE = 410;
/** LinkedIn has retired the version (LinkedIn reference §14.1). */
const RETIRED = 426;

type Answer<T> = { kind: 'found'; elements: ReadList<T> } | { kind: 'absent' | 'gone' | 'retired' };

/**
 * Asks for what a recruiter exported (LinkedIn reference §7). Which generation knows it is not certain (§7.1): where the
 * one answers 404 or 426, the other is asked, once, because a request id does not live long. The one that knew it is kept
 * in `api.learned`, and asked first unless the settings choose; once it has answered in this run, a 404 is about the id.
 *
 * @returns `undefined` when LinkedIn does not know the id, or no longer
 * @throws HttpStatusError 426 when neither generation is left
 */
export async function findExports<T>(
	api: LinkedInApi,
	requestId: string,
	schema: Schema<{ elements: ReadList<T> }>,
): Promise<ReadList<T> | undefined> {
	const { learned, settings } = api;
	const preferred =
		(isOpen(RESOURCE, settings) && learned.exportedCandidates) || api.form(RESOURCE).generation;
	const other = preferred === 'rest' ? 'v2' : 'rest';
	const first = await ask(api, preferred, requestId, schema);
	if (first.kind === 'found') {
		learned.exportedCandidates = preferred;
		ANSWERED.add(api);
		return first.elements;
	}
	const settled = ANSWERED.has(api) && first.kind === 'absent';
	if (settled || first.kind === 'gone') return undefined;
	const second = await askInstead(api, other, requestId, schema, first.kind === 'absent');
	if (second.kind === 'found') {
		learned.exportedCandidates = other;
		ANSWERED.add(api);
		return second.elements;
	}
	if (first.kind === 'retired' && second.kind === 'retired')
		throw new HttpStatusError('LinkedIn', RETIRED, `GET ${api.form(RESOURCE).path}`);
	return undefined;
}

/** @param optional whether a refusal counts as absence: the first answer was a clear one */
async function askInstead<T>(
	api: LinkedInApi,
	generation: Generation,
	requestId: string,
	schema: Schema<{ elements: ReadList<T> }>,
	optional: boolean,
): Promise<Answer<T>> {
	try {
		return await ask(api, generation, requestId, schema);
	} catch (error) {
		if (optional && error instanceof HttpStatusError && error.fate === 'stop')
			return { kind: 'absent' };
		throw error;
	}
}

async function ask<T>(
	api: LinkedInApi,
	generation: Generation,
	requestId: string,
	schema: Schema<{ elements: ReadList<T> }>,
): Promise<Answer<T>> {
	const form = api.form(RESOURCE, generation);
	try {
		const answer = await api.send({
			method: 'GET',
			path: form.path,
			endpoint: form.path,
			form,
			query: finderQuery('request', { requestId }, api.settings.protocol),
			restliMethod: 'finder',
			schema,
		});
		return answer ? { kind: 'found', elements: answer.elements } : { kind: 'absent' };
	} catch (error) {
		if (!(error instanceof HttpStatusError)) throw error;
		if (error.status === NOT_FOUND) return { kind: 'absent' };
		if (error.status === GONE) return { kind: 'gone' };
		if (error.status === RETIRED) return { kind: 'retired' };
		throw error;
	}
}
