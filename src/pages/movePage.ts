import { historySection } from './historySection';
import { type Html, html } from './html';
import { layout } from './layout';
import { LINE_STYLE } from './lineStyle';
import type { MovePageData, ShownStep } from './movePageData';
import { postForm } from './postForm';
import { selectField } from './selectField';
import { tickBox } from './tickBox';
import { urnNumber } from './words';

/** In the query of the connect page: shows this page. */
export const MOVE_VIEW = 'view=move';

const STATES = {
	done: ['ok', 'Done'],
	open: ['look', 'Open'],
	stop: ['stop', 'Stop'],
} as const;

/** Another company page, contract or SmartRecruiters company: what it means, what comes first, and how far it is. */
export function movePage(data: MovePageData): string {
	const { moved, problem, links } = data;
	return layout({
		title: 'Move to another contract or company page',
		lead: leadOf(data),
		note: 'Doing it again does no harm: what was done stays done.',
		style: LINE_STYLE,
		body: html`${problem !== '' && html`<p class="notice" role="alert">${problem}</p>`}
		${moved && stepsSection(moved.steps, links.connect)} ${sections(data)}
		${moved && historySection(data.sync, data.connected, data.nowMs)}`,
		footer: html`<p>
			<a href="${links.connect}">Go on with connecting</a> ${links.status !== '' &&
			html`<a href="${links.status}">See how it is going</a>`}
		</p>`,
	});
}

/** What is noticed comes first. */
function sections(data: MovePageData): Html[] {
	const linkedIn = [companyPageSection(data), contractSection(data)];
	const isAts = data.isOtherAts || data.moved?.move === 'atsCompany';
	return isAts ? [atsSection(data), ...linkedIn] : [...linkedIn, atsSection(data)];
}

function leadOf({ moved, before, isOtherAts }: MovePageData): string {
	if (moved) {
		const has = (state: ShownStep['state']): boolean =>
			moved.steps.some((step) => step.state === state);
		if (has('stop')) return 'Something has to come first.';
		return has('open') ? 'Taken over as far as possible for now.' : 'Taken over.';
	}
	if (isOtherAts) return 'SmartRecruiters is another company than before.';
	return before.length > 0
		? 'Another company page was connected before.'
		: 'Choose what becomes another one.';
}

/** Steps that a person takes on the connect page. */
const ON_CONNECT_PAGE = ['acknowledged', 'sharingRules', 'connected'];

function stepsSection(steps: readonly ShownStep[], connect: string): Html {
	const isDone = steps.some(({ state }) => state === 'done');
	const leads = steps.some(({ step, state }) => state === 'open' && ON_CONNECT_PAGE.includes(step));
	return html`<section aria-labelledby="steps">
		<h2 id="steps">${isDone ? 'What was done' : 'What has to come first'}</h2>
		<div class="card">
			<ul class="lines">
				${steps.map(({ step, state, says, whatToDo }) => {
					const [level, word] = STATES[state];
					return html`<li data-step="${step}" data-state="${state}">
						<span class="level ${level}">${word}</span>
						<p>${says}</p>
						${whatToDo !== '' && html`<p class="muted">${whatToDo}</p>`}
					</li>`;
				})}
			</ul>
			${leads && html`<p><a href="${connect}">Go on with connecting</a>, then come back here.</p>`}
		</div>
	</section>`;
}

function companyPageSection(data: MovePageData): Html {
	const { before, organization, clickPath, recruiterUrl, errors, chosen } = data;
	return html`<section aria-labelledby="company-page">
		<h2 id="company-page">Another LinkedIn company page</h2>
		<div class="card">
			<p>
				LinkedIn names everything that was sent by the company page. Rules, people, and what was
				written are taken over; LinkedIn is asked for every candidate under the new page, and only
				who differs or is missing there is sent.
			</p>
			${before.length === 0
				? html`<p>
						The LinkedIn credential names company page ${urnNumber(organization)}, and no other one
						was connected here. Enter the number of the new page as <em>Organization</em> in the
						credential, and open this page again.
					</p>`
				: postForm(data, [
						html`<p>
							<strong>Disable both sides first:</strong> in
							<a href="${recruiterUrl}" target="_blank" rel="noopener">Recruiter</a>, ${clickPath},
							for the old company page. This side ends it with the button below.
						</p>`,
						selectField({
							name: 'from',
							label: 'Previous company page',
							value: chosen.from,
							options: before.map((one) => [one.organization, one.label] as const),
						}),
						tickBox({
							name: 'switchesOff',
							label: 'Both switches of the old company page are off in Recruiter',
							checked: chosen.switchesOff,
							error: errors.switchesOff,
							focus: errors.switchesOff !== undefined,
						}),
						html`<button class="main" name="action" value="companyPage">
							Take over to company page ${urnNumber(organization)}
						</button>`,
					])}
		</div>
	</section>`;
}

function contractSection(data: MovePageData): Html {
	const { contracts, links, errors, chosen } = data;
	return html`<section aria-labelledby="contract">
		<h2 id="contract">Another Recruiter contract</h2>
		<div class="card">
			<p>
				Everything that was sent stays: it belongs to the company page. People get the same user on
				their seat of the new contract.
				<a href="${links.connect}">Connect the new contract</a> first, and leave the company level
				on in Recruiter.
			</p>
			${contracts.length === 0
				? html`<p>No contract of this company page is connected.</p>`
				: postForm(data, [
						html`<fieldset>
							<legend>Contracts that end</legend>
							${contracts.map(({ contract, label }, index) =>
								tickBox({
									name: 'ending',
									value: contract,
									label,
									checked: chosen.ending.includes(contract),
									error: index === 0 ? errors.ending : undefined,
									focus: index === 0 && errors.ending !== undefined,
								}),
							)}
						</fieldset>`,
						html`<button class="main" name="action" value="contract">
							Move to the other contracts
						</button>`,
					])}
		</div>
	</section>`;
}

function atsSection(data: MovePageData): Html {
	return html`<section aria-labelledby="ats-company">
		<h2 id="ats-company">Another SmartRecruiters company</h2>
		<div class="card">
			<p>
				Candidates, jobs and users have other ids there, so nothing that was sent can stay. First,
				with the previous SmartRecruiters credential: disconnect, delete everything that was sent,
				and wait for the end of it. Then change the credential in every workflow. People are found
				again by their e-mail address; what may be shared is decided again; everything is sent
				again.
			</p>
			${data.isOtherAts
				? postForm(
						data,
						html`<button class="main" name="action" value="atsCompany">
							Take over to this SmartRecruiters company
						</button>`,
					)
				: html`<p>
						What is stored belongs to the SmartRecruiters company of the credential, or nothing is
						stored.
					</p>`}
		</div>
	</section>`;
}
