import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { DAY_MS, HOUR_MS } from '../../sandbox/core/durations';
import type { DrivenRun } from '../n8n/DrivenClock';
import type { Judged } from './Ledger';
import type { MonthResult } from './liveMonth';
import type { MonthOptions } from './planMonth';

const row = (cells: ReadonlyArray<string | number>): string => `| ${cells.join(' | ')} |`;
export const table = (
	head: readonly string[],
	rows: ReadonlyArray<ReadonlyArray<string | number>>,
): string[] => [row(head), row(head.map(() => '---')), ...rows.map(row)];

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
	} catch {
		return 'unknown';
	}
}

/** Which checkout, when, and where. */
export function provenance(command: string): string {
	const today = new Date().toISOString().slice(0, 10);
	return `Commit ${commit()}, ${today}, ${availableParallelism()} cores, \`${command}\``;
}

function lag(ms: number): string {
	if (ms >= DAY_MS) return `${(ms / DAY_MS).toFixed(1)} d`;
	return ms >= HOUR_MS ? `${(ms / HOUR_MS).toFixed(1)} h` : `${Math.round(ms / 60_000)} min`;
}

const quantile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function tally(items: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const one of items) counts.set(one, (counts.get(one) ?? 0) + 1);
	return [...counts].map(([one, count]) => `${one} ${count}`).join(', ') || '–';
}

function kindRow(kind: string, judged: readonly Judged[]): Array<string | number> {
	const of = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict);
	const lags = judged.flatMap(({ lagMs }) => lagMs ?? []).sort((a, b) => a - b);
	return [
		kind,
		judged.length,
		of('once').length,
		tally(of('excused').map(({ why }) => why)),
		tally(of('parked').map(({ why }) => why)),
		of('lost').length,
		of('doubled').length,
		lags.length === 0 ? '–' : `${lag(quantile(lags, 0.5))}, ${lag(quantile(lags, 0.95))}`,
	];
}

function runRows(runs: readonly DrivenRun[]): Array<Array<string | number>> {
	const groups = new Map<string, DrivenRun[]>();
	for (const run of runs) {
		const name = `${run.workflow ?? ''}, ${run.node}`;
		groups.set(name, [...(groups.get(name) ?? []), run]);
	}
	return [...groups]
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([name, all]) => [
			name,
			all.length,
			all.filter(({ status }) => status !== 'success').length,
			Math.round(all.reduce((sum, { ms }) => sum + ms, 0) / all.length),
		]);
}

/** How many promises of the month were broken. */
export function brokenIn({ judged, faults, kills, killsWanted, throttled }: MonthResult): string[] {
	const broken: string[] = [];
	const of = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict);
	for (const { kind, key, why } of of('lost')) broken.push(`lost: ${kind} of ${key} ${why}`);
	for (const { kind, key } of of('doubled')) broken.push(`doubled: ${kind} of ${key}`);
	for (const name of ['lost', 'doubled', 'wrong', 'resurrected'] as const)
		for (const what of faults[name]) broken.push(`${name}: ${what}`);
	if (kills.length < killsWanted)
		broken.push(`n8n was killed ${kills.length} times, not ${killsWanted}`);
	if (throttled > 0) broken.push(`${throttled} answers were a 429`);
	return broken;
}

/** What came of the month, as Markdown. */
export function monthReport(result: MonthResult, options: MonthOptions, command: string): string {
	const { judged, faults, kills, runs, seconds, requests } = result;
	const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
	const { people, jobs, seats, days } = options;
	const many = (count: number): string => count.toLocaleString('en');
	return [
		`${provenance(command)}, ${seconds.total} s, of which ${seconds.ready} s for installing, connecting, the backfill and the first comparison: ${many(people)} people, ${many(jobs)} jobs, ${seats} seats, ${days} days and ${result.settlingDays} to settle; ${many(judged.length)} events, ${many(result.webhooks)} webhooks, ${many(requests.smartrecruiters)} requests to SmartRecruiters, ${many(requests.linkedin)} to LinkedIn, ${result.throttled} of them throttled. Events of this seed: ${result.eventsHash}.`,
		'',
		...table(
			['lost', 'doubled', 'on the wrong record', 'resurrected', 'n8n killed'],
			[
				[
					judged.filter(({ verdict }) => verdict === 'lost').length + faults.lost.length,
					judged.filter(({ verdict }) => verdict === 'doubled').length + faults.doubled.length,
					faults.wrong.length,
					faults.resurrected.length,
					`${kills.length}: ${kills.map(({ what }) => what).join('; ') || 'never'}`,
				],
			],
		),
		'',
		...table(
			[
				'Event',
				'events',
				'seen once at the other side',
				'rightly not',
				'set aside, by code',
				'lost',
				'doubled',
				'until seen: median, 95 %',
			],
			kinds.map((kind) =>
				kindRow(
					kind,
					judged.filter((one) => one.kind === kind),
				),
			),
		),
		'',
		`At the end LinkedIn held ${Object.entries(faults.held)
			.map(([stream, count]) => `${many(count)} ${stream}`)
			.join(
				', ',
			)}, all as SmartRecruiters has them. Time was moved ${many(result.ticks)} times to an hour at which schedules go off, each at most once; waiting of ${lag(result.skippedMs)} inside of runs was jumped over.`,
		'',
		...table(['Workflow, trigger', 'runs', 'not successful', 'ms on average'], runRows(runs)),
	].join('\n');
}
