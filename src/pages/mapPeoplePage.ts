import { createHash } from 'node:crypto';
import { fold, headline, mapPeople, type PageUser, searchUsers } from './browser/mapPeople';
import { Html, html } from './html';
import type { MapPeopleData } from './mapPeopleData';
import { mapSections } from './mapPeopleRows';
import { MAP_PEOPLE_STYLE } from './mapPeopleStyle';
import { PAGE_STYLE } from './pageStyle';

const STYLE = `${PAGE_STYLE.text}${MAP_PEOPLE_STYLE.text}`;

/** The functions themselves, as the build has compiled them. */
export const MAP_PEOPLE_SCRIPT = `'use strict';\n${[fold, searchUsers, headline, mapPeople].map(String).join('\n')}\nmapPeople();`;

const hashOf = (text: string): string =>
	`'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, and nothing runs but this style and this script; the script may talk to n8n only by fetch. */
const POLICY = [
	"default-src 'none'",
	`style-src ${hashOf(STYLE)}`,
	`script-src ${hashOf(MAP_PEOPLE_SCRIPT)}`,
	'connect-src http: https:',
	'img-src data:',
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

/**
 * The page on which an admin maps people, with everything that it shows. One document that loads nothing else.
 *
 * @param key says that somebody was shown this page: decisions are sent with it
 */
export function mapPeoplePage(
	key: string,
	data: MapPeopleData & { users: readonly PageUser[] },
): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}" />
				<link rel="icon" href="data:," />
				<title>Connect users</title>
				${element('style', STYLE)}
			</head>
			<body data-key="${key}">
				<header>
					<h1>Connect users</h1>
					<p>
						Who in SmartRecruiters is who in LinkedIn Recruiter? InMails and notes of the seats that
						you map come to SmartRecruiters.
					</p>
				</header>
				<main>
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
								>Seats that you leave open are not asked about again until something changes.</span
							>
						</div>
					</div>
					<div id="closed" class="card" hidden>
						<h2>Done</h2>
						<p id="closed-text" data-testid="closed"></p>
						<button id="back">Back to the list</button>
					</div>
				</main>
				${jsonElement('users', data.users)} ${element('script', MAP_PEOPLE_SCRIPT)}
			</body>
		</html> `.text;
}

/** Byte for byte, because the policy names its hash. */
const element = (name: string, content: string): Html => new Html(`<${name}>${content}</${name}>`);

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
