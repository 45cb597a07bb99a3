import { DAY_MS, HOUR_MS } from '../../basics/durations';
import { CursorError } from '../../errors/CursorError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import type { SyncRow } from '../../state/tables';
import { joined } from '../../sync/Outcome';
import { LIST_START } from '../../sync/ListCursor';
import { parseState } from '../../sync/parseState';
import type { Difference } from '../../sync/reconcile/Difference';
import { reconcileAbsent } from '../../sync/reconcile/reconcileAbsent';
import { reconcileJobs } from '../../sync/reconcile/reconcileJobs';
import { reconcilePeople } from '../../sync/reconcile/reconcilePeople';
import {
	type ReconcileState,
	ReconcileStateSchema,
	startReconcile,
} from '../../sync/reconcile/ReconcileState';
import { reconcileTombstones } from '../../sync/reconcile/reconcileTombstones';
import type { Reconciling, ReconcileStep } from '../../sync/reconcile/Reconciling';
import { removeLeftovers } from '../../sync/reconcile/removeLeftovers';
import { BACKGROUND_CEILING } from '../budgets/backgroundCeiling';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, type Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import {
	agree,
	countsOf,
	messageOf,
	type ReconcileReport,
	type ReconcileResult,
	restingReconcile,
} from './ReconcileReport';
import { storeOutcome } from './storeOutcome';

export interface ReconcileInput {
	/** Empty for the admin's choice. */
	profileUrl: string;
	/** From 0 to 100. */
	samplePercent: number;
	/** Whether to send again what is missing or different, and to delete what must not be there. */
	repairs: boolean;
	/** How far back deleted applications are looked for; 0 leaves it out. */
	leftoverDays: number;
	timeLimitMs: number;
	/** How long after the beginning of a comparison that has finished the next one may begin. */
	compareEveryMs: number;
	/** Whether a time that the last run set for going on is ignored, and how long ago it was. */
	atOnce: boolean;
}

/** What one night may take of LinkedIn's requests a day. */
const DAY_SHARE = 0.3;
const MOST_NAMED = 1_000;
/** Two looks at something that is not there are at least so far apart before it counts as gone. */
const ABSENT_FOR_MS = HOUR_MS;
const MOST_ABSENT = 500;
const TOMBSTONE_DAYS = 30;
const MOST_TOMBSTONES = 5_000;
const MAX_RESTARTS = 3;

/**
 * Compares both sides and repairs what differs; goes on where the last run stopped, and begins anew some hours after one
 * that has finished.
 * LinkedIn has no list of candidates (LinkedIn reference §5), so it goes from the company's side: every id is asked for,
 * the fields that lists have are compared for all, a sample to the last field by hash; and of those who were deleted of
 * late it is asked whether they are still gone. The result of every page is stored before the next one.
 */
export async function reconcile(runtime: Runtime, input: ReconcileInput): Promise<ReconcileResult> {
	const repositories = openRepositories(runtime);
	const closed = gateMessage(await repositories.contracts.gate());
	if (closed !== '') return restingReconcile(repositories, { state: 'waiting', message: closed });
	const { progress } = repositories;
	// In most minutes of a night nothing is to be done: the lock is not taken. What is damaged is told where it can be kept.
	const row = await progress.read('reconcile').catch(() => undefined);
	const rests = restOf(row, input, runtime.effects.now());
	if (rests) return restingReconcile(repositories, rests);
	const locked = await lockStream(runtime, 'reconcile', async (guarded) => {
		try {
			return await work(guarded, repositories, input);
		} catch (error) {
			return await noteFailure(progress, 'reconcile', error, runtime.effects.now());
		}
	});
	if (locked.held) return locked.value;
	return restingReconcile(repositories, {
		state: 'busy',
		message: 'Another run of this operation is in progress.',
		busyUntil: new Date(locked.busyUntilMs).toISOString(),
	});
}

