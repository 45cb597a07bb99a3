import { posix } from 'node:path';
import manifest from '../../package.json';

/** Where a Markdown file of the repository is on the site. */
export function addressOf(source: string): string {
	if (source === 'README.md') return 'index.html';
	const place = source.replace(/^docs\//, '');
	const named = place.endsWith('/README.md') ? posix.dirname(place) : place.replace(/\.md$/, '');
	return `${named.toLowerCase()}.html`;
}

/**
 * The address of a link in a page: pages and pictures are on the site, everything else in the repository.
 *
 * @param source the page, from the root of the repository
 * @param isOnSite whether a file, from the root of the repository, is on the site
 */
export function linkOf(href: string, source: string, isOnSite: (file: string) => boolean): string {
	if (/^(https?:|mailto:|#)/.test(href)) return href;
	const [path = '', anchor] = href.split('#');
	const file = posix.normalize(posix.join(posix.dirname(source), path));
	const end = anchor === undefined ? '' : `#${anchor}`;
	if (!isOnSite(file)) return `${manifest.homepage}/blob/main/${file}${end}`;
	const target = file.endsWith('.md') ? addressOf(file) : file.replace(/^docs\//, '');
	return posix.relative(posix.dirname(addressOf(source)), target) + end;
}
