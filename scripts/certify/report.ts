import type { GroupResult } from './certify';
import type { Rule } from './rules';

const MARKS = {
	pass: '✓ pass     ',
	fail: '✗ FAIL     ',
	explained: '· explained',
	notBuilt: '– not built',
} as const;

/** The table for people: each rule, where it comes from, what was done for it. */
export function report(groups: readonly GroupResult[]): string {
	const lines = groups.flatMap(({ title, rules }) => [
		'',
		title,
		...rules.flatMap(({ rule, result, checked, failures }) => [
			`  ${MARKS[result]}  ${rule.id}  ${wordingOf(rule)}  [${rule.source}]`,
			...checked.map((what) => `                 checked: ${what}`),
			...(rule.undecided === undefined ? [] : [`                 open: ${rule.undecided}`]),
			...(rule.notBuilt === undefined ? [] : [`                 instead: ${rule.notBuilt}`]),
			...failures.map((why) => `                 why: ${why}`),
		]),
	]);
	return lines.join('\n');
}

const wordingOf = ({ wording, isReading }: Rule): string =>
	isReading ? `No public page shows its words; as we read it: ${wording}` : wording;

/** Rules by result. */
export function countResults(groups: readonly GroupResult[]) {
	const results = groups.flatMap(({ rules }) => rules.map(({ result }) => result));
	const count = (wanted: string): number => results.filter((one) => one === wanted).length;
	return {
		pass: count('pass'),
		fail: count('fail'),
		explained: count('explained'),
		notBuilt: count('notBuilt'),
	};
}
