import { Marked, type Tokens } from 'marked';

/** A heading's anchor as GitHub makes it, so that links lead to the same place in both. */
function anchorOf(text: string): string {
	return text
		.toLowerCase()
		.replace(/<[^>]+>|[^\w\- ]/g, '')
		.replaceAll(' ', '-');
}

/** @param linkTo the address of a link or a picture on the site */
export function renderMarkdown(text: string, linkTo: (href: string) => string): string {
	const marked = new Marked({ gfm: true });
	marked.use({
		walkTokens: (token) => {
			if (token.type === 'link' || token.type === 'image') token.href = linkTo(String(token.href));
		},
		renderer: {
			heading({ tokens, depth, text: source }: Tokens.Heading) {
				const id = anchorOf(source.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
				return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
			},
			// A wide table scrolls by itself, and can be reached with the keyboard.
			table(token: Tokens.Table) {
				const row = (cells: Tokens.TableCell[], tag: string): string =>
					`<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
				const body = token.rows.map((cells) => row(cells, 'td')).join('\n');
				return `<div class="table" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>\n${body}\n</tbody></table></div>\n`;
			},
		},
	});
	return marked.parse(text, { async: false });
}
