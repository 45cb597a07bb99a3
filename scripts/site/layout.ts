import { posix } from 'node:path';
import manifest from '../../package.json';
import { addressOf } from './addresses';
import type { SitePage, SiteSection } from './pages';

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A whole page. Nothing on it is loaded from elsewhere, and there is no script. */
export function layout(
	page: SitePage,
	sections: readonly SiteSection[],
	content: string,
	heading: string,
): string {
	const own = addressOf(page.source);
	const to = (target: string): string => posix.relative(posix.dirname(own), target);
	const links = sections
		.filter(({ pages }) => pages.length > 0)
		.map(
			({ title, pages }) => `<h2>${title}</h2>
<ul>${pages
				.map(({ source, title: name, anchor }) => {
					const address = addressOf(source);
					const here = address === own && anchor === undefined ? ' aria-current="page"' : '';
					const end = anchor === undefined ? '' : `#${anchor}`;
					return `<li><a href="${to(address)}${end}"${here}>${escaped(name)}</a></li>`;
				})
				.join('')}</ul>`,
		);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(heading)} · Recruiter System Connect for n8n</title>
<link rel="stylesheet" href="${to('style.css')}">
<link rel="icon" href="${to('icon.svg')}">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header><a href="${to('index.html')}">Recruiter System Connect for n8n</a> <span>${manifest.version}</span><a class="pages" href="#all-pages">All pages</a></header>
<div class="columns">
<nav id="all-pages" aria-label="Pages">
${links.join('\n')}
</nav>
<main id="content">
${content}
<footer><p><a href="${manifest.homepage}/blob/main/${page.source}">Source of this page</a></p></footer>
</main>
</div>
</body>
</html>
`;
}