async function work(
	runtime: Runtime,
	repositories: Repositories,
	input: ReconcileInput,
): Promise<ReconcileResult> {
	const { effects } = runtime;
	const beganAtMs = effects.now();
	const deadlineMs = beganAtMs + input.timeLimitMs;
	const row = await repositories.progress.read('reconcile');
	const rests = restOf(row, input, beganAtMs);
	if (rests) return restingReconcile(repositories, rests);
	const given = parseState(row?.checkpoint ?? '', ReconcileStateSchema);
	const parked = await repositories.parked.withCode('NOT_VISIBLE');
	const longAbsent = parked.filter(
		({ firstSeenAt }) => Date.parse(firstSeenAt) <= beganAtMs - ABSENT_FOR_MS,
	);
	const begin =
		given && given.phase !== 'done'
			? given
			: startReconcile(
					beganAtMs,
					longAbsent.slice(0, MOST_ABSENT).map((one) => one.recordKey),
				);
	const quota = given?.quota ?? begin.quota;
	const clients = connect(runtime, deadlineMs, quota, BACKGROUND_CEILING, DAY_SHARE);
	const { linkedIn, smartRecruiters } = clients;
	const sinceMs = begin.startedAtMs - TOMBSTONE_DAYS * DAY_MS;
	let tombstones: Promise<readonly string[]> | undefined;
	const profileUrl = await chooseProfileUrl(repositories.settings, input.profileUrl);
	const work: Reconciling = {
		linkedIn,
		smartRecruiters,
		effects,
		sharing: await openSharing(repositories, smartRecruiters, effects),
		sent: repositories.sent,
		choice: { candidates: true, applications: true, profileUrl },
		samplePercent: input.samplePercent,
		repairs: input.repairs,
		leftoverDays: input.leftoverDays,
		tombstones: async () => {
			tombstones ??= repositories.deletions.barredSince(sinceMs, effects.now(), MOST_TOMBSTONES);
			return await tombstones;
		},
		payloads: new Map(parked.map((one) => [one.recordKey, one.payload])),
	};
	let state = begin;
	let restarts = 0;
	let pause: PauseSignal | undefined;
	const differences: Difference[] = [];
	const rejections: Rejection[] = [];
	let deleted = 0;
	// One step at least, however short the time limit is.
	do {
		const closed = gateMessage(await repositories.contracts.gate());
		if (closed !== '') return restingReconcile(repositories, { state: 'waiting', message: closed });
		try {
			const step = await nextStep(work, state);
			const outcome = joined([step.outcome]);
			({ state } = step);
			differences.push(...step.differences.slice(0, MOST_NAMED - differences.length));
			rejections.push(...outcome.rejections);
			deleted += outcome.deletions.length;
			// Without repairs, only what was learned is kept.
			const kept = input.repairs ? outcome : joined([{ matches: outcome.matches }]);
			await storeOutcome(repositories, kept, effects.now());
			work.sharing.renew(kept.seenAgain);
		} catch (error) {
			if (error instanceof PauseSignal) pause = error;
			else if (error instanceof CursorError && restarts < MAX_RESTARTS) {
				restarts += 1;
				state = listAnew(state);
			} else throw error;
		}
		state = { ...state, quota: clients.quota() };
		await saveProgress(repositories, state, pause, effects.now());
		if (state.phase === 'done') await repositories.sent.compact();
	} while (state.phase !== 'done' && !pause && effects.now() < deadlineMs);
	const done = state.phase === 'done';
	return {
		rejections,
		report: {
			...countsOf(repositories, state),
			state: done ? 'done' : pause ? 'waiting' : 'running',
			finished: done,
			message: messageOf(state),
			differences,
			deleted,
			rejected: rejections.length,
			boundBy: pause?.limitText ?? 'nothing',
			resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
			busyUntil: null,
		},
	};
}

/** Why nothing is to be done now, as far as the stream's row tells. */
function restOf(
	row: SyncRow | undefined,
	{ compareEveryMs, atOnce }: ReconcileInput,
	nowMs: number,
): Pick<ReconcileReport, 'state' | 'message' | 'resumeAt'> | undefined {
	if (!row || atOnce) return undefined;
	if (row.resumeAtMs > nowMs) {
		const resumeAt = new Date(row.resumeAtMs).toISOString();
		return { state: 'waiting', message: row.message || `Paused: ${row.boundBy}`, resumeAt };
	}
	const nextMs = Date.parse(row.startedAt) + compareEveryMs;
	if (row.finishedAt === '' || !(nextMs > nowMs)) return undefined;
	const resumeAt = new Date(nextMs).toISOString();
	const message = `Both sides were compared at ${row.startedAt}. The next comparison begins at ${resumeAt}, or when you run the workflow by hand.`;
	return { state: 'waiting', message, resumeAt };
}

/** Reads the list of this phase from its beginning, and counts anew. The other phases look jobs up, and keep their place. */
function listAnew(state: ReconcileState): ReconcileState {
	if (state.phase !== 'jobs' && state.phase !== 'people') return state;
	const fresh = startReconcile(state.startedAtMs, []);
	return state.phase === 'jobs'
		? { ...state, list: LIST_START, jobs: fresh.jobs }
		: { ...state, list: LIST_START, candidates: fresh.candidates, sampled: 0 };
}

async function nextStep(work: Reconciling, state: ReconcileState): Promise<ReconcileStep> {
	if (state.phase === 'jobs') return await reconcileJobs(work, state);
	if (state.phase === 'people') return await reconcilePeople(work, state);
	if (state.phase === 'leftovers') return await removeLeftovers(work, state);
	if (state.phase === 'absent') return await reconcileAbsent(work, state);
	return await reconcileTombstones(work, state);
}

async function saveProgress(
	{ progress }: Repositories,
	state: ReconcileState,
	pause: PauseSignal | undefined,
	nowMs: number,
): Promise<void> {
	const done = state.phase === 'done';
	await progress.save(nowMs, [
		{
			stream: 'reconcile',
			activity: !done
				? 'Comparing both sides'
				: agree(state)
					? 'Both sides agree'
					: 'Both sides differed',
			done: state.candidates.linkedIn,
			total: state.candidates.company,
			rejected: 0,
			boundBy: pause?.limitText ?? 'nothing',
			checkpoint: JSON.stringify(state),
			startedAt: new Date(state.startedAtMs).toISOString(),
			finishedAt: done ? new Date(nowMs).toISOString() : '',
			message: messageOf(state),
			resumeAtMs: pause?.resumeAtMs ?? 0,
		},
	]);
}
