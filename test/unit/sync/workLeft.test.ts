import { startCheckpoint } from '../../../src/sync/checkpoint';
import { workLeft } from '../../../src/sync/progress';
import { type ReportState, startReport } from '../../../src/sync/report/ReportState';

const CHOICE = { jobs: true, details: false, candidates: true, applications: true };
const all = (count: number) => ({ done: count, rejected: 0, leftOut: 0, total: count });

/** What is left when a report with 1,300 rows of 1,000 people stands somewhere. */
function left(report: Partial<ReportState>, stagesOneByOne: boolean) {
	const begun = startCheckpoint(0, null, { jobs: 'done', people: 'report' });
	const candidates = report.part === 'records' ? 400 : 1_000;
	return workLeft(
		{
			...begun,
			report: { ...startReport('r1', 'tags'), generatedAtMs: 1, ...report },
			counts: {
				...begun.counts,
				candidates: { ...all(candidates), total: 1_000 },
				applications: all(1_300),
			},
		},
		{ ...CHOICE, stagesOneByOne },
	);
}

describe('what is left of a backfill from a report', () => {
	it('is everything while the report is made', () => {
		expect(left({ generatedAtMs: null }, true)).toMatchObject({
			awaitsReport: true,
			reportPeople: 1_000,
			reportStagesPeople: 1_000,
		});
	});

	it.each<[ReportState['part'], number, boolean, { records: number; stages: number }]>([
		['records', 500, true, { records: 600, stages: 1_000 }],
		['openStages', 0, false, { records: 0, stages: 1_000 }],
		['openStages', 650, false, { records: 0, stages: 500 }],
		['otherStages', 0, false, { records: 0, stages: 0 }],
		['openStages', 650, true, { records: 0, stages: 750 }],
		['otherStages', 0, true, { records: 0, stages: 500 }],
		['otherStages', 1_300, true, { records: 0, stages: 0 }],
	])('falls in part %s behind %i rows, stages one by one: %s', (part, rows, single, expected) => {
		expect(left({ part, rows }, single)).toMatchObject({
			awaitsReport: false,
			reportPeople: expected.records,
			reportStagesPeople: expected.stages,
		});
	});
});
