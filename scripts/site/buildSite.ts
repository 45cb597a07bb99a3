import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Metalsmith from 'metalsmith';
import { ROOT } from '../n8n/paths';
import { addressOf, linkOf } from './addresses';
import { layout } from './layout';
import { siteSections } from './pages';
import { renderMarkdown } from './renderMarkdown';

/**
 * The documentation as a static site: the Markdown files of the repository are its only source.
 *
 * @returns the addresses of its pages
 */
export async function buildSite(folder: string): Promise<string[]> {
	const sections = siteSections();
	const listed = sections
		.flatMap(({ pages }) => pages)
		.filter(({ anchor }) => anchor === undefined);
	const decisions = new Set<string>();
	const isOnSite = (file: string): boolean =>
		listed.some(({ source }) => source === file) ||
		decisions.has(file) ||
		(/^docs\/images\/[^/]+$/.test(file) && existsSync(join(ROOT, file)));

	/** Keeps pictures and decisions of `docs/`, and adds the pages that lie elsewhere. */
	const collect: Metalsmith.Plugin = (files) => {
		for (const path of Object.keys(files)) {
			if (path.startsWith('images/')) continue;
			if (path.startsWith('decisions/')) decisions.add(`docs/${path}`);
			delete files[path];
		}
	};

	/** One page for each Markdown file, with the navigation around it. */
	const render: Metalsmith.Plugin = (files) => {
		const others = [...decisions].map((source) => ({ source, title: source }));
		for (const page of [...listed, ...others]) {
			const text = readFileSync(join(ROOT, page.source), 'utf8');
			const heading = /^# (.+)$/m.exec(text)?.[1] ?? page.title;
			const content = renderMarkdown(text, (href) => linkOf(href, page.source, isOnSite));
			files[addressOf(page.source)] = {
				contents: Buffer.from(layout(page, sections, content, heading)),
			};
		}
		const own = {
			'style.css': join(__dirname, 'style.css'),
			'icon.svg': join(ROOT, 'icons', 'recruiterSystemConnect.svg'),
		};
		for (const [address, file] of Object.entries(own))
			files[address] = { contents: readFileSync(file) };
	};

	const built = await Metalsmith(ROOT)
		.source('docs')
		.destination(folder)
		.clean(true)
		.frontmatter(false)
		.use(collect)
		.use(render)
		.build();
	return Object.keys(built).filter((path) => path.endsWith('.html'));
}
