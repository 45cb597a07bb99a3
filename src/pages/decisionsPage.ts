import { createHash } from 'node:crypto';
import type { DecisionsPageData, OpenExport } from './decisionsPageData';
import { decisionForm } from './decisionForm';
import { DECISIONS_PAGE_STYLE } from './decisionsPageStyle';
import { type Html, Html as Markup, html } from './html';
import { safeLink } from './safeLink';
import { STATUS_PAGE_STYLE } from './statusPageStyle';
import { ago, counted } from './words';

const STYLE = `${STATUS_PAGE_STYLE.text}${DECISIONS_PAGE_STYLE.text}`;

/** Nothing is loaded, and nothing runs. */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	'img-src data:',
	"base-uri 'none'",
	'form-action http: https:',
].join('; ');

/**
 * The page on which an admin decides about exports that could not go by themselves. One document that loads nothing and
 * runs no script; every value is escaped.
 */
export function decisionsPage(data: DecisionsPageData): string {
	const { exports, more, message } = data;
	const shown = exports.length;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
				<link rel="icon" href="data:," />
				<title>Exports that need a decision</title>
				${new Markup(`<style>${STYLE}</style>`)}
			</head>
			<body>
				<header>
					<h1>Exports that need a decision</h1>
					<p class="lead" data-testid="headline">
						${shown === 0
							? 'No export waits for a decision.'
							: `${counted(shown + more, 'export')} from LinkedIn Recruiter could not go by ${shown + more === 1 ? 'itself' : 'themselves'}.`}
					</p>
				</header>
				<main>
					${message && messageBox(message)} ${exports.map((one) => row(one, data))}
					${more > 0 &&
					html`<p class="muted">
						and ${counted(more, 'more', 'more')}, which appear here when these are decided.
					</p>`}
					${shown === 0 && html`<p>You can close this page.</p>`}
				</main>
				<footer>
					<p>
						What LinkedIn told of a person is kept until the export is decided, and deleted then.
					</p>
				</footer>
			</body>
		</html> `.text;
}

function messageBox({ kind, text, url }: NonNullable<DecisionsPageData['message']>): Html {
	const link = safeLink(url ?? '');
	return html`<p
		class="notice ${kind === 'done' && 'done'}"
		role="${kind === 'problem' ? 'alert' : 'status'}"
		data-testid="message"
	>
		${text}
		${link && html`<a href="${link}" target="_blank" rel="noreferrer">Open in SmartRecruiters</a>`}
	</p>`;
}

function row(one: OpenExport, data: DecisionsPageData): Html {
	const { exportKey, name, headline, employers, place, jobTitle, reason, whatToDo } = one;
	const id = anchorOf(exportKey);
	const profile = safeLink(one.profileUrl);
	const facts = [headline, employers, place].filter((fact) => fact !== '');
	return html`<article class="card" id="${id}" aria-labelledby="${id}-name">
		<h2 id="${id}-name">${name || 'Somebody without a name'}</h2>
		${facts.length > 0 && html`<p>${facts.join(' · ')}</p>`}
		<p class="muted">
			${jobTitle === '' ? 'No job' : html`For <b>${jobTitle}</b>`}, exported
			${ago(one.receivedAt, data.nowMs)}${profile &&
			html`,
				<a href="${profile}" target="_blank" rel="noreferrer"
					>LinkedIn profile<span class="hidden"> of ${name || 'this person'}</span></a
				>`}
		</p>
		<p><b>${reason}.</b> ${whatToDo}</p>
		${decisionForm(one, data, id)}
	</article>`;
}

const anchorOf = (exportKey: string): string => `export-${exportKey.replace(/[^\w-]/g, '_')}`;
