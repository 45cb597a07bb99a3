import { historyPreview } from './historyPreview';
import { Html, html } from './html';
import { layout } from './layout';
import { postForm } from './postForm';
import type { LineGroup, PreflightPageData, ShownLine } from './preflightPageData';
import { counted } from './words';

/** In the query of the connect page: shows this page. */
export const PREFLIGHT_VIEW = 'view=preflight';

/** In the query: a person says that the vendor's own integration is off. Nothing is kept of it. */
export const OWN_INTEGRATION_OFF = 'ownIntegration=off';

const LEVEL_WORDS = { ok: 'OK', look: 'Look', stop: 'Stop' } as const;

const STYLE = new Html(`
.lines { list-style: none; margin: 0; padding: 0; } .lines li { display: grid; grid-template-columns: 4.5rem 1fr; gap: .25rem .75rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.lines li:first-child { border-top: 0; padding-top: 0; } .lines p { margin: 0; grid-column: 2; overflow-wrap: anywhere; } .lines .level { grid-column: 1; font-weight: 600; text-align: center; align-self: start; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; }
.level.ok { color: var(--on); background: var(--on-back); } .level.look { color: var(--accent); } .level.stop { color: var(--off); background: var(--off-back); }
@media (max-width: 30rem) { .lines li { grid-template-columns: 1fr; } .lines p { grid-column: 1; } .lines .level { justify-self: start; } }
`);

/** What is in the way of a connection, before its first step and at any time later; and what the history would come to. */
export function preflightPage(data: PreflightPageData): string {
	const { groups, history, problem, links, address } = data;
	return layout({
		title: 'Before you connect: is everything in place?',
		lead: groups ? leadOf(groups) : 'What would go to LinkedIn. Nothing has been sent.',
		note: 'This page only reads: from SmartRecruiters, from LinkedIn and from n8n. You can open it as often as you like.',
		style: STYLE,
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
	if (of('stop') === 0) return `Nothing stands in the way.${look}`;
	return `${counted(of('stop'), 'thing')} to put right first.${look}`;
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
