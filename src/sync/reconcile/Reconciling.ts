import type { Outcome } from '../Outcome';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import type { Difference } from './Difference';
import type { ReconcileState } from './ReconcileState';

/** What all steps of a reconciliation share; nothing of it changes. */
export interface Reconciling extends SyncContext {
	readonly choice: PeopleChoice;
	/** From 0 to 100. */
	readonly samplePercent: number;
	readonly repairs: boolean;
	/** How far back deleted applications are looked for; 0 leaves it out. */
	readonly leftoverDays: number;
	/** People who were deleted of late; read when they are asked for the first time. */
	readonly tombstones: () => Promise<readonly string[]>;
	/** Payloads of parked records by key. */
	readonly payloads: ReadonlyMap<string, string>;
}

/** What a step gives: where the reconciliation stands then, what differed, and what came of repairing it. */
export interface ReconcileStep {
	state: ReconcileState;
	differences: Difference[];
	outcome: Partial<Outcome>;
}
