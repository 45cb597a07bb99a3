import fc from 'fast-check';
import { CursorError } from '../../../src/errors/CursorError';
import { InvalidIdError } from '../../../src/errors/InvalidIdError';
import { nextInLinkHeader, pagingParameters } from '../../../src/http/nextPage';
import { PageGuard, type PageGuardState, type SeenPage } from '../../../src/http/PageGuard';
import { readPages } from '../../../src/http/readPages';
import { segment } from '../../../src/http/segment';

const ENDPOINT = 'GET /things';

/** Reads to the end, and says how many pages that took. */
async function walk(read: (cursor: string | undefined, asked: number) => SeenPage | undefined) {
	let asked = 0;
	const ids: string[] = [];
	const list = readPages({
		service: 'SmartRecruiters',
		endpoint: ENDPOINT,
		read: async (cursor) => {
			asked += 1;
			return read(cursor, asked);
		},
	});
	let fault: string | undefined;
	try {
		for await (const page of list) ids.push(...page.ids);
	} catch (error) {
		if (!(error instanceof CursorError)) throw error;
		fault = error.fault;
	}
	return { ids, asked, fault };
}

const idsOf = (from: number, count: number): string[] =>
	Array.from({ length: count }, (_, at) => `id-${from + at}`);

describe('reading the pages of a list', () => {
	it('gives every page in order, whatever the sizes of list and pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 400 }),
				fc.integer({ min: 1, max: 100 }),
				async (count, limit) => {
					const all = idsOf(0, count);
					const { ids, fault } = await walk((cursor) => {
						const from = Number(cursor ?? 0);
						const more = from + limit < count;
						return {
							ids: all.slice(from, from + limit),
							totalFound: count,
							limit,
							...(more && { nextPageId: String(from + limit) }),
						};
					});
					expect(ids).toEqual(all);
					expect(fault).toBeUndefined();
				},
			),
		);
	});

	it('stops at the first page again under a new cursor, in any order', async () => {
		const page = idsOf(0, 100);
		const { asked, fault } = await walk((_cursor, number) => ({
			ids: number % 2 === 0 ? [...page].reverse() : page,
			totalFound: 251,
			nextPageId: `fresh-${number}`,
		}));
		expect(fault).toBe('nothing new');
		expect(asked).toBe(2);
	});

	it('stops at pages that go round in a circle', async () => {
		const { asked, fault } = await walk((_cursor, number) => ({
			ids: idsOf((number % 3) * 100, 100),
			nextPageId: `fresh-${number}`,
		}));
		expect(fault).toBe('nothing new');
		expect(asked).toBe(4);
	});

	it('stops at a cursor that was given before', async () => {
		const { fault } = await walk((_cursor, number) => ({
			ids: idsOf(number * 10, 10),
			nextPageId: ['a', 'b', 'a'][number - 1] ?? 'c',
		}));
		expect(fault).toBe('cursor repeated');
	});

	it('lets one empty page pass, and stops where only empty ones come', async () => {
		const one = await walk((_cursor, number) => ({
			ids: number === 2 ? [] : idsOf(number * 10, 10),
			...(number < 3 && { nextPageId: `p${number}` }),
		}));
		expect(one.fault).toBeUndefined();
		expect(one.ids).toHaveLength(20);
		const endless = await walk((_cursor, number) => ({ ids: [], nextPageId: `p${number}` }));
		expect(endless.fault).toBe('nothing new');
		expect(endless.asked).toBeLessThan(6);
	});

	it('stops when far more comes than the total says', async () => {
		const { asked, fault } = await walk((_cursor, number) => ({
			ids: idsOf(number * 100, 100),
			totalFound: 251,
			nextPageId: `p${number}`,
		}));
		expect(fault).toBe('more than the total');
		expect(asked).toBeLessThan(8);
	});

	it('does not believe a total below what a single page holds', async () => {
		const { fault, ids } = await walk((_cursor, number) => ({
			ids: idsOf(number * 100, 100),
			totalFound: 12,
			...(number < 9 && { nextPageId: `p${number}` }),
		}));
		expect(fault).toBeUndefined();
		expect(ids).toHaveLength(900);
	});

	it('takes a full last page without a next one for cut short when the total says more', async () => {
		const { fault } = await walk(() => ({ ids: idsOf(0, 100), limit: 100, totalFound: 250 }));
		expect(fault).toBe('cut short');
	});

	it('notices the first page again in the next run, from what the checkpoint kept', () => {
		let state: PageGuardState | undefined;
		let failed = 0;
		for (let run = 1; run <= 3; run += 1) {
			const guard = new PageGuard('LinkedIn', ENDPOINT, state);
			try {
				state = guard.check(`c${run}`, { ids: idsOf(0, 50), nextPageId: `c${run + 1}` });
			} catch {
				failed += 1;
			}
		}
		expect(failed).toBe(2);
		expect(JSON.stringify(state).length).toBeLessThan(120);
	});
});

describe('where an answer says the next page is', () => {
	it.each([
		['</messages?candidateId=c&limit=100&pageId=abc>; rel="next"', 'abc'],
		['<https://api.example.com/x?pageId=a%3Db>; title="more, yes"; rel=next', 'a=b'],
		['</x?pageId=1>; rel="prev", </x?pageId=3>; rel="last next"', '3'],
		['<?pageId=abc>;REL="NEXT"', 'abc'],
	])('is read from the header %s', (header, pageId) => {
		expect(pagingParameters(nextInLinkHeader(header)).get('pageId')).toBe(pageId);
	});

	it.each([undefined, '', '</x?pageId=1>; rel="prev"', '</x?pageId=1', 'rel="next"', '<<<<'])(
		'is nowhere in %s',
		(header) => {
			expect(nextInLinkHeader(header)).toBeUndefined();
		},
	);

	it('is nothing but paging parameters: no host, no path, no other parameter', () => {
		for (const address of [
			'.evil.example/x?start=50&access_token=t&q=roster',
			'@evil.example/x?start=50&count=10',
			'https://evil.example/x?start=50#?start=60',
		]) {
			const found = pagingParameters(address);
			expect(found.get('start')).toBe('50');
			expect([...found.keys()].filter((name) => !['start', 'count'].includes(name))).toEqual([]);
		}
	});

	it('costs one look at each character', () => {
		const looks = (length: number): number => {
			let count = 0;
			const header = '<'.repeat(length);
			const spy = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
				this: string,
				wanted: string,
				from = 0,
			) {
				let at = from;
				while (at < this.length && this[at] !== wanted) at += 1;
				count += at - from;
				return at < this.length ? at : -1;
			});
			nextInLinkHeader(header);
			spy.mockRestore();
			return count;
		};
		expect(looks(8_000)).toBeLessThan(looks(1_000) * 16 + 16);
	});
});

describe('a part of a path', () => {
	it.each(['', ' ', '.', '..', 'a\uD800', '\uDC00b', 'x'.repeat(600)])('refuses %j', (id) => {
		expect(() => segment(id)).toThrow(InvalidIdError);
	});

	it('keeps every other id in its place', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (id) => {
				fc.pre(id.trim() !== '' && id !== '.' && id !== '..');
				const { pathname } = new URL(`https://api.example.com/things/${segment(id)}`);
				expect(pathname.split('/')).toHaveLength(3);
				expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(id);
			}),
		);
	});

	it('never says the text that it refuses', () => {
		expect(() => segment('Ada\uD800')).toThrow(/^(?!.*Ada)/);
	});
});
