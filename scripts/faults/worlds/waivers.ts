import type { PlannedFault } from './Plan';

export interface Waiver {
	at: RegExp;
	kind: PlannedFault['kind'];
	/** In these worlds only. */
	workload?: string;
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
	{
		at: /^http SmartRecruiters DELETE/,
		kind: 'notCarriedOut',
		why: 'A deletion that SmartRecruiters confirms and has not made is not looked up again: an old version of a note, or a second copy of a candidate, stays.',
	},
	{
		at: /^http SmartRecruiters GET/,
		kind: 'notCarriedOut',
		workload: 'changes',
		why: 'A 200 with nothing in it, to a read, is what Reconcile looks up; without it, what was to be read stays out.',
	},
];

export const isWaived = (workload: string, at: string, kind: PlannedFault['kind']): boolean =>
	WAIVERS.some(
		(one) =>
			one.kind === kind &&
			one.at.test(at) &&
			(one.workload === undefined || one.workload === workload),
	);
