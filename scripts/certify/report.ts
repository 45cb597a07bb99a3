import type { GroupResult } from './certify';

const MARKS = { pass: '✓ pass   ', fail: '✗ FAIL   ', 'not yet': '· not yet' } as const;
const UNSEEN = 'No public page of LinkedIn shows what this rule says';

/** The table for people: each rule, where it comes from, what was done for it. */
export function report(groups: readonly GroupResult[]): string {
	const lines = groups.flatMap(({ title, rules }) => [
		'',
		title,
		...rules.flatMap(({ rule, result, checked, failures }) => [
			`  ${MARKS[result]}  ${rule.id}  ${rule.wording ?? UNSEEN}  [${rule.source}]`,
			...checked.map((what) => `               checked: ${what}`),
			...failures.map((why) => `               why: ${why}`),
		]),
	]);
	return lines.join('\n');
}

/** Rules by result. */
export function countResults(groups: readonly GroupResult[]) {
	const results = groups.flatMap(({ rules }) => rules.map(({ result }) => result));
	const count = (wanted: string): number => results.filter((one) => one === wanted).length;
	return { pass: count('pass'), fail: count('fail'), notYet: count('not yet') };
}
