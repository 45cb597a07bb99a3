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
}: Layout): string {
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta http-equiv="Content-Security-Policy" content="${policy(script)}" />
				${refreshSeconds !== undefined &&
				html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
				<link rel="icon" href="data:," />
				<title>${windowTitle ?? title}</title>
				<style>
					${PAGE_STYLE}${style}
				</style>
			</head>
			<body>
				<header>
					<h1>${title}</h1>
					${lead !== undefined && html`<p class="lead" data-testid="headline">${lead}</p>`}
					${note !== undefined && html`<p class="muted">${note}</p>`}
				</header>
				<main>${body}</main>
				${footer !== undefined && html`<footer>${footer}</footer>`}
				${script !== undefined && new Html(`<script>${script}</script>`)}
			</body>
		</html> `;
	return page.text;
}

/** n8n gives the page an origin of its own (a sandbox), so that "self" would name nothing: forms are left out. */
function policy(script: string | undefined): string {
	const own =
		script === undefined
			? ''
			: `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; `;
	return `default-src 'none'; ${own}style-src 'unsafe-inline'; img-src data:; base-uri 'none'`;
}
