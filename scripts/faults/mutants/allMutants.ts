import { ACTIVITY_MUTANTS } from './activityMutants';
import { CHANGES_MUTANTS } from './changesMutants';
import { EXPORT_MUTANTS } from './exportMutants';
import { HISTORY_MUTANTS } from './historyMutants';
import { REMOVAL_MUTANTS } from './removalMutants';
import { VISIBILITY_MUTANTS } from './visibilityMutants';
import type { Mutant } from './Mutant';

/** Faults that somebody could make in earnest; each must be noticed. */
export const MUTANTS: readonly Mutant[] = [
	...ACTIVITY_MUTANTS,
	...HISTORY_MUTANTS,
	...CHANGES_MUTANTS,
	...REMOVAL_MUTANTS,
	...EXPORT_MUTANTS,
	...VISIBILITY_MUTANTS,
];
