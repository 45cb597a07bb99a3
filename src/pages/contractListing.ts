import { isToBeRequested } from './connectStep';
import { type Html, html } from './html';
import type { ContractRow } from './statusPageData';
import { levelWord, urnNumber } from './words';

/**
 * Contracts as a form page shows them, without those of which there is nothing to tell yet: only markup that n8n's forms
 * let through, which have no classes and no styles.
 */
export function contractListing(contracts: readonly ContractRow[]): Html {
	const told = contracts.filter((row) => !isToBeRequested(row) || row.whatToDo !== '');
	return html`${told.map(
		(row) =>
			html`<h3>${contractLabel(row)}</h3>
				${state(row)}`,
	)}`;
}

/** The name with the number, or the number alone; without signs that mean something to n8n's forms. */
export function contractLabel(row: ContractRow): string {
	const number = urnNumber(row.contract);
	const name = row.name.replace(/[<>{}$,\\]/g, ' ').trim();
	return name ? `${name} (contract ${number})` : `Contract ${number}`;
}

function state(row: ContractRow): Html {
	if (row.state === 'refused') return html`<p>Not accepted. ${row.whatToDo}</p>`;
	if (isToBeRequested(row)) return html`<p>${row.whatToDo}</p>`;
	return html`<ul>
			<li>Company level: <b>${levelWord(row.companyLevel)}</b></li>
			<li>Contract level: <b>${levelWord(row.contractLevel)}</b></li>
		</ul>
		${row.missing && html`<p><b>Missing:</b> ${row.missing}</p>`}
		${row.whatToDo && html`<p>${row.whatToDo}</p>`}`;
}
