import type { Mutant } from './Mutant';

/** Shown by worlds of the history, with the nightly comparison. */
export const HISTORY_MUTANTS: readonly Mutant[] = [
	{
		name: 'the lock is taken whoever holds it',
		breaks: 'doubled',
		file: 'src/state/takeLease.ts',
		from: '{ name, untilMs: { lt: now() } }',
		to: '{ name }',
		workload: 'history',
	},
	{
		name: 'a lease never ends',
		breaks: 'slow',
		file: 'src/state/takeLease.ts',
		from: '{ name, untilMs: { lt: now() } }',
		to: '{ name, untilMs: 0 }',
		workload: 'history',
	},
	{
		name: 'nobody looks at the window of requests',
		breaks: 'beyondQuota',
		file: 'src/http/RateBudget.ts',
		from: 'await this.window?.room(units, now, wait);',
		to: '',
		workload: 'history',
	},
	{
		name: 'Retry-After is not read',
		breaks: 'beyondQuota',
		file: 'src/http/retryTiming.ts',
		from: 'if (asked !== undefined && asked >= 0 && asked <= ABSURD_MS)',
		to: 'if (false)',
		workload: 'history',
	},
	{
		name: 'things are sent before the acknowledgement',
		breaks: 'wrong',
		file: 'src/operations/history/gateMessage.ts',
		from: 'return MESSAGES[gate];',
		to: "return '';",
		workload: 'history',
	},
];
