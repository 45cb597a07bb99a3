import { bar, HISTORY_STREAMS } from './historySection';
import { type Html, html } from './html';
import type { SeatRow, SyncRow } from './statusPageData';
import { ago, counted, number } from './words';

/** What other workflows tell of in `rsc_sync`, by stream; any other stream shows under its own name. */
const NAMES: Readonly<Record<string, string>> = {
	activity: 'InMails and notes',
	activityReconcile: 'InMails and notes, read again',
	changes: 'Changes in SmartRecruiters',
	exports: 'Exported candidates',
	exportUsage: 'Exports this month',
	import: 'Past InMails and notes',
	closedProfiles: 'Closed LinkedIn accounts',
	disconnect: 'Disconnecting',
	reconcile: 'Comparison of both sides',
	retry: 'Records tried again',
};
/** Rows that only hold a lease. */
const LEASES: readonly string[] = ['activityWrite', 'activityImport'];
/** One row for each seat whose past is read, `import urn:li:seat:{id}`. */
const IMPORT = 'import';

/**
 * One card for everything beside the history that has rows: people, and each further stream of `rsc_sync`. A capability
 * that is not used takes no room.
 */
export function capabilitySections(
	sync: readonly SyncRow[],
	seats: readonly SeatRow[],
	nowMs: number,
): Html[] {
	const streams = foldImports(sync).filter(
		(row) =>
			!HISTORY_STREAMS.includes(row.stream) &&
			!LEASES.includes(row.stream) &&
			(counts(row) || row.message !== '' || row.finishedAt !== '' || row.heartbeatAt !== ''),
	);
	return [
		...(seats.length > 0 ? [people(seats)] : []),
		...streams.map((row) => capability(row, nowMs)),
	];
}

/** One row for the past of all seats: how many of them are done, and why the others are not. */
function foldImports(sync: readonly SyncRow[]): SyncRow[] {
	const seats = sync.filter(({ stream }) => stream.startsWith(`${IMPORT} `));
	const [first] = seats;
	if (!first) return [...sync];
	const open = seats.filter(({ finishedAt }) => finishedAt === '');
	const found = seats.reduce((sum, { done }) => sum + done, 0);
	const folded: SyncRow = {
		...first,
		stream: IMPORT,
		done: seats.length - open.length,
		total: seats.length,
		rejected: 0,
		activity: `Seat holders whose past was read; ${counted(found, 'InMail or note', 'InMails and notes')} found`,
		message: open.find(({ message }) => message !== '')?.message ?? '',
		heartbeatAt: seats.map(({ heartbeatAt }) => heartbeatAt).reduce((a, b) => (a > b ? a : b)),
	};
	return [...sync.filter((row) => !seats.includes(row)), folded];
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

function capability(row: SyncRow, nowMs: number): Html {
	const name = NAMES[row.stream] ?? humanize(row.stream);
	const last = ago(row.heartbeatAt, nowMs);
	return html`<section aria-labelledby="stream-${row.stream}">
		<h2 id="stream-${row.stream}">${name}</h2>
		<div class="card">
			${row.message !== '' && html`<p class="notice" role="alert">${row.message}</p>`}
			${row.activity !== '' && html`<p class="activity">${row.activity}</p>`}
			${counts(row) && bar(name, row)} ${last && html`<p class="muted">Last activity ${last}</p>`}
		</div>
	</section>`;
}

/** `candidateNotes` and `candidate_notes` become "Candidate notes". */
function humanize(stream: string): string {
	const words = stream
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/[_-]+/g, ' ')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
