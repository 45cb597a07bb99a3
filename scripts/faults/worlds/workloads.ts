import { activityWorkload } from './activityWorkload';
import { exportWorkload } from './exportWorkload';
import { changesWorkload, historyWorkload } from './historyWorkload';
import { removalWorkload } from './removalWorkload';
import { visibilityWorkload } from './visibilityWorkload';
import type { Workload } from './Workload';

/** Everything that the package does by itself. */
export const workloads: readonly Workload[] = [
	historyWorkload,
	changesWorkload,
	activityWorkload,
	exportWorkload,
	removalWorkload,
	visibilityWorkload,
];
