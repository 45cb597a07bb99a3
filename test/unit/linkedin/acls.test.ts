import nock from 'nock';
import { z } from 'zod';
import { WaitLedger } from '../../../src/http/WaitLedger';
import { deleteAcls, upsertAcls } from '../../../src/linkedin/acls';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { ProcessBudgets } from '../../../src/operations/budgets/ProcessBudgets';
import { openLinkedIn } from '../../../src/operations/connect';

const HOST = 'https://api.example.com';
const ROW = { id: 'job-1', group: 'u-1' };
const V2 = '/v2/atsEntityAcls';
const REST = '/rest/entityAcls';
const V2_PEOPLE = '/v2/atsEntityAclAssignees';
const REST_PEOPLE = '/rest/entityAclAssignees';

const BatchSchema = z.object({ entities: z.record(z.unknown()) });

/** Wire level: which generation is asked, answered by nock. */
function open(change: Partial<LinkedInSettings> = {}) {
	const settings: LinkedInSettings = {
		baseUrl: HOST,
		organizationUrn: 'urn:li:organization:1000',
		generation: 'recommended',
		overrides: {},
		version: '202603',
		protocol: '1.0',
		recordsPerMinute: 10_000,
		requestsPerDay: 100_000,
		...change,
	};
	const effects = { now: () => Date.UTC(2026, 10, 24), sleep: async () => await Promise.resolve() };
	return openLinkedIn(
		{
			settings,
			transport: async ({ method, url, headers, body }) => {
				const response = await fetch(url, { method, headers, ...(body && { body }) });
				return {
					status: response.status,
					headers: Object.fromEntries(response.headers),
					body: await response.text(),
				};
			},
		},
		{ effects, random: () => 0.5, budgets: new ProcessBudgets('test') },
		{ deadlineMs: effects.now(), ledger: new WaitLedger() },
	).api;
}

/** Answers batches of one generation with 204 for each key, of the other with a status; tells the paths asked. */
function answer(works: 'v2' | 'rest', otherStatus: number): string[] {
	const asked: string[] = [];
	for (const method of ['PUT', 'DELETE'] as const)
		nock(HOST)
			.persist()
			.intercept(/.*/, method)
			.reply(function reply(uri: string, sent: unknown) {
				const { pathname, search } = new URL(uri, HOST);
				asked.push(`${method} ${pathname}`);
				if (!pathname.startsWith(`/${works}/`)) return [otherStatus, { message: 'no' }];
				return [200, { results: resultsOf(search, sent) }];
			});
	return asked;
}

/** A status for each key, as the body or else the query names it. */
function resultsOf(search: string, sent: unknown): object {
	const named = BatchSchema.safeParse(sent).data?.entities;
	const inQuery = [...search.matchAll(/ids\[0\]\.(\w+=[^&]*)/g)].map(([, part]) => part).join('&');
	const keys = named ? Object.keys(named) : [inQuery];
	return Object.fromEntries(keys.map((key) => [key, { status: 204 }]));
}

beforeAll(() => {
	nock.disableNetConnect();
});
afterEach(() => {
	nock.cleanAll();
});
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('access lists in either generation', () => {
	it.each([404, 410, 426])(
		'go to the other one after a %i, and stay there, whatever is written then',
		async (status) => {
			const asked = answer('rest', status);
			const api = open();
			expect(await upsertAcls(api, 'job', [ROW])).toEqual([]);
			expect(asked).toEqual([`PUT ${V2}`, `PUT ${REST}`]);
			expect(api.learned.acls).toBe('rest');
			expect(await upsertAcls(api, 'person', [{ id: 'urn:li:person:a', group: 'u-1' }])).toEqual(
				[],
			);
			expect(await deleteAcls(api, 'job', [ROW])).toEqual([]);
			expect(asked.slice(2)).toEqual([`PUT ${REST_PEOPLE}`, `DELETE ${REST}`]);
		},
	);

	it('go back when what was remembered is not offered any more', async () => {
		const asked = answer('v2', 410);
		const api = open();
		api.learned.acls = 'rest';
		expect(await upsertAcls(api, 'person', [{ id: 'urn:li:person:a', group: 'all' }])).toEqual([]);
		expect(asked).toEqual([`PUT ${REST_PEOPLE}`, `PUT ${V2_PEOPLE}`]);
		expect(api.learned.acls).toBe('v2');
	});

	it('stay where they are when LinkedIn refuses for another reason', async () => {
		const asked = answer('rest', 403);
		const api = open();
		await expect(upsertAcls(api, 'job', [ROW])).rejects.toMatchObject({ status: 403 });
		expect(new Set(asked)).toEqual(new Set([`PUT ${V2}`]));
		expect(api.learned.acls).toBeUndefined();
	});

	it('stay where the settings put them', async () => {
		const asked = answer('rest', 404);
		const api = open({ overrides: { entityAcls: 'v2' } });
		await expect(upsertAcls(api, 'job', [ROW])).rejects.toMatchObject({ status: 404 });
		expect(asked).toEqual([`PUT ${V2}`]);
	});
});
