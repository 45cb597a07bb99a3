import { PauseSignal } from '../../errors/PauseSignal';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getCandidates } from '../../linkedin/candidates';
import type { Rejection } from '../../mapping/Rejection';
import type { SharingRules } from '../../mapping/SharingRules';
import { type Deletion, REASONS } from '../../sync/Deletion';
import { parseState } from '../../sync/parseState';
import { removePeople } from '../../sync/people/removePeople';
import { type ReconcileChoice, ReconcileRun } from '../../sync/reconcile/ReconcileRun';
import {
	type Difference,
	type ReconcileState,
	ReconcileStateSchema,
	startReconcile,
} from '../../sync/reconcile/ReconcileState';
import { reconcileJobs } from '../../sync/reconcile/reconcileJobs';
import { reconcilePeople } from '../../sync/reconcile/reconcilePeople';
import { Sharing } from '../../sync/Sharing';
import { connect, type Connection } from '../connect';
import { type Match, matchOf } from './getMatches';

export interface ReconcileInput extends ReconcileChoice {
	sharing: SharingRules;
	/** From the last item; empty, or of a finished one, begins anew. */
	checkpoint: unknown;
	timeLimitMs: number;
	/** Which part of LinkedIn's requests a day this may take, from 0 to 1. */
	dayShare?: number;
}

export interface ReconcileResult {
	organization: string;
	state: 'running' | 'waiting' | 'done';
	/** Whether nothing differed so far. */
	agree: boolean;
	jobs: ReconcileState['jobs'];
	candidates: ReconcileState['candidates'];
	sampled: number;
	resurrected: number;
	/** Of this chunk, named by id, at most a thousand. */
	differences: Difference[];
	matches: Match[];
	deletions: Deletion[];
	rejections: Rejection[];
	boundBy: string;
	resumeAt: string | null;
	checkpoint: string;
}

/**
 * One bounded chunk of comparing both sides. LinkedIn has no list of candidates (LinkedIn reference §5), so it goes from
 * the company's side: every id is asked for, the fields that lists have are compared for all, a sample to the last
 * field by hash; and for those who were deleted it is asked whether they are still gone.
 */
export async function reconcile(
	connection: Connection,
	input: ReconcileInput,
): Promise<ReconcileResult> {
	const { effects } = connection;
	const beganAtMs = effects.now();
	const deadlineMs = beganAtMs + input.timeLimitMs;
	const { organizationUrn } = connection.linkedIn.settings;
	const given = parseState(input.checkpoint, ReconcileStateSchema, organizationUrn);
	const begin =
		given && given.phase !== 'done' ? given : startReconcile(organizationUrn, beganAtMs);
	const quota = given?.quota ?? begin.quota;
	const clients = connect(connection, deadlineMs, quota, input.dayShare);
	const run = new ReconcileRun(
		clients.smartRecruiters,
		clients.linkedIn,
		effects,
		new Sharing(input.sharing, new Set(input.tombstones), clients.smartRecruiters),
		input,
		begin,
	);
	let pause: PauseSignal | undefined;
	try {
		while (run.state.phase !== 'done' && effects.now() < deadlineMs) await step(run);
	} catch (error) {
		if (!(error instanceof PauseSignal)) throw error;
		pause = error;
	}
	const { jobs, candidates, sampled, resurrected, phase } = run.state;
	return {
		organization: organizationUrn,
		state: phase === 'done' ? 'done' : pause ? 'waiting' : 'running',
		agree: jobs.differences + candidates.differences + resurrected === 0,
		jobs,
		candidates,
		sampled,
		resurrected,
		differences: run.differences,
		matches: run.held.flatMap(({ candidateId, held }) => {
			const match = matchOf(candidateId, held);
			return typeof match === 'string' ? [] : [match];
		}),
		deletions: run.deletions,
		rejections: run.rejections,
		boundBy: pause?.limit ?? 'nothing',
		resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
		checkpoint: JSON.stringify({ ...run.state, quota: clients.quota() }),
	};
}

async function step(run: ReconcileRun): Promise<void> {
	const { phase } = run.state;
	if (phase === 'jobs') await reconcileJobs(run);
	else if (phase === 'people') await reconcilePeople(run);
	else await reconcileTombstones(run);
}

/** Who was deleted must be gone: a write that was under way may have brought them back. */
async function reconcileTombstones(run: ReconcileRun): Promise<void> {
	const from = Number(run.state.pageId ?? 0);
	const ids = run.chosen.tombstones.slice(from, from + MAX_BATCH);
	const held = await getCandidates(run.linkedIn, ids);
	const back = ids.filter((id) => held.has(id));
	run.name(
		back.map(
			(id): Difference => ({
				kind: 'candidate',
				recordId: id,
				difference: 'must not be there',
				fields: [],
			}),
		),
	);
	if (run.repairs) {
		const removal = await removePeople(
			run,
			back.map((candidateId) => ({ candidateId })),
			REASONS.deleted,
		);
		run.deletions.push(...removal.deletions);
		run.rejections.push(...removal.rejections);
	}
	const more = from + MAX_BATCH < run.chosen.tombstones.length;
	run.state = {
		...run.state,
		resurrected: run.state.resurrected + back.length,
		...(more ? { pageId: String(from + MAX_BATCH) } : { phase: 'done' as const, pageId: null }),
	};
}
