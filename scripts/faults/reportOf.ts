import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { WorldsResult } from './runWorlds';
import type { Tally } from './worlds/Tally';
import { WAIVERS } from './worlds/waivers';
import { workloads } from './worlds/workloads';
import { PROMISES } from './worlds/Workload';

const TITLES: Record<(typeof PROMISES)[number], string> = {
	lost: 'lost',
	doubled: 'doubled',
	wrong: 'wrong person',
	resurrected: 'resurrected',
	seen: 'seen, and not in SmartRecruiters',
	halfWay: 'left half-way',
	beyondQuota: 'beyond a quota',
	leaked: 'personal in errors',
	slow: 'recovered after 60 s',
};

const row = (cells: ReadonlyArray<string | number>): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>) => [
	row(head),
	row(head.map(() => '---')),
	...rows.map(row),
];
const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

function commit(): string {
	try {
		return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
	} catch {
		return 'unknown';
	}
}

const hostVersion = (): string =>
	z.object({ version: z.string() }).parse(createRequire(__filename)('n8n/package.json')).version;

/** What came of the worlds, as Markdown. */
export function reportOf(result: WorldsResult, command: string): string {
	const entries = workloads.flatMap(({ name, title }) => {
		const tally = result.tallies.get(name);
		return tally ? [{ title, tally }] : [];
	});
	const worlds = entries.reduce((sum, { tally }) => sum + tally.worlds, 0);
	const kinds = ({ tally }: { tally: Tally }) => [...tally.kinds].sort().join(', ');
	return [
		`Commit ${commit()}, ${new Date().toISOString().slice(0, 10)}, the engine of n8n ${hostVersion()} in one process, with both vendors simulated, ${availableParallelism()} cores, \`${command}\`: ${worlds} worlds in ${result.seconds} s.`,
		'',
		...table(
			['In so many worlds', ...PROMISES.map((promise) => TITLES[promise])],
			entries.map(({ title, tally }) => [
				title,
				...PROMISES.map((promise) => tally.broken[promise]),
			]),
		),
		'',
		...table(
			[
				'',
				'worlds',
				'at most in so many, with 95 % certainty',
				'faults injected',
				'points hit',
				'points killed at',
				'recovery: median, 95 %',
				'extra calls a fault',
				'set aside, by code',
			],
			entries.map(({ title, tally }) => [
				title,
				tally.worlds,
				tally.failed === 0 ? `1 in ${Math.max(1, Math.floor(tally.worlds / 3))}` : 'failed',
				tally.faults,
				tally.points.size,
				tally.killed.size,
				`${seconds(tally.recovery.medianMs)}, ${seconds(tally.recovery.p95Ms)}`,
				(tally.extraRequests / Math.max(1, tally.faults)).toFixed(1),
				Object.entries(tally.parked)
					.map(([code, count]) => `${code} ${count}`)
					.join(', ') || 'nothing',
			]),
		),
		'',
		...entries.map((entry) => `- ${entry.title}. Kinds of faults: ${kinds(entry)}.`),
		'',
		'Left out:',
		'',
		...WAIVERS.map(
			({ at, kind, workload, why }) =>
				`- ${kind} at ${at.source}${workload === undefined ? '' : `, in worlds of ${workload}`}: ${why}`,
		),
	].join('\n');
}
