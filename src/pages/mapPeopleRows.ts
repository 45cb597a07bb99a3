import { type Html, html } from './html';
import type { MapContract, MapPeopleData, MapRow, RowStatus, RowUser } from './mapPeopleData';
import { counted, urnNumber } from './words';

/** What needs a person comes first. */
const ORDER: readonly RowStatus[] = [
	'changed',
	'review',
	'unmatched',
	'likely',
	'certain',
	'mapped',
	'skipped',
];

const STATUS_WORDS: Readonly<Record<RowStatus, string>> = {
	changed: 'Changed',
	review: 'To decide',
	unmatched: 'To decide',
	likely: 'Likely',
	certain: 'Certain',
	mapped: 'Mapped',
	skipped: 'No user',
};

/** All contracts with their seat holders, and the import that a mapping starts. */
export function mapSections(data: MapPeopleData): Html {
	if (data.contracts.length === 0) {
		return html`<p class="card" data-testid="no-contract">
			No contract is connected yet. Connect one first, on the connect page of workflow 01.
		</p>`;
	}
	return html`<p class="card" id="import">${importNote(data)}</p>
		${data.contracts.map(contractSection)}`;
}

/** In a person's words: how much comes, and how long LinkedIn's limits make it take. */
function importNote({ import: { days, callsPerSeat, callsPerDay } }: MapPeopleData): Html {
	if (days === 0) return html`InMails and notes are imported from now on; none from the past.`;
	const seatsADay = Math.max(1, Math.floor(callsPerDay / callsPerSeat));
	return html`A user that you confirm also brings that person’s InMails and notes of the last
	${counted(days, 'day')} to SmartRecruiters, in the background. LinkedIn’s limits allow about
	${counted(seatsADay, 'seat')} a day; new InMails come first.`;
}

function contractSection({ contractUrn, name, rows, problem }: MapContract): Html {
	const sorted = [...rows].sort(
		(a, b) =>
			ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
			a.seatName.localeCompare(b.seatName, 'en'),
	);
	const title = name || `Contract ${urnNumber(contractUrn)}`;
	const id = `contract-${urnNumber(contractUrn)}`;
	return html`<section aria-labelledby="${id}" data-contract="${contractUrn}">
		<h2 id="${id}">
			${title} ${!problem && html`<span class="count">${counted(rows.length, 'seat')}</span>`}
		</h2>
		${problem &&
		html`<p class="notice" role="alert">LinkedIn does not show its seats. ${problem}</p>`}
		${!problem && rows.length === 0 && html`<p class="card">This contract has no seats.</p>`}
		<ul class="seats">
			${sorted.map(mapRow)}
		</ul>
	</section>`;
}

/** One seat holder. The script replaces it as a whole after each decision. */
export function mapRow(row: MapRow): Html {
	const { seatUrn, contractUrn, seatName, seatEmail, seatState, status } = row;
	const id = urnNumber(seatUrn);
	const who = seatName || `Seat ${id}`;
	return html`<li
		class="seat ${status}"
		id="seat-${id}"
		data-seat="${seatUrn}"
		data-contract="${contractUrn}"
		data-person="${row.personUrn}"
		data-status="${status}"
		data-who="${who}"
		data-user="${row.user?.id}"
		data-how="${row.matchedBy}"
	>
		<div class="who">
			<strong>${who}</strong> ${seatEmail && html`<span class="muted">${seatEmail}</span>`}
			${seatState !== 'ACTIVE' && html`<span class="pill off">${stateWord(seatState)}</span>`}
		</div>
		<div class="to">
			<span
				class="pill ${status === 'mapped' || status === 'certain' ? 'on' : ''}"
				data-part="status"
				>${STATUS_WORDS[status]}</span
			>
			${row.user &&
			html`<strong>${row.user.name}</strong> <span class="muted">${row.user.email}</span>`}
			<span class="why">${row.reason}</span>
			${row.changes.length > 0 &&
			html`<ul class="changes">
				${row.changes.map(({ text, whatToDo }) => html`<li><b>${text}.</b> ${whatToDo}</li>`)}
			</ul>`}
		</div>
		<div class="do">${buttons(row, who)} ${seatState !== 'GONE' && chooser(row, id, who)}</div>
	</li>`;
}

function buttons(row: MapRow, who: string): Html {
	const { status, user, candidates } = row;
	const gone = row.seatState === 'GONE';
	return html`${user &&
	!gone &&
	(status === 'certain' || status === 'likely') &&
	html`<button class="main" data-do="map" aria-label="Confirm ${user.name} for ${who}">
		Confirm
	</button>`}
	${user &&
	row.keepable &&
	status === 'changed' &&
	html`<button data-do="keep" aria-label="Keep ${user.name} for ${who}">Keep</button>`}
	${candidates.map((one) => candidateButton(one, who))}
	${!gone &&
	['certain', 'likely', 'review', 'unmatched'].includes(status) &&
	html`<button data-do="skip" aria-label="Skip ${who}">Skip</button>`}
	${user &&
	['mapped', 'changed'].includes(status) &&
	html`<button data-do="unmap" aria-label="Unmap ${who}">Unmap</button>`}`;
}

function candidateButton({ id, name, email }: RowUser, who: string): Html {
	return html`<button data-do="choose" data-user="${id}">
		<span class="hidden">Choose </span>${name} <span class="muted">${email}</span
		><span class="hidden"> for ${who}</span>
	</button>`;
}

/** A box to type into; the script puts the people who fit into the list below it. */
function chooser({ user }: MapRow, id: string, who: string): Html {
	return html`<span class="chooser">
		<input
			role="combobox"
			aria-autocomplete="list"
			aria-expanded="false"
			aria-controls="people-${id}"
			aria-label="SmartRecruiters user for ${who}"
			placeholder="${user ? 'Type another name' : 'Type a name'}"
			autocomplete="off"
			spellcheck="false"
		/>
		<ul role="listbox" id="people-${id}" aria-label="Users" hidden></ul>
	</span>`;
}

function stateWord(state: string): string {
	return state.charAt(0) + state.slice(1).toLowerCase();
}
