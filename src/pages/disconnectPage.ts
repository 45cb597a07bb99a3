import { type Html, html } from './html';
import { layout } from './layout';
import { postForm } from './postForm';
import { textField } from './textField';
import { tickBox } from './tickBox';
import { ago, number } from './words';
import { withQuery } from './withQuery';

/** How many were counted, and whether there may be more. */
export interface Counted {
	count: number;
	more: boolean;
}

/** What the page tells and asks. */
export interface DisconnectPageData {
	/** `connected`: there is something to end. `removing`: it is being taken back. `disconnected`: it was ended. */
	state: 'notConnected' | 'connected' | 'removing' | 'disconnected';
	/** Candidates that are known to be at LinkedIn; 0 when not known. */
	people: Counted;
	/** The stream that removes, if there is one. */
	removal?: {
		done: number;
		total: number;
		/** What LinkedIn still holds after all. */
		rejected: number;
		activity: string;
		message: string;
		startedAt: string;
		finishedAt: string;
	};
	/** How many records were deleted for this reason, with LinkedIn's answer kept for each. */
	proofs: Counted;
	/** Whether LinkedIn still has to forget the callback URL and the viewers. */
	linkedInHolds: boolean;
	/** Where the switches are in Recruiter. */
	clickPath: string;
	recruiterUrl: string;
	message: string;
	problem: string;
	errors: Readonly<Record<string, string>>;
	typed: Readonly<Record<string, string>>;
	/** Whether the page comes again by itself while something is being taken back. */
	updates: boolean;
	address: string;
	key: string;
	links: { status: string; connect: string };
	nowMs: number;
}

const WORD = 'DISCONNECT';
const REFRESH_S = 15;

/** Ends the connection: what stays, what goes, how long it takes; then how far it is, and the proof. */
export function disconnectPage(data: DisconnectPageData): string {
	const { state, message, problem, links } = data;
	return layout({
		title: 'Disconnect SmartRecruiters from LinkedIn Recruiter',
		lead: leadOf(data),
		...(state === 'removing' && data.updates && { refreshSeconds: REFRESH_S }),
		body: html`${message !== '' && html`<p class="good" role="status">${message}</p>`}
		${problem !== '' && html`<p class="notice" role="alert">${problem}</p>`}
		${state === 'connected' && confirmation(data)} ${data.linkedInHolds && linkedInHolds(data)}
		${state === 'disconnected' && data.removal === undefined && confirmation(data)}
		${data.removal && progress(data)}
		${state === 'disconnected' && remainingOf(data) > 0 && confirmation(data)}
		${state !== 'notConnected' && switches(data)}`,
		footer: html`${state === 'removing' && html`<p>${refreshNote(data)}</p>`}
			<p>
				${links.status !== '' && html`<a href="${links.status}">See how it is going</a> `}
				${links.connect !== '' && html`<a href="${links.connect}">Connect again</a>`}
			</p>`,
	});
}

function leadOf({ state, removal }: DisconnectPageData): string {
	switch (state) {
		case 'notConnected':
			return 'Nothing is connected.';
		case 'connected':
			return 'Nothing has been done yet.';
		case 'removing':
			return 'Disconnected. What was sent is being deleted at LinkedIn.';
		case 'disconnected':
			if (!removal) return 'Disconnected. Nothing is sent.';
			return removal.rejected > 0
				? 'Disconnected. Not everything could be deleted at LinkedIn.'
				: 'Disconnected. Everything that was sent is deleted at LinkedIn.';
	}
}

const refreshNote = ({ updates, address }: DisconnectPageData): Html =>
	updates
		? html`This page updates itself every ${REFRESH_S} seconds.
				<a href="${withQuery(address, 'updates=off')}">Pause</a>`
		: html`Updates are paused. <a href="${address}">Resume updates</a>`;

const remainingOf = ({ removal }: DisconnectPageData): number => removal?.rejected ?? 0;

function linkedInHolds(data: DisconnectPageData): Html {
	return html`<section aria-labelledby="holds">
		<h2 id="holds">LinkedIn has to be asked again</h2>
		<div class="card">
			<p>
				LinkedIn still has the address for its notifications, or the list of those who see jobs and
				applications. Nothing that it sends is written any more.
			</p>
			${postForm(
				data,
				html`<button class="main" name="action" value="tellLinkedIn">Tell LinkedIn again</button>`,
			)}
		</div>
	</section>`;
}

const atLeast = ({ count, more }: Counted): string => `${number(count)}${more ? ' or more' : ''}`;

function confirmation(data: DisconnectPageData): Html {
	const { people, errors, typed } = data;
	return html`<section aria-labelledby="what">
		<h2 id="what">What happens</h2>
		<div class="card">
			<ul>
				<li>
					<strong>At once:</strong> nothing more is sent to LinkedIn, and LinkedIn sends nothing
					more here.
				</li>
				<li>
					<strong>If you take it back:</strong> candidates, applications, notes and feedback that
					were sent are deleted at
					LinkedIn${people.count > 0 && ` (${atLeast(people)} people are known)`}. Jobs cannot be
					deleted there: they are closed, and their text is replaced.
				</li>
				<li>
					<strong>What stays:</strong> exported candidates, InMails and notes in SmartRecruiters;
					the list of what was deleted, as proof.
				</li>
				<li>
					<strong>How long:</strong> stopping takes a second. Taking back goes on automatically, for
					hours in a large company; at the end every record is looked up again.
				</li>
			</ul>
			${postForm(data, [
				tickBox({
					name: 'removeEverything',
					label: 'Delete everything that was sent',
					checked: typed.removeEverything === 'yes',
				}),
				textField({
					name: 'confirmation',
					label: `Type ${WORD} to confirm`,
					value: typed.confirmation,
					error: errors.confirmation,
					focus: errors.confirmation !== undefined,
				}),
				html`<button class="danger" name="action" value="disconnect">Disconnect</button>`,
			])}
		</div>
	</section>`;
}

/** Whether somebody typed what confirms. */
export const isConfirmed = (typed: string): boolean => typed.trim().toUpperCase() === WORD;

function progress({ removal, proofs, nowMs }: DisconnectPageData): Html | undefined {
	if (!removal) return undefined;
	return html`<section aria-labelledby="removal">
		<h2 id="removal">Taking back</h2>
		<div class="card" data-state="${removal.finishedAt ? 'finished' : 'running'}">
			${removal.activity !== '' && html`<p class="activity">${removal.activity}</p>`}
			<p>
				${number(removal.done)}${removal.total > 0 && ` of ${number(removal.total)}`} removed.
				${proofs.count > 0 &&
				`${atLeast(proofs)} deletions are kept with LinkedIn’s answer in the Data Table rsc_deletions.`}
			</p>
			${removal.message !== '' && html`<p class="notice" role="alert">${removal.message}</p>`}
			<p class="muted">
				${removal.finishedAt
					? html`Finished ${ago(removal.finishedAt, nowMs)}`
					: html`Started ${ago(removal.startedAt, nowMs)}. It goes on automatically.`}
			</p>
		</div>
	</section>`;
}

function switches({ state, clickPath, recruiterUrl }: DisconnectPageData): Html {
	return html`<section aria-labelledby="recruiter">
		<h2 id="recruiter">In LinkedIn Recruiter</h2>
		<p class="card">
			${state === 'connected' ? 'Afterwards, only' : 'Only'} a Recruiter admin can turn the switches
			off: <a href="${recruiterUrl}" target="_blank" rel="noopener">${clickPath}</a>.
		</p>
	</section>`;
}
