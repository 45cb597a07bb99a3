import { type Html, html } from './html';
import { postForm } from './postForm';
import type { ParkedRow } from './statusPageData';
import { ago, counted } from './words';

/** More than this of one reason are counted, not listed. */
const LISTED = 20;

const KINDS = new Map<string, readonly [one: string, many: string]>([
	['job', ['job', 'jobs']],
	['candidate', ['candidate', 'candidates']],
	['application', ['application', 'applications']],
	['activity', ['InMail or note', 'InMails and notes']],
	['export', ['export', 'exports']],
	['seat', ['seat holder', 'seat holders']],
]);

/** No operation tries these again: what to do stands at each. */
const NEVER_TRIED: ReadonlySet<string> = new Set(['seat']);

/** Records that could not go, by reason, with what to do and a button to try again. Nothing when there are none. */
export function parkedSection(
	rows: readonly ParkedRow[],
	limit: number,
	form: { address: string; key: string },
	nowMs: number,
): Html | undefined {
	if (rows.length === 0) return undefined;
	const groups = new Map<string, ParkedRow[]>();
	for (const row of rows) {
		const key = `${row.kind} ${row.code} ${row.reason}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
	const waiting = rows.filter(({ retryAskedAt }) => retryAskedAt !== '').length;
	return html`<section aria-labelledby="parked">
		<h2 id="parked">
			Set aside
			<span class="count"
				>${counted(rows.length, 'record')}${rows.length >= limit && ' or more'}</span
			>
		</h2>
		<p>These need a correction or another try. Everything else continues without them.</p>
		${sorted.map((group) => reason(group, nowMs))}
		${waiting > 0 &&
		html`<p class="notice" role="status">
			${counted(waiting, 'record')} will be tried again within a minute.
		</p>`}
		${rows.some(({ kind }) => !NEVER_TRIED.has(kind)) &&
		postForm(
			form,
			html`<button type="submit" name="action" value="tryAgain">Try again now</button>`,
		)}
	</section>`;
}

function reason(group: readonly ParkedRow[], nowMs: number): Html | undefined {
	const [first] = group;
	if (!first) return undefined;
	const [one, many] = KINDS.get(first.kind) ?? ['record', 'records'];
	const more = group.length - LISTED;
	return html`<article class="card" data-code="${first.code}">
		<h3>${counted(group.length, one, many)}: ${first.reason}</h3>
		<p>${first.whatToDo}</p>
		<details>
			<summary>Which</summary>
			<ul class="records">
				${group
					.slice(0, LISTED)
					.map(
						(row) =>
							html`<li>
								<code>${idOf(row)}</code> <span class="muted">${ago(row.lastSeenAt, nowMs)}</span>
							</li>`,
					)}
			</ul>
			${more > 0 && html`<p class="muted">and ${counted(more, 'more', 'more')}</p>`}
		</details>
	</article>`;
}

/** The key is `kind:id`; the id is what one searches for in SmartRecruiters. */
const idOf = ({ recordKey, kind }: ParkedRow): string =>
	kind !== '' && recordKey.startsWith(`${kind}:`) ? recordKey.slice(kind.length + 1) : recordKey;
