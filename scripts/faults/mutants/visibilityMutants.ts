import type { Mutant } from './Mutant';

/** Shown by worlds of who sees which jobs. */
export const VISIBILITY_MUTANTS: readonly Mutant[] = [
	{
		name: 'who leaves a team goes on seeing its jobs',
		breaks: 'seen',
		file: 'src/sync/visibility/writeGroups.ts',
		from: 'if (remove.length > 0) {',
		to: 'if (false) {',
		workload: 'visibility',
	},
	{
		name: 'whoever gains sight is not asked for once more',
		breaks: 'seen',
		file: 'src/sync/visibility/syncJobs.ts',
		from: 'if (!gains || (await mayStillSee(userId))) kept.add(group);',
		to: 'kept.add(group);',
		workload: 'visibility',
	},
	{
		name: 'jobs keep the group of somebody who comes back',
		breaks: 'seen',
		file: 'src/sync/visibility/syncPeople.ts',
		from: 'fresh.length === 0 || (await clearJobs(',
		to: 'true || (await clearJobs(',
		workload: 'visibility',
	},
	{
		name: 'rows are not stored before they are written',
		breaks: 'seen',
		file: 'src/sync/visibility/writeGroups.ts',
		from: 'for (const { id, group } of adding) now.get(id)?.set(group, false);\n\t\tawait store(adding.map(({ id }) => id));',
		to: '',
		workload: 'visibility',
	},
];
