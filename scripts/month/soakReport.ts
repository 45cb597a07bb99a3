import { provenance, table } from './monthReport';
import type { MonthOptions } from './planMonth';
import { MOST_GROWTH, type SoakResult, type Weight } from './soak';

const COLUMNS: ReadonlyArray<readonly [keyof Weight, string]> = [
	['memoryMb', 'resident memory, MB'],
	['heapMb', 'heap in use, MB'],
	['databaseMb', 'database, MB'],
	['executions', 'executions kept'],
];

/** What two weeks have cost and left behind, as Markdown. */
export function soakReport(result: SoakResult, options: MonthOptions, command: string): string {
	const { begun, idle, busy } = result.weights;
	const { people, jobs, seats } = options;
	const cells = (weight: Weight) =>
		COLUMNS.map(([name]) => weight[name].toFixed(name === 'executions' ? 0 : 1));
	const spent = (before: Weight, after: Weight) => [
		(after.cpuSeconds - before.cpuSeconds).toFixed(0),
		after.runs - before.runs,
	];
	return [
		`${provenance(command)}: ${people.toLocaleString('en')} people, ${jobs} jobs, ${seats} seats, ${result.events} events in the busy week.`,
		'',
		...table(
			['', ...COLUMNS.map(([, title]) => title), 'processor seconds', 'runs'],
			[
				['after the first day', ...cells(begun), '–', '–'],
				['after a week in which nothing happens', ...cells(idle), ...spent(begun, idle)],
				['after a busy week', ...cells(busy), ...spent(idle, busy)],
			],
		),
		'',
		...(['idle', 'busy'] as const).map((week) => {
			const { heapMb, databaseMb, executions } = MOST_GROWTH[week];
			return `- Promised of a week in which ${week === 'idle' ? 'nothing' : 'much'} happens: at most ${heapMb} MB more of heap, ${databaseMb} MB of database, and ${executions} executions kept.`;
		}),
	].join('\n');
}
