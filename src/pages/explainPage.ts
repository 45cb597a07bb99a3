import { type Html, html } from './html';
import { layout } from './layout';
import { postForm } from './postForm';
import { selectField } from './selectField';
import { textField } from './textField';

export type ExplainField = 'holder' | 'about' | 'candidate' | 'job' | 'viewer' | 'day';

export interface ExplainPageData {
	address: string;
	key: string;
	/** Which form was sent; the first before. */
	question: 'activity' | 'candidate' | 'job';
	/** What was typed. */
	typed: Readonly<Record<ExplainField, string>>;
	/** What is wrong with a field. */
	problem?: { field: ExplainField; text: string };
	/** Several fit what was typed. */
	choice?: { field: ExplainField; options: ReadonlyArray<readonly [string, string]> };
	answer?: ExplainAnswer;
}

export interface ExplainAnswer {
	isWell: boolean;
	reason: string;
	fix: string;
	chain: ReadonlyArray<{ link: string; state: 'ok' | 'broken' | 'not checked'; detail: string }>;
}

const MARKS = { ok: '✓', broken: '✗', 'not checked': '–' };
const WORDS = { ok: 'in order', broken: 'stops here', 'not checked': 'not looked at' };

/** The page on which somebody asks why something is not where it should be; answers in words, and names what to do. */
export function explainPage(data: ExplainPageData): string {
	return layout({
		title: 'Why is it not there?',
		lead: data.answer ? data.answer.reason : 'Say what is missing. Names are enough.',
		body: html`${data.answer && answerSection(data.answer)}${activityForm(data)}${candidateForm(
			data,
		)}${jobForm(data)}`,
		footer: html`<p>Nothing is changed by asking.</p>`,
	});
}

function answerSection({ isWell, fix, chain }: ExplainAnswer): Html {
	return html`<section class="card" aria-labelledby="answer">
		<h2 id="answer">${isWell ? 'It is there' : 'What to do'}</h2>
		<p data-testid="fix">${fix}</p>
		<details open>
			<summary>What was looked at</summary>
			<ol>
				${chain.map(
					({ link, state, detail }) =>
						html`<li>
							<span aria-hidden="true">${MARKS[state]}</span> ${link}:
							${WORDS[state]}${detail && html` <span class="muted">(${detail})</span>`}
						</li>`,
				)}
			</ol>
		</details>
	</section>`;
}

function activityForm(data: ExplainPageData): Html {
	return section(data, 'activity', 'An InMail or a note is not in SmartRecruiters', [
		field(data, 'holder', 'Who wrote or received it in Recruiter', 'Name of the seat holder'),
		field(data, 'day', 'On which day', 'Year, month and day, for example 2026-11-24'),
		field(data, 'about', 'The candidate on whom it is missing', 'Name; can be left empty'),
	]);
}

function candidateForm(data: ExplainPageData): Html {
	return section(data, 'candidate', 'Recruiter does not show somebody as a candidate', [
		field(data, 'candidate', 'Candidate', 'Name or e-mail address'),
	]);
}

function jobForm(data: ExplainPageData): Html {
	return section(data, 'job', 'A job cannot be chosen in Recruiter, or somebody does not see it', [
		field(data, 'job', 'Job', 'Title, or part of it'),
		field(
			data,
			'viewer',
			'Who does not see it',
			'Name of the seat holder; leave it empty to learn who sees it',
		),
	]);
}

function section(
	data: ExplainPageData,
	question: ExplainPageData['question'],
	title: string,
	fields: readonly Html[],
): Html {
	return html`<section class="card" aria-labelledby="${question}-title">
		<h2 id="${question}-title">${title}</h2>
		${postForm(
			data,
			html`<input type="hidden" name="question" value="${question}" />${fields}<button
					type="submit"
				>
					Find out
				</button>`,
		)}
	</section>`;
}

/** A field for a name; where several fit, with the list to choose from, which counts as long as the name stays. */
function field(
	{ typed, problem, choice }: ExplainPageData,
	name: ExplainField,
	label: string,
	hint: string,
): Html {
	const isWrong = problem?.field === name;
	const text = textField({
		...{ name, label, hint, value: typed[name], focus: isWrong },
		error: isWrong ? problem.text : undefined,
	});
	if (choice?.field !== name) return text;
	const options = [['', 'Choose one'] as const, ...choice.options];
	return html`${text}<input type="hidden" name="${name}For" value="${typed[name]}" />${selectField({
			name: `${name}Chosen`,
			label: 'Several match. Which one?',
			value: '',
			options,
		})}`;
}
