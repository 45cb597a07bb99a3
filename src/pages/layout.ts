import { createHash } from 'node:crypto';
import { Html, html, type Piece } from './html';
import { PAGE_STYLE } from './pageStyle';

export interface Layout {
	/** The page's first heading. */
	title: string;
	/** Of the window, where it is another one. */
	windowTitle?: string;
	/** Under the title: the one sentence to take away. */
	lead?: Piece;
	/** Under the lead, in small. */
	note?: Piece;
	/** What is on the page. */
	body: Piece;
	footer?: Piece;
	/** Comes again by itself after so many seconds. */
	refreshSeconds?: number;
	/** The page's own script, if it needs one; nothing else runs. */
	script?: string;
	/** Added to the look that all pages share. */
	style?: Html;
	/** For a page whose script alone sends, so that no form goes anywhere: the key that this visit was given. */
	scriptKey?: string;
}

/**
 * A whole document, the same frame for every page: loads nothing, runs only its own script, works by keyboard, on a phone,
 * in light and dark.
 */
export function layout({
	title,
	windowTitle,
	lead,
	note,
	body,
	footer,
	refreshSeconds,
	script,
	style,
	scriptKey,
}: Layout): string {
	const look = `${PAGE_STYLE.text}${style?.text ?? ''}`;
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<meta
					http-equiv="Content-Security-Policy"
					content="${new Html(policy(look, script, scriptKey !== undefined))}"
				/>
				${refreshSeconds !== undefined &&
				html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
				<link rel="icon" href="data:," />
				<title>${windowTitle ?? title}</title>
				${element('style', look)}
			</head>
			<body ${scriptKey !== undefined && html`data-key="${scriptKey}"`}>
				<header>
					<h1>${title}</h1>
					${lead !== undefined && html`<p class="lead" data-testid="headline">${lead}</p>`}
					${note !== undefined && html`<p class="muted">${note}</p>`}
				</header>
				<main>${body}</main>
				${footer !== undefined && html`<footer>${footer}</footer>`}
				${script !== undefined && element('script', script)}
			</body>
		</html> `;
	return page.text;
}

/** Byte for byte, because the policy names its hash. */
const element = (name: string, content: string): Html => new Html(`<${name}>${content}</${name}>`);

const hashOf = (text: string): string =>
	`'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing is loaded, and nothing runs but this style and this script. n8n gives the page an origin of its own (a sandbox),
 * so that "self" would name nothing: forms, or the script by fetch, may talk to any site.
 */
function policy(style: string, script: string | undefined, byScript: boolean): string {
	return [
		"default-src 'none'",
		`style-src ${hashOf(style)}`,
		// The length of a bar.
		"style-src-attr 'unsafe-inline'",
		...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
		...(byScript ? ['connect-src http: https:'] : []),
		'img-src data:',
		"base-uri 'none'",
		byScript ? "form-action 'none'" : 'form-action http: https:',
	].join('; ');
}
