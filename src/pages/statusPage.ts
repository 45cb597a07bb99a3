import { capabilitySections } from './capabilitySections';
import { contractsOf, contractsSection } from './contractsSection';
import { historySection, runOf } from './historySection';
import { type Html, html } from './html';
import { parkedSection } from './parkedSection';
import type { StatusPageData } from './statusPageData';
import { PAGE_STYLE } from './pageStyle';
import { ago, duration, number } from './words';

const BUSY_REFRESH_S = 10;
const IDLE_REFRESH_S = 60;

/**
 * The page on which an admin sees how the connection is doing. One document that loads nothing and runs no script; every
 * value is escaped. It names contracts and ids of records, never a person's data.
 */
export function statusPage(data: StatusPageData): string {
	const { organization, nowMs, links, updates } = data;
	const contracts = contractsOf(data.contracts, organization);
	const connected = contracts.some(({ state }) => state === 'connected');
	const run = runOf(data.sync);
	const busy = connected && !run?.finishedAt;
	const last = lastActivity(data);
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				${updates &&
				html`<meta http-equiv="refresh" content="${busy ? BUSY_REFRESH_S : IDLE_REFRESH_S}" />`}
				<link rel="icon" href="data:," />
				<title>${headline(data)}</title>
				<style>
					${PAGE_STYLE}
				</style>
			</head>
			<body>
				<header>
					<h1>SmartRecruiters and LinkedIn Recruiter</h1>
					<p class="lead" data-testid="headline">${headline(data)}</p>
					${last && html`<p class="muted">Last activity ${last}</p>`}
				</header>
				<main>
					${contractsSection(contracts, links.connect, nowMs)}
					${historySection(data.sync, connected, nowMs)}
					${parkedSection(
						data.parked,
						data.parkedLimit,
						{ link: links.retry, key: data.retryKey },
						nowMs,
					)}
					${capabilitySections(data.sync, data.seats, nowMs)}
				</main>
				<footer>
					<p>${refreshNote(updates, busy)}</p>
				</footer>
			</body>
		</html> `;
	return page.text;
}

/** The one sentence to take away. */
function headline({ contracts, organization, sync }: StatusPageData): string {
	const own = contractsOf(contracts, organization);
	const connected = own.filter(({ state }) => state === 'connected').length;
	const open = own.filter(({ state }) => !['connected', 'refused'].includes(state)).length;
	if (connected === 0) {
		return open > 0 ? 'Not connected yet: access has to be switched on.' : 'Not connected yet.';
	}
	const rest = open > 0 ? ` ${number(open)} more to connect.` : '';
	const run = runOf(sync);
	if (!run || (run.startedAt === '' && run.message === ''))
		return `Connected.${rest} The history follows.`;
	if (run.finishedAt !== '') return `Connected.${rest} The history is at LinkedIn.`;
	if (run.message !== '') return `Connected.${rest} Sending the history has stopped.`;
	const left = run.etaSeconds > 0 ? `, ${duration(run.etaSeconds)} left` : '';
	return `Connected.${rest} The history is being sent${left}.`;
}

function lastActivity({ sync, contracts, nowMs }: StatusPageData): Html | undefined {
	const times = [
		...sync.map(({ heartbeatAt }) => heartbeatAt),
		...contracts.map(({ checkedAt }) => checkedAt),
	]
		.filter((iso) => !Number.isNaN(Date.parse(iso)))
		.sort((a, b) => Date.parse(a) - Date.parse(b));
	const latest = times.at(-1);
	return latest === undefined ? undefined : ago(latest, nowMs);
}

function refreshNote(updates: boolean, busy: boolean): Html {
	return updates
		? html`This page updates itself every ${busy ? BUSY_REFRESH_S : IDLE_REFRESH_S} seconds.
				<a href="?updates=off">Pause</a>`
		: html`This page stands still. <a href="?">Let it update itself</a>`;
}
