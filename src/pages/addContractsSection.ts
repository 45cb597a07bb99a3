import { contractTitle } from './contractsSection';
import type { ConnectPageData, ShownContract } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { selectField } from './selectField';
import { textField } from './textField';
import { urnNumber } from './words';

const STATES = new Map([
	['chosen', 'Access not requested yet'],
	['requested', 'Access requested'],
	['waiting', 'To be switched on in Recruiter'],
	['connected', 'Connected'],
	['refused', 'Not accepted'],
	['switchedOff', 'Switched off in Recruiter'],
	['disconnected', 'Disconnected'],
]);

/** The contracts so far, and two ways to add one. */
export function addContractsSection(data: ConnectPageData): Html {
	const { contracts, step, sent, errors, typed, onboardingLink } = data;
	const open = step === 'add' || sent === 'add' || contracts.length === 0;
	return html`<section aria-labelledby="add">
		<h2 id="add">Contracts</h2>
		${contracts.map((row) => card(row, data))}
		<details class="card" ${open && html` open`}>
			<summary>Add a contract</summary>
			<p>
				A contract is your company’s subscription to LinkedIn Recruiter. Recruiter Corporate and
				Recruiter Professional Services can be connected; Recruiter Lite cannot.
			</p>
			${onboardingLink === ''
				? html`<p>
						Access to the contract has to be requested in LinkedIn’s window first. Ask whoever set
						this connection up for the page with it.
					</p>`
				: html`<h3>Choose it in LinkedIn</h3>
						<p>
							<a href="${onboardingLink}" target="_blank" rel="noopener">Open the LinkedIn page</a>,
							sign in as a Recruiter admin, and choose the contract. Then come back here and load
							this page again.
						</p>`}
			<h3>Or type its number</h3>
			<p>If access was requested in LinkedIn before.</p>
			${postForm(data, [
				textField({
					name: 'number',
					label: 'Contract number',
					placeholder: '555000111',
					hint: 'Separate several with commas.',
					value: typed.number,
					error: errors.number,
					focus: errors.number !== undefined,
				}),
				textField({ name: 'called', label: 'What you call it', value: typed.called }),
				selectField({
					name: 'product',
					label: 'Product',
					value: typed.product ?? 'unknown',
					options: [
						['unknown', 'I do not know'],
						['recruiterCorporate', 'Recruiter Corporate'],
						['recruiterProfessionalServices', 'Recruiter Professional Services'],
						['recruiterLite', 'Recruiter Lite'],
					],
				}),
				html`<button class="main" name="action" value="add">Add</button>`,
			])}
		</details>
	</section>`;
}

function card(row: ShownContract, data: ConnectPageData): Html {
	const removable = row.state === 'chosen' || row.state === 'refused';
	return html`<article class="card" data-contract="${urnNumber(row.contract)}">
		<h3>
			${contractTitle(row)}${row.name !== '' &&
			html` <span class="muted">contract ${urnNumber(row.contract)}</span>`}
		</h3>
		<p class="pill ${row.state === 'connected' ? 'on' : ''}">
			${STATES.get(row.state) ?? 'Not known'}
		</p>
		${row.missing !== '' && html`<p><strong>Missing:</strong> ${row.missing}</p>`}
		${row.whatToDo !== '' && html`<p>${row.whatToDo}</p>`} ${renaming(row, data)}
		${removable &&
		postForm(data, [
			html`<input type="hidden" name="contract" value="${row.contract}" />`,
			html`<button name="action" value="forget">
				Take ${row.name || urnNumber(row.contract)} off the list
			</button>`,
		])}
	</article>`;
}

/** LinkedIn does not always tell what a contract is called. */
function renaming({ contract, name }: ShownContract, data: ConnectPageData): Html {
	const number = urnNumber(contract);
	return html`<details>
		<summary>
			${name === '' ? 'Give' : 'Change'} its name<span class="hidden"> (${number})</span>
		</summary>
		${postForm(data, [
			html`<input type="hidden" name="contract" value="${contract}" />`,
			textField({
				name: 'newName',
				id: `newName-${number}`,
				label: `What you call contract ${number}`,
				value: name,
			}),
			html`<button name="action" value="name">Keep the name</button>`,
		])}
	</details>`;
}
