import { type Html, html } from './html';
import type { ContractRow, SyncRow } from './statusPageData';
import { ago, levelWord, urnNumber } from './words';

/** What a contract is called: its name, or its number. */
export const contractTitle = ({ name, contract }: ContractRow): string =>
	name || `Contract ${urnNumber(contract)}`;

/** The stream of `rsc_sync` in which the check of the connection tells what it found. */
export const CHECK_STREAM = 'contracts';

/**
 * Each contract with both levels of access, and what is missing; above them what the last check of the connection found
 * wrong, for example with LinkedIn's notifications.
 */
export function contractsSection(
	rows: readonly ContractRow[],
	sync: readonly SyncRow[],
	connectLink: string,
	nowMs: number,
): Html {
	const check = sync.find(({ stream }) => stream === CHECK_STREAM);
	const problem = check?.message ?? '';
	return html`<section aria-labelledby="contracts">
		<h2 id="contracts">Contracts</h2>
		${problem !== '' && html`<p class="notice" role="alert">${problem}</p>`}
		${rows.length === 0 && html`<p class="muted">No contract has been added yet.</p>`}
		${rows.map((row) => contractCard(row, nowMs))}
		${problem === '' &&
		check !== undefined &&
		check.activity !== '' &&
		html`<p class="muted">${check.activity}</p>`}
		${connectLink !== '' &&
		html`<p>
			<a href="${connectLink}"
				>${rows.length === 0 ? 'Connect a contract' : 'Add a contract, or continue connecting'}</a
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
