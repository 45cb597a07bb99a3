import { RESOURCES, type ResourceRow } from '../../src/linkedin/dialect';
import { ACTIVITY_REVIEWS } from '../../src/mapping/ActivityReview';
import { DRIFT_KINDS } from '../../src/mapping/driftKinds';
import { EXPORT_REVIEWS } from '../../src/mapping/ExportReview';
import { MATCH_REASONS } from '../../src/mapping/matchReasons';
import { REJECTIONS } from '../../src/mapping/Rejection';
import { REPORT_COLUMN_NAMES, REPORT_COLUMNS } from '../../src/mapping/reportColumns';
import { CONTRACT_REFUSALS } from '../../src/operations/contract/contractRefusal';
import { CAUSES } from '../../src/operations/explain/causes';
import { FINDINGS } from '../../src/operations/preflight/findings/findings';

/** Outputs of Suggest. */
const VERDICTS: Record<string, string> = {
	matched: 'Matched',
	review: 'Review',
	unmatched: 'Unmatched',
};
const ROOTS: Record<string, string> = { v2: '/v2', rest: '/rest' };

function unconfirmed(row: ResourceRow): string {
	const marks = (['v2', 'rest'] as const).flatMap((generation) => {
		const mark = row[generation]?.uncertain;
		return mark ? [ROOTS[generation]] : [];
	});
	return marks.join(', ') || '—';
}

/** The tables of the documentation that come from the code, by the name in their markers. */
export const TABLES_OF_DOCS: Readonly<Record<string, () => string[]>> = {
	resources: () =>
		Object.entries(RESOURCES).map(([name, row]) => {
			const other = row.default === 'rest' ? row.v2 && '/v2' : row.rest && '/rest';
			return `| \`${name}\` | ${ROOTS[row.default]} | ${other ?? 'none'} | ${unconfirmed(row)} |`;
		}),
	contractRefusals: () =>
		Object.entries(CONTRACT_REFUSALS).map(
			([code, { reason, whatToDo }]) => `| \`${code}\` | ${reason} | ${whatToDo} |`,
		),
	findings: () =>
		Object.entries(FINDINGS)
			.filter(([, { level }]) => level !== 'ok')
			.map(
				([code, { level, says, whatToDo }]) =>
					`| \`${code}\` | ${level} | ${says.replace(/\{(\w+)\}/g, '*$1*')} | ${whatToDo.replace(/\{(\w+)\}/g, '*$1*')} |`,
			),
	reportColumns: () =>
		REPORT_COLUMN_NAMES.map((key) => {
			const { name, needed, use } = REPORT_COLUMNS[key];
			return `| ${name} | ${needed ? 'yes' : 'no'} | ${use} |`;
		}),
	activityReviews: () =>
		Object.entries(ACTIVITY_REVIEWS).map(
			([code, { reason, whatToDo }]) => `| \`${code}\` | ${reason} | ${whatToDo} |`,
		),
	causes: () =>
		Object.entries(CAUSES).map(([code, { reason, fix }]) => `| \`${code}\` | ${reason} | ${fix} |`),
	matchReasons: () =>
		Object.entries(MATCH_REASONS).map(
			([code, { verdict, confidence, text }]) =>
				`| \`${code}\` | ${text} | ${VERDICTS[verdict]} | ${confidence} |`,
		),
	driftKinds: () =>
		Object.entries(DRIFT_KINDS).map(
			([code, { text, whatToDo }]) => `| \`${code}\` | ${text} | ${whatToDo} |`,
		),
	exportReviews: () =>
		Object.entries(EXPORT_REVIEWS).map(
			([code, { reason, whatToDo }]) => `| \`${code}\` | ${reason} | ${whatToDo} |`,
		),
	rejections: () =>
		Object.entries(REJECTIONS).map(
			([code, { reason, whatToDo }]) => `| \`${code}\` | ${reason} | ${whatToDo} |`,
		),
};

/** Where these tables stand. */
export const DOCS_WITH_TABLES = [
	'docs/credentials.md',
	'docs/nodes/contract-activate.md',
	'docs/nodes/export-candidate.md',
	'docs/nodes/historical-sync.md',
	'docs/nodes/recruiter-activity.md',
	'docs/nodes/user-mapper.md',
	'docs/troubleshooting.md',
] as const;

/** A page with its tables written anew between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
export function withTables(page: string): string {
	return page.replace(
		/(<!-- begin (\w+) -->\n)[\s\S]*?(<!-- end \2 -->)/g,
		(_all, begin: string, name: string, end: string) => {
			const table = TABLES_OF_DOCS[name];
			if (!table) throw new Error(`No table is called ${name}`);
			return `${begin}${table().join('\n')}\n${end}`;
		},
	);
}
