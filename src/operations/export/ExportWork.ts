import type { Effects } from '../../http/Transport';
import { ExportQueue } from '../../state/ExportQueue';
import type { HeldLock } from '../../state/Lock';
import { ParkedRecords } from '../../state/ParkedRecords';
import { People } from '../../state/People';
import { Progress } from '../../state/Progress';
import type { StateStore } from '../../state/StateStore';
import type { ExportOutcome } from './exportPerson';
import type { ExportSession } from './ExportRun';

/** The state that exports have. */
export interface ExportState {
	queue: ExportQueue;
	people: People;
	/** Exports in review, and those that go wrong again and again. */
	parked: ParkedRecords<'export'>;
	progress: Progress;
}

export function openExportState(store: StateStore, organization: string): ExportState {
	return {
		queue: new ExportQueue(store, organization),
		people: new People(store, organization),
		parked: new ParkedRecords(store, organization, ['export']),
		progress: new Progress(store, organization),
	};
}

/** What a run that holds the lock works with. */
export interface ExportWork extends ExportState {
	session: ExportSession;
	effects: Effects;
	lock: HeldLock;
}

/** What became of an export in one attempt. */
export type ExportResult = { exportKey: string } & (
	| ExportOutcome
	/** It could not be carried out now, and is tried again automatically. */
	| DelayedOutcome
);

export interface DelayedOutcome {
	kind: 'waiting';
	message: string;
	/** Epoch milliseconds. */
	nextTryAtMs: number;
	/** Whether it has gone wrong so often that a person should look. */
	parked: boolean;
}
