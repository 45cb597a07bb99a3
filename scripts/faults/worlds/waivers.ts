import type { PlannedFault } from './Plan';

export interface Waiver {
	at: RegExp;
	kind: PlannedFault['kind'];
	why: string;
}

/** What is left out, each with its reason: it stands in the table. */
export const WAIVERS: readonly Waiver[] = [
	{
		at: /^http LinkedIn (BATCH_GET|FINDER|GET)/,
		kind: 'notCarriedOut',
		why: 'A read that LinkedIn answers with 200 and no list counts as an empty list: old contracts answer so (LinkedIn reference §14.1).',
	},
	{
		at: /^http SmartRecruiters POST/,
		kind: 'doubled',
		why: 'Whoever doubles a request on its way makes two notes, or two candidates, of one: SmartRecruiters takes no key that would tell.',
	},
	{
		at: /^http SmartRecruiters POST/,
		kind: 'notCarriedOut',
		why: 'A note that SmartRecruiters says it has taken, and has not, cannot be told from one that somebody has deleted.',
	},
];

export const isWaived = (at: string, kind: PlannedFault['kind']): boolean =>
	WAIVERS.some((one) => one.kind === kind && one.at.test(at));
