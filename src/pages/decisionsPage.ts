import { combobox } from './browser/combobox';
import { decideExports } from './browser/decideExports';
import { sendFields } from './browser/sendFields';
import type { DecisionsPageData, OpenExport } from './decisionsPageData';
import { decisionForm } from './decisionForm';
import { DECISIONS_PAGE_STYLE } from './decisionsPageStyle';
import { type Html, html } from './html';
import { layout } from './layout';
import { safeLink } from './safeLink';
import { ago, counted } from './words';

/** The functions themselves, as the build has compiled them. */
export const DECISIONS_SCRIPT = `'use strict';\n${[combobox, sendFields, decideExports].map(String).join('\n')}\ndecideExports(combobox, sendFields);`;

/**
 * The page on which an admin decides about exports that could not be exported by themselves. One document that loads
 * nothing; its own script alone sends, and every value is escaped.
 *
 * @param key says that somebody was shown this page, and stands for the sign-in: whatever is asked is sent with it
 */
export function decisionsPage(key: string, data: DecisionsPageData): string {
	return layout({
		title: 'Exports that need a decision',
		body: html`<noscript><p class="notice">This page needs JavaScript.</p></noscript>
			<p id="notes" role="status" aria-live="polite" hidden></p>
			<div id="decisions" hidden>${decisionsBody(data)}</div>`,
		footer: html`<p>
			What LinkedIn says about a person is stored until the export is decided, and then deleted.
		</p>`,
		script: DECISIONS_SCRIPT,
		style: DECISIONS_PAGE_STYLE,
		scriptKey: key,
	});
}

/** What changes with every decision. */
export function decisionsBody(data: DecisionsPageData): Html {
	const { exports, more, message } = data;
	const shown = exports.length;
	const lead =
		shown === 0
			? 'No export is waiting for a decision.'
			: `${counted(shown + more, 'export')} from LinkedIn Recruiter could not be exported by ${shown + more === 1 ? 'itself' : 'themselves'}.`;
	return html`<p class="lead" data-testid="headline">${lead}</p>
		${message && messageBox(message)} ${exports.map((one) => row(one, data))}
		${more > 0 &&
		html`<p class="muted">
			and ${counted(more, 'more', 'more')}, which appear here when these are decided.
		</p>`}
		${shown === 0 && html`<p>You can close this page.</p>`}`;
}

function messageBox({ kind, text, url }: NonNullable<DecisionsPageData['message']>): Html {
	const link = safeLink(url ?? '');
	return html`<p
		class="notice ${kind === 'done' && 'done'}"
		role="${kind === 'problem' ? 'alert' : 'status'}"
		data-testid="message"
		tabindex="-1"
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
	return html`<article class="card" id="${id}" aria-labelledby="${id}-name" tabindex="-1">
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
