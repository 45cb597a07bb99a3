import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import manifest from '../../package.json';
import { DOCS_WITH_TABLES, withTables } from '../../scripts/docs/tables';

const ROOT = join(__dirname, '../..');
const pages = [
	'README.md',
	'CHANGELOG.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

it.each(DOCS_WITH_TABLES)('%s tells what the code says: run npm run docs', (path) => {
	const page = readFileSync(join(ROOT, path), 'utf8');
	expect(page).toMatch(/<!-- begin \w+ -->/);
	expect(page).toBe(withTables(page));
});

it.each(pages)('%s leads nowhere that is not there', (path) => {
	const page = readFileSync(join(ROOT, path), 'utf8');
	for (const [, target = ''] of page.matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)) {
		const [file = '', anchor] = target.split('#');
		const full = file ? join(ROOT, dirname(path), file) : join(ROOT, path);
		expect({ target, there: existsSync(full) }).toEqual({ target, there: true });
		if (anchor && full.endsWith('.md')) {
			const anchors = [...readFileSync(full, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
				(heading ?? '')
					.toLowerCase()
					.replace(/[^\w\- ]/g, '')
					.replaceAll(' ', '-'),
			);
			expect(anchors).toContain(anchor);
		}
	}
});

it('every command that the documentation names is there', () => {
	const scripts = Object.keys(manifest.scripts);
	for (const path of pages) {
		const page = readFileSync(join(ROOT, path), 'utf8');
		for (const [, name = ''] of page.matchAll(/npm run ([\w-]+)/g)) expect(scripts).toContain(name);
	}
});

it('every node and credential has its documentation where it says', () => {
	const base = `${manifest.homepage}/blob/main/`;
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		const source = path.replace(/^dist\//, '').replace(/\.js$/, '');
		const codex = join(ROOT, `${source}.json`);
		const text = readFileSync(existsSync(codex) ? codex : join(ROOT, `${source}.ts`), 'utf8');
		const urls = [...text.matchAll(/https:\/\/github\.com[^'"]+/g)].map(([url]) => url);
		expect(urls.length).toBeGreaterThan(0);
		for (const url of urls) {
			const file = url.replace(base, '').split('#')[0] ?? '';
			expect({ url, there: existsSync(join(ROOT, file)) }).toEqual({ url, there: true });
		}
	}
});
