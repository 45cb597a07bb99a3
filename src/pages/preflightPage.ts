import { historyPreview } from './historyPreview';
import { type Html, html } from './html';
import { layout } from './layout';
import { LINE_STYLE } from './lineStyle';
import { postForm } from './postForm';
import type { LineGroup, PreflightPageData, ShownLine } from './preflightPageData';
import { counted } from './words';

/** In the query of the connect page: shows this page. */
export const PREFLIGHT_VIEW = 'view=preflight';

/** In the query: a person says that the vendor's own integration is off. Nothing is kept of it. */
export const OWN_INTEGRATION_OFF = 'ownIntegration=off';

const LEVEL_WORDS = { ok: 'OK', look: 'Look', stop: 'Stop' } as const;

/** What is in the way of a connection, before its first step and at any time later; and what the history would come to. */
export function preflightPage(data: PreflightPageData): string {
	const { groups, history, problem, links, address } = data;
	return layout({
		title: 'Before you connect: is everything in place?',
		lead: groups ? leadOf(groups) : 'What would go to LinkedIn. Nothing has been sent.',
		note: 'This page only reads: from SmartRecruiters, from LinkedIn and from n8n. You can open it as often as you like.',
		style: LINE_STYLE,
		body: html`${problem !== '' && html`<p class="notice" role="alert">${problem}</p>`}
		${groups?.map((group) => groupSection(data, group))}
		${groups && html`<p><a href="${address}">Check again</a></p>`}
		${history && historyPreview(data, history)} ${!history && askHistory(data)}`,
		footer: html`<p>
			${!groups && html`<a href="${address}">Check again whether everything is in place</a> `}
			<a href="${links.connect}">Go on to connecting</a>
		</p>`,
	});
}

function leadOf(groups: readonly LineGroup[]): string {
	const lines = groups.flatMap((group) => group.lines);
	const of = (level: ShownLine['level']): number =>
		lines.filter((line) => line.level === level).length;
	const look = of('look') === 0 ? '' : ` ${counted(of('look'), 'line')} to look at.`;
	if (of('stop') === 0) return `Nothing is in the way.${look}`;
	return `${counted(of('stop'), 'thing')} to fix first.${look}`;
}

/** What stops comes first. */
function groupSection(data: PreflightPageData, { title, lines }: LineGroup): Html {
	const id = title.toLowerCase();
	const order = (['stop', 'look', 'ok'] as const).flatMap((level) =>
		lines.filter((line) => line.level === level),
	);
	return html`<section aria-labelledby="${id}">
		<h2 id="${id}">${title}</h2>
		<div class="card">
			<ul class="lines">
				${order.map((line) => lineItem(data, line))}
			</ul>
		</div>
	</section>`;
}

function lineItem(
	{ asksOwnIntegration, address }: PreflightPageData,
	{ check, level, says, whatToDo }: ShownLine,
): Html {
	return html`<li data-check="${check}" data-level="${level}">
		<span class="level ${level}">${LEVEL_WORDS[level]}</span>
		<p>${says}</p>
		${whatToDo !== '' && html`<p class="muted">${whatToDo}</p>`}
		${check === 'ownIntegration' &&
		asksOwnIntegration &&
		html`<p>
			<a href="${address}&amp;${OWN_INTEGRATION_OFF}">I have checked: it is off. Check again</a>
		</p>`}
	</li>`;
}

function askHistory(data: PreflightPageData): Html {
	return html`<section aria-labelledby="history">
		<h2 id="history">What would go</h2>
		<div class="card">
			<p>
				Counts the jobs, candidates and applications that would be sent under the current rules, and
				says which of them LinkedIn would refuse, and why. LinkedIn is not called, and nothing is
				stored. It takes half a minute; a large company takes several parts.
			</p>
			${postForm(data, html`<button name="action" value="whatWouldGo">What would go?</button>`)}
		</div>
	</section>`;
}
