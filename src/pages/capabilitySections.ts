import { CHECK_STREAM } from './contractsSection';
import { bar, HISTORY_STREAMS } from './historySection';
import { type Html, html } from './html';
import { FILL_STREAM } from './tablesSection';
import type { SeatRow, StatusPageData, SyncRow, VisibilityShown } from './statusPageData';
import { ago, counted, number } from './words';

/** Streams beside the history, by name in `rsc_sync`; any other shows under its own name. */
const NAMES = new Map([
	['activityNew', 'New InMails and notes'],
	['activityWrite', 'InMails and notes'],
	['activityCatchUp', 'InMails and notes, read again'],
	['activityImport', 'Past InMails and notes'],
	['changes', 'Changes in SmartRecruiters'],
	['records', 'Records that changed just now'],
	['exports', 'Exported candidates'],
	['closedProfiles', 'Closed LinkedIn accounts'],
	['reconcile', 'Comparison of both sides'],
	['removal', 'Disconnecting'],
	['visibility', 'Who sees jobs and applications in Recruiter'],
	['retry', 'Records tried again'],
]);

/**
 * One card for everything beside the history that has rows: people, and each further stream of `rsc_sync`. A capability
 * that is not used takes no room.
 */
export function capabilitySections({
	sync,
	seats,
	visibility,
	nowMs,
}: Pick<StatusPageData, 'sync' | 'seats' | 'visibility' | 'nowMs'>): Html[] {
	const streams = sync.filter(
		(row) =>
			![...HISTORY_STREAMS, CHECK_STREAM, FILL_STREAM].includes(row.stream) &&
			(counts(row) || row.message !== '' || row.finishedAt !== '' || row.heartbeatAt !== ''),
	);
	return [
		...(seats.length > 0 ? [people(seats)] : []),
		...streams.map((row) =>
			capability(row, nowMs, row.stream === 'visibility' ? visibility : undefined),
		),
	];
}

function people(seats: readonly SeatRow[]): Html {
	const mapped = seats.filter(({ userId }) => userId !== '').length;
	return html`<section aria-labelledby="people">
		<h2 id="people">People</h2>
		<p class="card">Recruiter seats that belong to a SmartRecruiters user: ${number(mapped)}.</p>
	</section>`;
}

/** Whether there is a number to show. */
const counts = ({ done, total, rejected }: SyncRow): boolean => done + total + rejected > 0;

function capability(row: SyncRow, nowMs: number, seen: VisibilityShown | undefined): Html {
	const name = NAMES.get(row.stream) ?? humanize(row.stream);
	const last = ago(row.heartbeatAt, nowMs);
	return html`<section aria-labelledby="stream-${row.stream}">
		<h2 id="stream-${row.stream}">${name}</h2>
		<div class="card">
			${row.message !== '' && html`<p class="notice" role="alert">${row.message}</p>`}
			${row.activity !== '' && html`<p class="activity">${row.activity}</p>`}
			${counts(row) && bar(name, row)} ${seen && visibleTo(seen)}
			${last && html`<p class="muted">Last activity ${last}</p>`}
		</div>
	</section>`;
}

function visibleTo({ jobs, open, nobody, withoutSeat }: VisibilityShown): Html {
	return html`<p>
		Of ${counted(jobs, 'job')}: visible to everybody ${number(open)}, to their hiring team and
		administrators ${number(jobs - open - nobody)}, to nobody ${number(nobody)}. Places in hiring
		teams without a mapped Recruiter seat: ${number(withoutSeat)}.
	</p>`;
}

/** `candidateNotes` and `candidate_notes` become "Candidate notes". */
function humanize(stream: string): string {
	const words = stream
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/[_-]+/g, ' ')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
