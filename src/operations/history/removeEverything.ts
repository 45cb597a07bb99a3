import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { DEFAULT_SHARING } from '../../mapping/SharingRules';
import type { Deletion } from '../../sync/Deletion';
import { parseState } from '../../sync/parseState';
import { RemovalRun } from '../../sync/removal/RemovalRun';
import {
	type RemovalState,
	RemovalStateSchema,
	startRemoval,
} from '../../sync/removal/RemovalState';
import { Sharing } from '../../sync/Sharing';
import { connect, type Connection } from '../connect';

export interface RemoveInput {
	/** Candidates that may be at LinkedIn although SmartRecruiters lists them no more: from `rsc_people`. */
	knownCandidateIds: readonly string[];
	checkpoint: unknown;
	timeLimitMs: number;
	/** How long LinkedIn is given to close jobs before it is asked about them. */
	jobCheckDelayMs: number;
}

export interface RemoveResult {
	organization: string;
	state: 'running' | 'waiting' | 'done';
	activity: string;
	/** Removed so far, and what a second look found: the proof. */
	removed: { candidates: number; applications: number; jobs: number };
	checked: { candidates: number; jobs: number };
	/** Zero when all is gone. */
	remaining: { candidates: number; jobs: number };
	deletions: Deletion[];
	rejections: Rejection[];
	resumeAt: string | null;
	checkpoint: string;
}

const ACTIVITIES: Record<RemovalState['phase'], string> = {
	known: 'Deleting candidates that were known once',
	people: 'Deleting candidates with their applications',
	jobs: 'Closing jobs',
	checkPeople: 'Looking whether LinkedIn holds anybody still',
	checkJobs: 'Looking whether a job is open still',
	done: 'Nothing is left at LinkedIn',
};

/**
 * One bounded chunk of taking back everything that was synced; resumable. Candidates and applications are deleted; jobs
 * are closed, because they cannot be deleted (LinkedIn reference §12), and those that were open say nothing any more.
 * Afterwards every record is looked up again.
 */
export async function removeEverything(
	connection: Connection,
	input: RemoveInput,
): Promise<RemoveResult> {
	const { effects } = connection;
	const deadlineMs = effects.now() + input.timeLimitMs;
	const { organizationUrn } = connection.linkedIn.settings;
	const begin =
		parseState(input.checkpoint, RemovalStateSchema, organizationUrn) ??
		startRemoval(organizationUrn);
	const { linkedIn, smartRecruiters, quota } = connect(connection, deadlineMs, begin.quota);
	const sharing = new Sharing(DEFAULT_SHARING, new Set(), smartRecruiters);
	const run = new RemovalRun({ linkedIn, smartRecruiters, effects, sharing }, input, begin);
	let pause: PauseSignal | undefined;
	try {
		while (run.state.phase !== 'done' && effects.now() < deadlineMs) await run.step();
	} catch (error) {
		if (!(error instanceof PauseSignal)) throw error;
		pause = error;
	}
	const { state } = run;
	return {
		organization: organizationUrn,
		state: state.phase === 'done' ? 'done' : pause ? 'waiting' : 'running',
		activity:
			state.phase === 'done' && state.remainingCandidates + state.remainingJobs > 0
				? 'LinkedIn still holds something: start again'
				: ACTIVITIES[state.phase],
		removed: {
			candidates: state.candidates,
			applications: state.applications,
			jobs: state.jobs,
		},
		checked: { candidates: state.checkedCandidates, jobs: state.checkedJobs },
		remaining: { candidates: state.remainingCandidates, jobs: state.remainingJobs },
		deletions: run.deletions,
		rejections: run.rejections,
		resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
		checkpoint: JSON.stringify({ ...state, quota: quota() }),
	};
}
