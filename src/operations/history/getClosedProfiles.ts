import { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { WaitLedger } from '../../http/WaitLedger';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

const PERSON = /urn:li:person:[A-Za-z0-9_-]+/g;
const MOST_PAGES = 100;

const PageSchema = z
	.object({
		elements: z.array(z.unknown()).default([]),
		paging: z
			.object({ links: z.array(z.object({ rel: z.string(), href: z.string() })).default([]) })
			.optional(),
	})
	.passthrough();

/**
 * People who have closed their LinkedIn account since they were exported. Partners have to ask at least every 30 days
 * and tell the customer (LinkedIn reference §7); where to ask is not published, so the path is the caller's. Whatever
 * the elements look like, their person URNs are found by value.
 *
 * @param path below the API's base URL, with its query, as LinkedIn's partner engineer gave it
 * @throws ConfigurationError without a path
 */
export async function getClosedProfiles(
	side: LinkedInSide,
	world: World,
	path: string,
	timeLimitMs: number,
): Promise<string[]> {
	const match = /^\/(v2|rest)\/\S+$/.exec(path.trim());
	const generation = match?.[1] === 'rest' ? 'rest' : 'v2';
	if (!match) {
		throw new ConfigurationError(
			'"Endpoint Path" does not say where LinkedIn tells of closed profiles',
			'LinkedIn does not publish this address. Ask your LinkedIn partner engineer for the endpoint of the closed candidate profiles, and enter its path, beginning with /v2/ or /rest/.',
		);
	}
	const deadlineMs = world.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(side, world, { deadlineMs, ledger: new WaitLedger() });
	const people = new Set<string>();
	let next: string | undefined = path.trim();
	for (let page = 0; next && page < MOST_PAGES; page += 1) {
		const mark = next.indexOf('?');
		const own: string = mark < 0 ? next : next.slice(0, mark);
		const query: string = mark < 0 ? '' : next.slice(mark + 1);
		const answer: z.output<typeof PageSchema> | undefined = await api.send({
			method: 'GET',
			path: own,
			endpoint: own,
			form: { path: own, key: {}, generation },
			query,
			schema: PageSchema,
		});
		for (const [urn] of JSON.stringify(answer?.elements ?? []).matchAll(PERSON)) people.add(urn);
		const link: string | undefined = answer?.paging?.links.find(({ rel }) => rel === 'next')?.href;
		next = link === next ? undefined : link;
	}
	return [...people];
}
