import { combobox } from './browser/combobox';
import { headline, mapPeople } from './browser/mapPeople';
import { fold, type PageUser, searchUsers } from './browser/searchUsers';
import { sendFields } from './browser/sendFields';
import { Html, html } from './html';
import { layout } from './layout';
import type { MapPeopleData } from './mapPeopleData';
import { mapSections } from './mapPeopleRows';
import { MAP_PEOPLE_STYLE } from './mapPeopleStyle';

/** The functions themselves, as the build has compiled them. */
export const MAP_PEOPLE_SCRIPT = `'use strict';\n${[fold, searchUsers, headline, combobox, sendFields, mapPeople].map(String).join('\n')}\nmapPeople(combobox, sendFields, fold, searchUsers);`;

/**
 * The page on which an admin maps people, with everything that it shows. One document that loads nothing else.
 *
 * @param key says that somebody was shown this page: decisions are sent with it
 */
export function mapPeoplePage(
	key: string,
	data: MapPeopleData & { users: readonly PageUser[] },
): string {
	return layout({
		title: 'Connect users',
		body: html`<p>
				Which SmartRecruiters user holds which Recruiter seat? InMails and notes of the seats that
				you map are imported into SmartRecruiters.
			</p>
			${data.followsTeams &&
			html`<p data-testid="sight">
				Recruiter shows jobs to their hiring teams. Whom you map sees theirs within a minute and
				about two and a half minutes for each 1,000 jobs; whom you unmap loses them within about a
				minute.
			</p>`}
			<noscript><p class="notice">This page needs JavaScript.</p></noscript>
			<div id="work" hidden>
				<p class="lead" id="headline" data-testid="headline"></p>
				<div class="toolbar">
					<div class="filters" role="group" aria-label="Show">
						${filterButton('open', 'To decide')} ${filterButton('mapped', 'Mapped')}
						${filterButton('none', 'No user')} ${filterButton('all', 'All')}
					</div>
					<input
						id="find"
						type="search"
						aria-label="Find a seat holder"
						placeholder="Find a seat holder"
						autocomplete="off"
					/>
					<button id="confirm-certain" class="main" hidden></button>
					<button id="confirm-likely" hidden></button>
					<p id="notes" role="status" aria-live="polite" hidden></p>
				</div>
				<div id="map">${mapSections(data)}</div>
				<div class="closing">
					<button id="close" class="main">Close</button>
					<span class="muted"
						>Seats that you leave open are not shown as changes until something changes.</span
					>
				</div>
			</div>
			<div id="closed" class="card" hidden>
				<h2>Done</h2>
				<p id="closed-text" data-testid="closed"></p>
				<button id="back">Back to the list</button>
			</div>
			${jsonElement('users', data.users)}`,
		script: MAP_PEOPLE_SCRIPT,
		style: MAP_PEOPLE_STYLE,
		scriptKey: key,
	});
}

/** Data for the script: a browser does not run it, and nothing in it can end the element. */
function jsonElement(id: string, value: unknown): Html {
	const json = JSON.stringify(value).replace(
		/[<>&{}$\u2028\u2029]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	// Braces of the JSON itself are not needed: it is a list of lists.
	return new Html(`<script type="application/json" id="${id}">${json}</script>`);
}

function filterButton(name: string, label: string): Html {
	return html`<button id="filter-${name}" aria-pressed="false">
		${label} <span class="count" id="count-${name}"></span>
	</button>`;
}
