import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import manifest from '../../package.json';
import { COVERAGE_PAGE, coveragePage } from '../../scripts/docs/coveragePage';
import { DOCS_WITH_TABLES, withTables } from '../../scripts/docs/tables';
import { SET_UPS } from '../byHand/expectEffort';
import { nonEmpty } from '../support/nonEmpty';

const ROOT = join(__dirname, '../..');
const pages = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	COVERAGE_PAGE,
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

it.each(DOCS_WITH_TABLES)('%s tells what the code says: run npm run docs', (path) => {
	const page = readFileSync(join(ROOT, path), 'utf8');
	expect(page).toMatch(/<!-- begin \w+ -->/);
	expect(page).toBe(withTables(page));
});

it('the sandbox’s coverage is told as the code has it: run npm run docs', () => {
	expect(readFileSync(join(ROOT, COVERAGE_PAGE), 'utf8')).toBe(coveragePage());
});

function anchorsOf(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		(heading ?? '')
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);
}

it.each(pages)('%s leads nowhere that is not there', (path) => {
	const page = readFileSync(join(ROOT, path), 'utf8');
	const targets = [...page.matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)].map(
		([, target = '']) => target,
	);
	const nowhere = targets.filter((target) => {
		const [file = '', anchor] = target.split('#');
		const full = file ? join(ROOT, dirname(path), file) : join(ROOT, path);
		if (!existsSync(full)) return true;
		return anchor && full.endsWith('.md') ? !anchorsOf(full).includes(anchor) : false;
	});
	expect(nowhere).toEqual([]);
});

it('every picture is shown somewhere', () => {
	const text = pages.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
	const images = readdirSync(join(ROOT, 'docs/images'));
	expect(nonEmpty(images).filter((name) => !text.includes(`images/${name})`))).toEqual([]);
});

it('what a set-up takes is told as the browser tests hold it', () => {
	const page = readFileSync(join(ROOT, 'docs/connect.md'), 'utf8');
	const told = [...page.matchAll(/^\| .+ \| (?:all nine|two).* \| (\d+) \| (\d+) \|$/gm)].map(
		([, clicks, fields]) => ({ clicks: Number(clicks), fields: Number(fields) }),
	);
	const { allInOne, twoSingle, allSingle } = SET_UPS;
	expect(told.slice(0, 3)).toEqual([allInOne, twoSingle, allSingle]);
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	expect(readme).toContain(`${allInOne.clicks} clicks and ${allInOne.fields} text fields`);
});

it('every command that the documentation names is there', () => {
	const scripts = Object.keys(manifest.scripts);
	const named = pages.flatMap((path) =>
		[...readFileSync(join(ROOT, path), 'utf8').matchAll(/npm run ([\w-]+)/g)].map(
			([, name = '']) => name,
		),
	);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});

it('every node and credential has its documentation where it says', () => {
	const base = `${manifest.homepage}/blob/main/`;
	for (const path of nonEmpty([...manifest.n8n.nodes, ...manifest.n8n.credentials])) {
		const source = path.replace(/^dist\//, '').replace(/\.js$/, '');
		const codex = join(ROOT, `${source}.json`);
		const text = readFileSync(existsSync(codex) ? codex : join(ROOT, `${source}.ts`), 'utf8');
		const urls = [...text.matchAll(/https:\/\/github\.com[^'"]+/g)].map(([url]) => url);
		for (const url of nonEmpty(urls)) {
			const [file = '', anchor] = url.replace(base, '').split('#');
			expect({ url, there: existsSync(join(ROOT, file)) }).toEqual({ url, there: true });
			if (anchor) expect(anchorsOf(join(ROOT, file))).toContain(anchor);
		}
	}
});

/** What n8n says, or Node, or a vendor. */
const FOREIGN =
	/Unrecognized node type|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|Unsupported protocol|refused the connection|Client authentication failed/;

it.each([
	'docs/troubleshooting.md',
	'docs/credentials.md',
	'docs/nodes/rsc-trigger.md',
	'docs/nodes/smartrecruiters-trigger.md',
])('%s explains messages that there are', (path) => {
	const source = sourceText();
	const rows = readFileSync(join(ROOT, path), 'utf8')
		.split(/^\| (?:Message|The test says) \| What to do \|$/m)
		.slice(1)
		.map((rest) => rest.split('\n\n', 1)[0] ?? '');
	const messages = rows
		.join('\n')
		.split('\n')
		.flatMap((row) => [...(row.split(' | ', 1)[0] ?? '').matchAll(/\*([^*]+)\*/g)])
		.map(([, message = '']) => message);
	expect(messages.length).toBeGreaterThan(0);
	const unknown = messages.filter(
		(message) =>
			!FOREIGN.test(message) &&
			!message
				.split(/…|\b\d{3}(?:\/\d{3})?\b/)
				.every((part) => source.includes(plain(part.trim()))),
	);
	expect(unknown).toEqual([]);
});

/** Names that the code puts into its messages. */
function plain(text: string): string {
	return text
		.replaceAll("'", '’')
		.replace(/\b(?:SmartRecruiters|LinkedIn)\b|"Departments Never Sent"/g, '')
		.replace(/\s+/g, ' ')
		.replace(/\.$/, '')
		.trim();
}

function sourceText(): string {
	const files = ['src', 'nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
	);
	return plain(files.join(' ').replace(/\$\{[\w.,() ]*\}/g, ''));
}
