import type { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { CursorError } from '../../errors/CursorError';
import { WaitLedger } from '../../http/WaitLedger';
import { answerOf, Elements } from '../../linkedin/lenientShapes';
import { NewElements } from '../../linkedin/NewElements';
import { PagingSchema, withParameters } from '../../linkedin/paging';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

const PERSON = /urn:li:person:[A-Za-z0-9_-]{1,255}/g;
const LONGEST_PATH = 2_000;

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
	const match = path.length <= LONGEST_PATH && /^\/(v2|rest)\/\S+$/.exec(path.trim());
	const generation = match && match[1] === 'rest' ? 'rest' : 'v2';
	if (!match) {
		throw new ConfigurationError(
			'"Endpoint Path" does not say where LinkedIn tells of closed profiles',
			'LinkedIn does not publish this address. Ask your LinkedIn partner engineer for the endpoint of the closed candidate profiles, and enter its path, beginning with /v2/ or /rest/.',
		);
	}
	const deadlineMs = world.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(side, world, { deadlineMs, ledger: new WaitLedger() });
	const people = new Set<string>();
	const news = new NewElements();
	const [own = '', ...behind] = path.trim().split('?');
	const query = behind.join('?');
	const asked = new Set<string>();
	for (let next: string | undefined = query; next !== undefined; ) {
		asked.add(next);
		const answer: z.output<typeof PageSchema> | undefined = await api.send({
			method: 'GET',
			path: own,
			endpoint: own,
			form: { resource: 'exportedCandidates', path: own, key: {}, generation },
			query: next,
			schema: PageSchema,
		});
		if (!answer) break;
		const { elements, paging }: z.output<typeof PageSchema> = answer;
		for (const [urn] of JSON.stringify(elements).matchAll(PERSON)) people.add(urn);
		next = paging.hasNext ? withParameters(query, paging.next) : undefined;
		if (next !== undefined && (news.take(elements) === 0 || asked.has(next)))
			throw new CursorError('LinkedIn', `GET ${own}`);
	}
	return [...people];
}
