import { capabilitySections } from './capabilitySections';
import { closedProfilesNotice } from './closedProfilesNotice';
import { contractsSection } from './contractsSection';
import { historySection, runOf } from './historySection';
import { type Html, html } from './html';
import { layout } from './layout';
import { parkedSection } from './parkedSection';
import { postForm } from './postForm';
import type { StatusPageData } from './statusPageData';
import { tablesNotice, tablesSection } from './tablesSection';
import { ago, duration, number } from './words';
import { withQuery } from './withQuery';

const BUSY_REFRESH_S = 10;
const IDLE_REFRESH_S = 60;

/**
 * The page on which an admin sees how the connection is doing. It names contracts and ids of records, never a person's
 * data.
 */
export function statusPage(data: StatusPageData): string {
	const { contracts, nowMs, links, updates, message, address, key } = data;
	const connected = contracts.some(({ state }) => state === 'connected');
	const busy = connected && !runOf(data.sync)?.finishedAt;
	const last = lastActivity(data);
	return layout({
		title: 'SmartRecruiters and LinkedIn Recruiter',
		windowTitle: headline(data),
		lead: headline(data),
		...(last && { note: html`Last activity ${last}` }),
		...(updates && { refreshSeconds: busy ? BUSY_REFRESH_S : IDLE_REFRESH_S }),
		body: html`${message !== undefined && html`<p class="good" role="status">${message}</p>`}
		${data.lostTables.map(
			({ problem, whatToDo }) => html`<p class="notice" role="alert">${problem}. ${whatToDo}</p>`,
		)}
		${tablesNotice(data.tableFill)} ${closedProfilesNotice(data)}
		${contractsSection(contracts, data.sync, links.connect, nowMs)}
		${historySection(data.sync, connected, nowMs)}
		${parkedSection(data.parked, data.parkedLimit, { address, key }, nowMs)}
		${capabilitySections(data)} ${tablesSection(data.tableFill, nowMs)}`,
		footer: html`${supportForm(data)}
			<p>${refreshNote(updates, busy, address)}</p>
			<p>${otherPages(links)}</p>`,
	});
}

/** The one sentence to take away. */
function headline({ acknowledged, contracts: own, sync }: StatusPageData): string {
	const connected = own.filter(({ state }) => state === 'connected').length;
	const open = own.filter(({ state }) => !['connected', 'refused'].includes(state)).length;
	if (!acknowledged) {
		return own.some(({ state }) => state === 'disconnected')
			? 'Disconnected. Nothing is sent.'
			: 'Not connected yet: the sharing of data has not been acknowledged.';
	}
	if (connected === 0) {
		if (own.some(({ state }) => state === 'switchedOff'))
			return 'Paused: access is switched off in LinkedIn Recruiter, and nothing is sent.';
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

function refreshNote(updates: boolean, busy: boolean, address: string): Html {
	return updates
		? html`This page updates itself every ${busy ? BUSY_REFRESH_S : IDLE_REFRESH_S} seconds.
				<a href="${withQuery(address, 'updates=off')}">Pause</a>`
		: html`Updates are paused. <a href="${address}">Resume updates</a>`;
}

function otherPages({ connect, people, disconnect }: StatusPageData['links']): Html {
	const links = [
		[connect, 'Connect, and what may be shared'],
		[people, 'People'],
		[disconnect, 'Disconnect'],
	] as const;
	return html`${links
		.filter(([address]) => address !== '')
		.map(([address, words]) => html`<a href="${address}">${words}</a> `)}`;
}

function supportForm({ address, key }: StatusPageData): Html {
	return postForm(
		{ address, key },
		html`<p>
			<button name="action" value="support">Download the support bundle</button> For LinkedIn’s
			support or ours: versions, counts and the last failed calls; nobody’s data.
		</p>`,
	);
}
