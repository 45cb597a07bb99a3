import { confidenceOf, COVERAGE, type CoverageRow } from '../../sandbox/coverage';

export const COVERAGE_PAGE = 'sandbox/COVERAGE.md';

const VENDORS = { LinkedIn: '/linkedin/', SmartRecruiters: '/smartrecruiters/' };
const STATUS: Record<CoverageRow['status'], string> = {
	supported: 'yes',
	partial: 'partly',
	not_started: 'no',
};

function line(row: CoverageRow): string {
	const [methods = '', path = ''] = row.route.split(' ');
	const tests = (row.testedBy ?? []).map((file) => `[${nameOf(file)}](../test/${file})`);
	const cells = [
		methods.replaceAll('/', ', '),
		`\`${path}\``,
		row.section.replace(/^[LS] /, ''),
		STATUS[row.status],
		confidenceOf(row),
		tests.join(', ') || '–',
		row.notes ?? '',
	];
	return `| ${cells.join(' | ')} |`;
}

const nameOf = (file: string): string => file.replace(/^.*\//, '').replace(/\.test\.ts$/, '');

function section(vendor: string, prefix: string): string[] {
	const rows = COVERAGE.filter(({ route }) => route.includes(` ${prefix}`));
	const count = (wanted: string): number =>
		rows.filter((row) => confidenceOf(row) === wanted).length;
	return [
		`## ${vendor}`,
		'',
		`${rows.length} routes: ${count('documented')} documented, ${count('uncertain')} uncertain, ${count('page')} pages.`,
		'',
		'| Methods | Path | Source | There | Confidence | Tests | What is missing |',
		'|---|---|---|---|---|---|---|',
		...rows.map(line),
		'',
	];
}

/** What the sandbox answers, as a page: `sandbox/coverage.ts`, which a test holds against the routes that there are. */
export function coveragePage(): string {
	return [
		'# What the sandbox answers',
		'',
		'Written by `npm run docs` from [coverage.ts](coverage.ts), which a test holds against the routes that are registered.',
		'',
		'- *Source*: section of our notes on the vendor’s documentation.',
		'- *Confidence*: **documented** by the vendor; **uncertain**, where names of fields or keys are inferred and nobody has seen them live (a report of what a live',
		'  system does is welcome); **page**, what people open in a browser, made for the sandbox.',
		'',
		...Object.entries(VENDORS).flatMap(([vendor, prefix]) => section(vendor, prefix)),
	].join('\n');
}
