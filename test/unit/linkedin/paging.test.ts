import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { readInMails } from '../../../src/linkedin/conversationEvents';
import { MemberPace } from '../../../src/linkedin/MemberPace';
import { PagingSchema, withParameters } from '../../../src/linkedin/paging';
import type { WindowPosition } from '../../../src/linkedin/readWindow';
import { getSeats } from '../../../src/linkedin/seats';
import { getClosedProfiles } from '../../../src/operations/history/getClosedProfiles';
import { linkedInOf } from '../../support/linkedInOf';
import { sandboxConnection } from '../../../scripts/support/sandboxConnection';
import { VirtualTime } from '../../../scripts/support/VirtualTime';

const CONTRACT = 'urn:li:contract:2001';
const PATH = '/rest/atsPurgedExportedCandidates?q=context&context=a&start=0&count=2';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
afterEach(() => {
	sandbox.context.switches.reset();
	sandbox.context.faults.reset();
	sandbox.context.requests.reset();
});
afterAll(async () => {
	await sandbox.close();
});

const next = (href: unknown) => ({ links: [{ rel: 'next', href }] });
const taken = (href: unknown) => [...PagingSchema.parse(next(href)).next];

describe('the link to a next page', () => {
	it.each([
		[
			'/v2/x?q=a&start=10&count=5',
			[
				['start', '10'],
				['count', '5'],
			],
		],
		['https://elsewhere.example.com/x?start=10', [['start', '10']]],
		['.evil.example/x?start=10#count=9', [['start', '10']]],
		['@evil.example/x?cursor=a%2Fb%26c', [['cursor', 'a/b&c']]],
		['//evil.example/?start=-1&count=1e9&contracts=urn:li:contract:1&q=b', []],
		['?start=10%0d%0aHost:x&cursor=%', []],
		[`/x?start=1&cursor=${'a'.repeat(5_000)}`, []],
		['/x', []],
		[null, []],
		[{ start: 1 }, []],
	])('%j gives start, count and cursor only', (href, expected) => {
		expect(taken(href)).toEqual(expected);
	});

	it('changes these parameters of the query, and no other', () => {
		const to = (href: string) =>
			withParameters('q=a&start=0&count=2&x=1', PagingSchema.parse(next(href)).next);
		expect(to('/y?q=b&start=2')).toBe('q=a&count=2&x=1&start=2');
		expect(to('/y?cursor=a%26b')).toBe('q=a&start=0&count=2&x=1&cursor=a%26b');
	});

	it.each([undefined, null, [], 'x', { total: null, links: null }, { links: [null, { rel: 1 }] }])(
		'%j is none',
		(paging) => {
			expect(PagingSchema.parse(paging)).toEqual({ hasNext: false, next: new Map() });
		},
	);
});

describe('closed profiles', () => {
	const connection = () => sandboxConnection(sandbox);
	const pages: unknown[] = [];
	const asked: string[] = [];
	const closed = async () => {
		const side = connection();
		const transport = async ({ url }: { url: string }) => {
			asked.push(url);
			return await Promise.resolve({
				status: 200,
				headers: {},
				body: pages[asked.length - 1] ?? pages.at(-1),
			});
		};
		return await getClosedProfiles({ ...side.linkedIn, transport }, side, PATH, 60_000);
	};
	beforeEach(() => {
		pages.length = 0;
		asked.length = 0;
	});
	const page = (person: string | null, href?: string) => ({
		elements: person === null ? [] : [{ who: `urn:li:person:${person}` }, null],
		...(href && { paging: next(href) }),
	});

	it('are read page by page, always from where the path points', async () => {
		pages.push(
			page('a', 'https://elsewhere.example.com/x?start=2&count=2'),
			page('b', '@evil.example/?cursor=c'),
			page('c'),
		);
		expect(await closed()).toEqual(['urn:li:person:a', 'urn:li:person:b', 'urn:li:person:c']);
		const base = `${sandbox.linkedInUrl}/rest/atsPurgedExportedCandidates?q=context&context=a`;
		expect(asked).toEqual([
			`${base}&start=0&count=2`,
			`${base}&start=2&count=2`,
			`${base}&start=0&count=2&cursor=c`,
		]);
	});

	it.each([
		['the same page again', page('a', '/x?start=2')],
		['a link without a place', page('a', '/x')],
		['an empty page with a next one', page(null, '/x?start=2')],
	])('are no endless list: %s', async (_what, one) => {
		pages.push(one);
		await expect(closed()).rejects.toMatchObject({ name: 'CursorError' });
		expect(asked.length).toBeLessThan(4);
	});

	it('of many pages are all read', async () => {
		for (let at = 0; at < 300; at += 1)
			pages.push(page(`p${at}`, at < 299 ? `/x?start=${2 * at + 2}` : undefined));
		expect(await closed()).toHaveLength(300);
	});
});

describe('lists of seats and InMails', () => {
	it('follow no host', async () => {
		sandbox.context.switches.set('li§14.6 next links name a foreign host', true);
		sandbox.context.switches.set('li§14.6 seats total', false);
		sandbox.seats.setCount(CONTRACT, 250);
		expect(await getSeats(linkedInOf(sandbox), { contractUrns: [CONTRACT] })).toHaveLength(250);
	});

	it('of InMails end when LinkedIn gives the same page for ever, however often they are resumed', async () => {
		const elements = [1, 2, 3].map((id) => ({ id, createdAt: id, author: 'urn:li:person:a' }));
		sandbox.context.faults.add([
			{
				kind: 'status',
				status: 200,
				path: '/conversationEvents',
				body: { elements, paging: next('/x?start=3') },
				times: 1_000,
				skip: 0,
				delayMs: 0,
			},
		]);
		const reader = {
			api: linkedInOf(sandbox),
			effects: new VirtualTime(sandbox.context.clock),
			pace: new MemberPace({}, 10_000),
			deadlineMs: Number.POSITIVE_INFINITY,
		};
		let position: WindowPosition | undefined;
		const read = async () => {
			for (let turns = 0; turns < 50; turns += 1) {
				const done = await readInMails(
					reader,
					{ seat: 'urn:li:seat:1', contract: CONTRACT },
					position ?? { fromMs: 0, toMs: 10 },
					1,
				);
				position = done.position;
				if (!position) return;
			}
		};
		await expect(read()).rejects.toMatchObject({ name: 'CursorError' });
	});
});
