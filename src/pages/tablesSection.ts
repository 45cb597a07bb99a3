import { type Html, html } from './html';
import type { TableFillShown } from './statusPageData';
import { ago, counted, number } from './words';

/** The stream of `rsc_sync` in which the sizes stand. */
export const FILL_STREAM = 'dataTables';

const MEGABYTE = 1024 * 1024;
const SHOWN = 6;

const megabytes = (bytes: number): string =>
	bytes < MEGABYTE ? 'less than 1 MB' : `${number(Math.round(bytes / MEGABYTE))} MB`;

/** Above everything else, long before n8n takes no more rows. */
export function tablesNotice(fill: TableFillShown | undefined): Html | undefined {
	if (!fill?.warning) return undefined;
	const { problem, whatToDo } = fill.warning;
	return html`<p class="notice" role="alert" data-about="tables">${problem}. ${whatToDo}</p>`;
}

/** How much of n8n's space the tables take, for how long it suffices, and which are the largest. */
export function tablesSection(fill: TableFillShown | undefined, nowMs: number): Html | undefined {
	if (!fill) return undefined;
	const { bytes, limitBytes, daysLeft, tables, measuredAt } = fill;
	const percent = Math.min(100, Math.round((bytes / limitBytes) * 100));
	const measured = ago(measuredAt, nowMs);
	return html`<section aria-labelledby="data-tables">
		<h2 id="data-tables">Data Tables</h2>
		<div class="card">
			<div class="stream" data-stream="${FILL_STREAM}">
				<p>
					<span>Space in n8n</span>
					<span class="numbers">about ${megabytes(bytes)} of ${megabytes(limitBytes)}</span>
				</p>
				<div
					class="bar"
					role="progressbar"
					aria-label="Space in n8n"
					aria-valuemin="0"
					aria-valuemax="100"
					aria-valuenow="${percent}"
				>
					<div style="width:${percent}%"></div>
				</div>
			</div>
			<p>
				${daysLeft === undefined
					? 'It is not growing, or has not grown for long enough to tell how long it will last.'
					: `At this pace it is enough for about ${counted(daysLeft, 'day')}.`}
				Tables of other workflows are not counted.
			</p>
			<ul>
				${tables
					.slice(0, SHOWN)
					.map(
						(table) =>
							html`<li>
								${table.name}: ${counted(table.rows, 'row')}, ${megabytes(table.bytes)}
							</li>`,
					)}
			</ul>
			${measured && html`<p class="muted">Measured ${measured}</p>`}
		</div>
	</section>`;
}
