import type { ConnectPageData } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { textField } from './textField';

/** What hardly anybody has to change, once for all operations. */
export function choicesSection(data: ConnectPageData): Html {
	const { choices, errors, typed, sent } = data;
	const field = (name: keyof ConnectPageData['choices'], label: string, hint: string): Html =>
		textField({
			name,
			label,
			hint,
			value: typed[name] ?? choices[name],
			error: errors[name],
			focus: errors[name] !== undefined,
		});
	return html`<section aria-labelledby="choices">
		<h2 id="choices">Addresses</h2>
		<details class="card" ${sent === 'choices' && html` open`}>
			<summary>For special SmartRecruiters or LinkedIn setups; usually left empty</summary>
			${postForm(data, [
				field(
					'profileUrl',
					'Where Recruiter finds a candidate in SmartRecruiters',
					'{candidateId} stands for the candidate. Empty for SmartRecruiters’ own address. What was sent before is corrected by the nightly comparison.',
				),
				field(
					'closedProfilesPath',
					'Where LinkedIn tells who closed their account',
					'Path and query, for example /rest/atsPurgedExportedCandidates?q=… LinkedIn publishes the resource, but not its query: your LinkedIn partner engineer knows it. {context} stands for your organization.',
				),
				html`<button class="main" name="action" value="choices">Keep these addresses</button>`,
			])}
		</details>
	</section>`;
}
