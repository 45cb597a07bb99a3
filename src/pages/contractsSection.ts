import { type Html, html } from './html';
import type { ContractRow } from './statusPageData';
import { ago, levelWord, urnNumber } from './words';

/** What a contract is called: its name, or its number. */
export const contractTitle = ({ name, contract }: ContractRow): string =>
	name || `Contract ${urnNumber(contract)}`;

/** Each contract with both levels of access, and what is missing. */
export function contractsSection(
	rows: readonly ContractRow[],
	connectLink: string,
	nowMs: number,
): Html {
	return html`<section aria-labelledby="contracts">
		<h2 id="contracts">Contracts</h2>
		${rows.length === 0 && html`<p class="muted">No contract has been added yet.</p>`}
		${rows.map((row) => contractCard(row, nowMs))}
		${connectLink !== '' &&
		html`<p>
			<a href="${connectLink}"
				>${rows.length === 0 ? 'Connect a contract' : 'Add a contract, or go on connecting'}</a
			>
		</p>`}
	</section>`;
}

function contractCard(row: ContractRow, nowMs: number): Html {
	const checked = ago(row.checkedAt, nowMs);
	return html`<article class="card" data-contract="${urnNumber(row.contract)}">
		<h3>
			${contractTitle(row)}${row.name &&
			html` <span class="muted">contract ${urnNumber(row.contract)}</span>`}
		</h3>
		${row.state === 'refused' ? html`<p class="pill off">Not accepted</p>` : levels(row)}
		${row.missing && html`<p><strong>Missing:</strong> ${row.missing}</p>`}
		${row.whatToDo && html`<p>${row.whatToDo}</p>`}
		${checked && html`<p class="muted">Checked ${checked}</p>`}
	</article>`;
}

/** Both levels of access. */
export function levels({ state, companyLevel, contractLevel }: ContractRow): Html {
	if (state === 'chosen') return html`<p class="pill">Chosen, access not requested yet</p>`;
	if (state === 'disconnected') return html`<p class="pill off">Disconnected</p>`;
	return html`<ul class="pills">
		<li class="pill ${tone(companyLevel)}">
			Company level: <strong>${levelWord(companyLevel)}</strong>
		</li>
		<li class="pill ${tone(contractLevel)}">
			Contract level: <strong>${levelWord(contractLevel)}</strong>
		</li>
	</ul>`;
}

const tone = (level: string): string => (level === 'on' ? 'on' : level === '' ? '' : 'off');
