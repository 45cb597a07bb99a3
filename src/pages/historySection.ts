import { MINUTE_MS } from '../basics/durations';
import { type Html, html } from './html';
import { ratePlot, readSamples, recentRate } from './ratePlot';
import type { SyncRow } from './statusPageData';
import { ago, counted, duration, number } from './words';

/** The row that drives the work, and the streams that it tells of, with their names for people. */
const RUN = 'backfill';
const STREAMS: ReadonlyArray<[stream: string, name: string]> = [
	['jobs', 'Jobs'],
	['candidates', 'Candidates'],
	['applications', 'Applications'],
	['details', 'Candidates with all details'],
];

export const HISTORY_STREAMS: readonly string[] = [RUN, ...STREAMS.map(([stream]) => stream)];

export const runOf = (rows: readonly SyncRow[]): SyncRow | undefined =>
	rows.find(({ stream }) => stream === RUN);

/** The background sync of what SmartRecruiters already has. */
export function historySection(rows: readonly SyncRow[], connected: boolean, nowMs: number): Html {
	const run = runOf(rows);
	const started = run !== undefined && run.startedAt !== '';
	return html`<section aria-labelledby="history">
		<h2 id="history">History</h2>
		<p>
			Jobs, candidates and applications that SmartRecruiters already had, sent to LinkedIn Recruiter
			once, in the background.
		</p>
		${run && (started || run.message !== '')
			? running(run, rows, nowMs)
			: html`<p class="card" data-state="waiting">
					${connected
						? 'It starts automatically within a minute.'
						: 'It starts automatically when a contract is connected.'}
				</p>`}
	</section>`;
}

function running(run: SyncRow, rows: readonly SyncRow[], nowMs: number): Html {
	const samples = readSamples(run.samples);
	const bars = STREAMS.flatMap(([stream, name]) => {
		const row = rows.find((one) => one.stream === stream);
		return row && row.done + row.total + row.rejected > 0 ? [bar(name, row)] : [];
	});
	return html`<div
		class="card"
		data-state="${run.finishedAt ? 'finished' : run.message ? 'stopped' : 'running'}"
	>
		${run.message !== '' &&
		html`<p class="notice" role="alert">
			<strong>Stopped.</strong> ${run.message} It is tried again automatically ${again(run, nowMs)}.
		</p>`}
		<p class="activity">${run.activity}</p>
		${bars}
		<dl class="facts">
			${run.finishedAt
				? fact('Finished', ago(run.finishedAt, nowMs))
				: [
						fact('Left', run.etaSeconds > 0 ? duration(run.etaSeconds) : 'not known yet'),
						fact(
							'Speed',
							`${counted(recentRate(samples) ?? run.recordsPerMinute, 'record')} a minute`,
						),
						fact('Limited by', boundBy(run.boundBy)),
					]}
			${fact('Started', ago(run.startedAt, nowMs))}
		</dl>
		${ratePlot(samples)}
	</div>`;
}

const again = ({ resumeAtMs }: SyncRow, nowMs: number): string =>
	resumeAtMs > nowMs + MINUTE_MS
		? `in ${duration((resumeAtMs - nowMs) / 1000)}`
		: 'within a minute';

/** The limits carry names that people can read; only "nothing" needs a sentence. */
const boundBy = (limit: string): string =>
	limit === '' || limit === 'nothing' ? 'nothing at the moment' : limit;

const fact = (name: string, value: Html | string | undefined): Html | undefined =>
	value === undefined
		? undefined
		: html`<div>
				<dt>${name}</dt>
				<dd>${value}</dd>
			</div>`;

/** One stream: how many of how many; without a total, only how many. */
export function bar(name: string, { stream, done, total, rejected }: SyncRow): Html {
	const through = done + rejected;
	const percent = total > 0 ? Math.min(100, Math.floor((through / total) * 100)) : undefined;
	return html`<div class="stream" data-stream="${stream}">
		<p>
			<span>${name}</span>
			<span class="numbers"
				>${number(done)}${total > 0 && ` of ${number(total)}`}${rejected > 0 &&
				html` <span class="muted">· ${number(rejected)} not accepted</span>`}</span
			>
		</p>
		${percent !== undefined &&
		html`<div
			class="bar"
			role="progressbar"
			aria-label="${name}"
			aria-valuemin="0"
			aria-valuemax="100"
			aria-valuenow="${percent}"
		>
			<div style="width:${percent}%"></div>
		</div>`}
	</div>`;
}
