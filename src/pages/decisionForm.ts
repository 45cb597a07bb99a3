import type {
	ChoosableCandidate,
	ChoosableJob,
	DecisionSearch,
	DecisionsPageData,
	OpenExport,
} from './decisionsPageData';
import { type Html, html } from './html';
import { safeLink } from './safeLink';

/**
 * What can be done with one export: choices go by key, and only what can work is offered. Typing a name and pressing
 * Enter searches; the page comes back with what was found among the choices.
 *
 * @param id of the export's element, for labels and for where the browser goes after a search
 */
export function decisionForm(one: OpenExport, data: DecisionsPageData, id: string): Html {
	const { exportKey } = one;
	const search = data.search?.exportKey === exportKey ? data.search : undefined;
	const candidates = merged(one.candidates, search?.candidates);
	const chosen = search?.choice ?? '';
	const named = one.name || 'this person';
	const choice = (value: string, text: Html | string, more?: Html | false): Html =>
		html`<li>
			<label
				><input
					type="radio"
					name="choice"
					value="${value}"
					required
					${value === chosen && 'checked'}
				/>
				<span>${text}</span></label
			>
			${more}
		</li>`;
	return html`<form method="post" action="${data.address}#${id}">
		<input type="hidden" name="key" value="${data.key}" />
		<input type="hidden" name="export" value="${exportKey}" />
		${one.mayLink && searchField('candidate', 'candidate', id, search)}
		${one.mayChangeJob && searchField('job', 'job', id, search)}
		<fieldset>
			<legend>What is to be done with ${named}?</legend>
			<ul class="choices">
				${one.mayLink &&
				candidates.map((candidate) =>
					choice(`link:${candidate.id}`, candidateText(candidate), candidateLink(candidate)),
				)}
				${one.mayCreate && choice('create', 'Create a new candidate')}
				${one.mayTryAgain && choice('again', 'Try again')} ${choice('ignore', 'Ignore the export')}
			</ul>
		</fieldset>
		${one.mayChangeJob && search?.jobs && jobChoices(one, search.jobs, search.jobId)}
		<p>
			<button class="main" name="action" value="decide" formaction="${data.address}">
				Do it<span class="hidden"> for ${named}</span>
			</button>
		</p>
	</form>`;
}

/** Comes before the choices, so that Enter searches: a browser presses the form's first button. */
function searchField(
	what: 'candidate' | 'job',
	name: 'candidate' | 'job',
	id: string,
	search: DecisionSearch | undefined,
): Html {
	const text = what === 'candidate' ? search?.candidateText : search?.jobText;
	const found = what === 'candidate' ? search?.candidates : search?.jobs;
	const label =
		what === 'candidate'
			? 'Find a candidate in SmartRecruiters, by name or e-mail'
			: 'Find another open job, by its title';
	return html`<div class="find">
		<label for="${id}-${name}">${label}</label>
		<div class="row">
			<input
				type="search"
				id="${id}-${name}"
				name="${name}"
				value="${text ?? ''}"
				maxlength="200"
				autocomplete="off"
			/>
			<button name="action" value="search" formnovalidate>
				Find<span class="hidden"> a ${what}</span>
			</button>
		</div>
		${found && html`<p class="muted" role="status">${foundText(what, found.length)}</p>`}
	</div>`;
}

function foundText(what: 'candidate' | 'job', count: number): string {
	if (count > 0) return `${count} found: choose below.`;
	return what === 'candidate'
		? 'Nobody found. SmartRecruiters does not show people in the talent pool only.'
		: 'No open job found.';
}

function jobChoices(one: OpenExport, jobs: readonly ChoosableJob[], chosen: string): Html {
	const kept = one.jobTitle === '' ? 'No other job' : `As it was chosen: ${one.jobTitle}`;
	const choice = (value: string, text: Html | string): Html =>
		html`<li>
			<label
				><input type="radio" name="jobId" value="${value}" ${value === chosen && 'checked'} />
				<span>${text}</span></label
			>
		</li>`;
	return html`<fieldset>
		<legend>On which job?</legend>
		<ul class="choices">
			${choice('', kept)}
			${jobs.map(({ id, title, detail }) =>
				choice(id, html`${title}${detail && html` <span class="muted">${detail}</span>`}`),
			)}
		</ul>
	</fieldset>`;
}

function candidateText({ name, detail }: ChoosableCandidate): Html {
	return html`It is ${name}${detail && html` <span class="muted">${detail}</span>`}`;
}

function candidateLink({ name, url }: ChoosableCandidate): Html | false {
	const link = safeLink(url);
	return (
		link !== '' &&
		html`<a href="${link}" target="_blank" rel="noreferrer"
			>Look<span class="hidden"> at ${name} in SmartRecruiters</span></a
		>`
	);
}

/** Those who were suggested, then those who were found, each once. */
function merged(
	suggested: readonly ChoosableCandidate[],
	found: readonly ChoosableCandidate[] = [],
): ChoosableCandidate[] {
	const known = new Set(suggested.map(({ id }) => id));
	return [...suggested, ...found.filter(({ id }) => !known.has(id))];
}
