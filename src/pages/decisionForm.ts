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
 * What can be done with one export: choices go by key, and only what can work is offered. Whoever types a name is shown
 * who fits, and puts one among the choices; *Find* puts all of them there.
 *
 * @param id of the export's element, for labels and for where the browser goes after a search
 */
export function decisionForm(one: OpenExport, data: DecisionsPageData, id: string): Html {
	const { exportKey } = one;
	const search = data.search?.exportKey === exportKey ? data.search : undefined;
	const candidates = merged(one.candidates, search?.candidates);
	const chosen = search?.choice ?? '';
	const named = one.name || 'this person';
	const choice = (value: string, text: string): Html => choiceOf(value, text, value === chosen);
	return html`<form method="post">
		<input type="hidden" name="export" value="${exportKey}" />
		${one.mayLink && searchField('candidate', 'candidate', id, search)}
		${one.mayChangeJob && searchField('job', 'job', id, search)}
		<fieldset>
			<legend>What is to be done with ${named}?</legend>
			<ul class="choices" data-of="candidate">
				${one.mayLink &&
				candidates.map((candidate) =>
					candidateChoice(candidate, `link:${candidate.id}` === chosen),
				)}
				${one.mayCreate && choice('create', 'Create a new candidate')}
				${one.mayTryAgain && choice('again', 'Try again')} ${choice('ignore', 'Ignore the export')}
			</ul>
		</fieldset>
		${one.mayChangeJob && [
			search?.jobs && html`<input type="hidden" name="searchedJob" value="${search.jobText}" />`,
			jobChoices(one, search?.jobs ?? [], search?.jobId ?? ''),
		]}
		<p>
			<button class="main" name="action" value="decide">
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
			<span class="chooser">
				<input
					type="text"
					role="combobox"
					aria-autocomplete="list"
					aria-expanded="false"
					aria-controls="${id}-${name}s"
					id="${id}-${name}"
					name="${name}"
					value="${text ?? ''}"
					maxlength="200"
					autocomplete="off"
					spellcheck="false"
				/>
				<ul role="listbox" id="${id}-${name}s" aria-label="${label}" hidden></ul>
			</span>
			<button name="action" value="search" formnovalidate>
				Find<span class="hidden"> a ${what}</span>
			</button>
		</div>
		${found &&
		html`<p class="muted found" role="status" tabindex="-1">${foundText(what, found.length)}</p>`}
	</div>`;
}

function foundText(what: 'candidate' | 'job', count: number): string {
	if (count > 0) return `${count} found: choose below.`;
	return what === 'candidate'
		? 'Nobody found. SmartRecruiters does not show people in the talent pool only.'
		: 'No open job found.';
}

function jobChoices(one: OpenExport, jobs: readonly ChoosableJob[], chosen: string): Html {
	const isListed = jobs.some(({ id }) => id === chosen);
	const kept = one.jobTitle === '' ? 'No other job' : `As it was chosen: ${one.jobTitle}`;
	return html`<fieldset>
		<legend>On which job?</legend>
		<ul class="choices" data-of="job">
			${jobChoice({ id: '', title: kept, detail: '' }, !isListed)}
			${jobs.map((job) => jobChoice(job, job.id === chosen))}
		</ul>
	</fieldset>`;
}

/** A candidate among the choices of an export. */
export function candidateChoice(candidate: ChoosableCandidate, isChosen: boolean): Html {
	const { id, name, detail } = candidate;
	const text = html`It is ${name}${detail && html` <span class="muted">${detail}</span>`}`;
	return choiceOf(`link:${id}`, text, isChosen, candidateLink(candidate));
}

function choiceOf(
	value: string,
	text: Html | string,
	isChosen: boolean,
	more?: Html | false,
): Html {
	return html`<li>
		<label
			><input type="radio" name="choice" value="${value}" required ${isChosen && 'checked'} />
			<span>${text}</span></label
		>
		${more}
	</li>`;
}

/** A job among those on which an export's person may be put; without an id the one that was chosen in Recruiter. */
export function jobChoice({ id, title, detail }: ChoosableJob, isChosen: boolean): Html {
	return html`<li>
		<label
			><input type="radio" name="jobId" value="${id}" ${isChosen && 'checked'} />
			<span>${title}${detail && html` <span class="muted">${detail}</span>`}</span></label
		>
	</li>`;
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
