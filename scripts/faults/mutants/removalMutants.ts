import type { Mutant } from './Mutant';

/** Shown by worlds of deletions on request. */
export const REMOVAL_MUTANTS: readonly Mutant[] = [
	{
		name: 'whom a person had deleted is sent again',
		breaks: 'resurrected',
		file: 'src/state/Deletions.ts',
		from: '.filter(({ reason }) => BARRING.includes(reason))',
		to: '.filter(() => false)',
		workload: 'removal',
	},
	{
		name: 'people go although their applications do not',
		breaks: 'halfWay',
		file: 'src/sync/people/removePeople.ts',
		from: 'const going = ids.filter((id) => !failed.has(id));',
		to: 'const going = ids;',
		workload: 'removal',
	},
	{
		name: 'jobs are not withdrawn',
		breaks: 'lost',
		file: 'src/sync/jobs/withdrawJobs.ts',
		from: 'if (jobIds.length === 0) return removal;',
		to: 'return removal;',
		workload: 'removal',
	},
	{
		name: 'a withdrawn job is listed in the future',
		breaks: 'lost',
		file: 'src/mapping/withdrawnJob.ts',
		from: 'listedAt: nowMs - HOUR_MS,',
		to: 'listedAt: nowMs,',
		workload: 'removal',
	},
	{
		name: 'a decision to delete is not kept',
		breaks: 'resurrected',
		file: 'src/operations/history/deleteRecords.ts',
		from: "if (kind === 'candidate') await deletions.decide(ids, effects.now());",
		to: '',
		workload: 'removal',
	},
];
