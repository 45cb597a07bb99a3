import type { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { CursorError } from '../../errors/CursorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { WaitLedger } from '../../http/WaitLedger';
import { isClosedProfilesPath } from '../../linkedin/closedProfilesPath';
import type { Generation } from '../../linkedin/dialect';
import { answerOf, Elements } from '../../linkedin/lenientShapes';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { NewElements } from '../../linkedin/NewElements';
import { PagingSchema, withParameters } from '../../linkedin/paging';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

const PERSON = /urn:li:person:[A-Za-z0-9_-]{1,255}/g;
/** Stands for the organization. */
const CONTEXT = '{context}';
/** LinkedIn does not know the address, or not the query. */
const NOT_UNDERSTOOD: readonly number[] = [400, 403, 404, 405];

const PageSchema = answerOf({
	elements: Elements,
	paging: PagingSchema,
});

/**
 * People who have closed their LinkedIn account since they were exported. Partners have to ask at least every 30 days
 * and tell the customer (LinkedIn reference §7); where to ask is not published, so the path is the caller's. Whatever
 * the elements look like, their person URNs are found by value. Of a link to the next page, only where it begins is taken.
 *
 * @param path below the API's base URL, with its query, as LinkedIn's partner engineer gave it
 * @throws ConfigurationError without a path
 * @throws CursorError when a page brings nothing new, or the link to the next one leads nowhere
 */
export async function getClosedProfiles(
	side: LinkedInSide,
	world: World,
	path: string,
	timeLimitMs: number,
): Promise<string[]> {
	const wanted = path.trim().replaceAll(CONTEXT, encodeURIComponent(side.settings.organizationUrn));
	if (!isClosedProfilesPath(wanted)) {
		throw new ConfigurationError(
			'"Endpoint Path" is not a usable path to the closed profiles',
			'LinkedIn does not publish this address. Ask your LinkedIn partner engineer for the endpoint of the closed candidate profiles, and enter its path, beginning with /v2/ or /rest/.',
		);
	}
	const generation = wanted.startsWith('/rest/') ? 'rest' : 'v2';
	const deadlineMs = world.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(side, world, { deadlineMs, ledger: new WaitLedger() });
	const people = new Set<string>();
	const news = new NewElements();
	const [own = '', ...behind] = wanted.split('?');
	const query = behind.join('?');
	const asked = new Set<string>();
	for (let next: string | undefined = query; next !== undefined; ) {
		asked.add(next);
		const answer: z.output<typeof PageSchema> | undefined = await ask(api, own, generation, next);
		if (!answer) break;
		const { elements, paging }: z.output<typeof PageSchema> = answer;
		for (const [urn] of JSON.stringify(elements).matchAll(PERSON)) people.add(urn);
		next = paging.hasNext ? withParameters(query, paging.next) : undefined;
		if (next !== undefined && (news.take(elements) === 0 || asked.has(next)))
			throw new CursorError('LinkedIn', `GET ${own}`);
	}
	return [...people];
}

/** @throws ConfigurationError where LinkedIn does not take the question */
async function ask(
	api: LinkedInApi,
	path: string,
	generation: Generation,
	query: string,
): Promise<z.output<typeof PageSchema> | undefined> {
	try {
		return await api.send({
			method: 'GET',
			path,
			endpoint: path,
			form: { resource: 'exportedCandidates', path, key: {}, generation },
			query,
			restliMethod: 'finder',
			schema: PageSchema,
		});
	} catch (error) {
		if (!(error instanceof HttpStatusError) || !NOT_UNDERSTOOD.includes(error.status)) throw error;
		throw new ConfigurationError(
			`LinkedIn answered ${error.status} to the question of who closed their account`,
			'LinkedIn publishes the resource, but not its query. Ask your LinkedIn partner engineer for it, and enter it on the connect page, under "Addresses".',
		);
	}
}
