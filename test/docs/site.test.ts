import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import manifest from '../../package.json';
import { NODE, ROOT, TSX } from '../../scripts/n8n/paths';
import { nonEmpty } from '../support/nonEmpty';

let folder: string;
let pages: string[];
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'rsc-site-'));
	const main = join(ROOT, 'scripts', 'site', 'main.ts');
	const { status, stderr } = spawnSync(NODE, [TSX, main, '--out', folder], { encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
	pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.html'),
	);
}, 60_000);
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const open = (page: string) => load(readFileSync(join(folder, page), 'utf8'));

describe('the documentation site', () => {
	it('has the pages that each kind of reader looks for', () => {
		expect(pages).toEqual(
			expect.arrayContaining([
				...['index.html', 'admin-guide.html', 'recipes.html', 'troubleshooting.html'],
				...['gdpr.html', 'promises.html', 'nodes/rsc-trigger.html', 'nodes/user-mapper.html'],
			]),
		);
	});

	it('leads nowhere that is not there', () => {
		const dead: string[] = [];
		for (const page of pages) {
			const $ = open(page);
			$('[href], [src]').each((_, element) => {
				const target = $(element).attr('href') ?? $(element).attr('src') ?? '';
				if (/^(https?|mailto):/.test(target)) return;
				const [path = '', anchor] = target.split('#');
				const file = path === '' ? page : join(dirname(page), path);
				const there =
					existsSync(join(folder, file)) &&
					(anchor === undefined || open(file)(`[id="${anchor}"]`).length === 1);
				if (!there) dead.push(`${page}: ${target}`);
			});
		}
		expect(dead).toEqual([]);
	});

	it('leads into the repository only to files that there are', () => {
		const base = `${manifest.homepage}/blob/main/`;
		const found = pages.flatMap((page) => {
			const $ = open(page);
			return $(`a[href^="${base}"]`)
				.toArray()
				.map((link) => ($(link).attr('href') ?? '').slice(base.length).split('#')[0] ?? '');
		});
		expect(found.length).toBeGreaterThan(pages.length);
		expect(found.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	});

	it('loads nothing from elsewhere, and has no script', () => {
		for (const page of nonEmpty(pages)) {
			const $ = open(page);
			expect($('script').length).toBe(0);
			const loaded = $('link[href], img[src]')
				.toArray()
				.map((element) => $(element).attr('href') ?? $(element).attr('src') ?? '');
			expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
		}
		expect(readFileSync(join(folder, 'style.css'), 'utf8')).not.toMatch(/url\(|@import/);
	});

	it('gives every page a heading, a title, and a place in the navigation', () => {
		for (const page of nonEmpty(pages)) {
			const $ = open(page);
			expect($('h1').length).toBe(1);
			expect($('title').text()).toMatch(/.+ · Recruiter System Connect for n8n/);
			const expected = page.startsWith('decisions/') ? 0 : 1;
			expect({ page, here: $('nav [aria-current="page"]').length }).toEqual({
				page,
				here: expected,
			});
		}
	});

	it('describes every picture', () => {
		const texts = pages.flatMap((page) => {
			const $ = open(page);
			return $('img')
				.toArray()
				.map((image) => $(image).attr('alt') ?? '');
		});
		for (const text of nonEmpty(texts)) expect(text.length).toBeGreaterThan(5);
	});
});
