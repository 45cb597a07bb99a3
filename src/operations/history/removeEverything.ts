import { ConfigurationError } from '../../errors/ConfigurationError';
import { CursorError } from '../../errors/CursorError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { withLock } from '../../state/Lock';
import { DEFAULT_STORED_SHARING } from '../../state/Settings';
import { STREAMS, type StreamName } from '../../state/tables';
import { LIST_START } from '../../sync/ListCursor';
import { joined } from '../../sync/Outcome';
import { parseState } from '../../sync/parseState';
import {
	type RemovalState,
	RemovalStateSchema,
	startRemoval,
} from '../../sync/removal/RemovalState';
import { type Removing, removalStep } from '../../sync/removal/removalStep';
import { NOBODY_BARRED } from '../../sync/DeletedPeople';
import { Sharing } from '../../sync/Sharing';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { lockOptions, lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, RECORD_KINDS, type Repositories } from './openRepositories';
import { recordIdOf } from '../../state/ParkedRecords';
import {
	activityOf,
	isNothingLeft,
	messageOf,
	removeReport,
	type RemoveResult,
} from './RemoveReport';
import { removeVisibility } from './removeVisibility';
import { storeOutcome } from './storeOutcome';

export interface RemoveInput {
	/** The organization's number, to confirm. Empty only goes on with a removal that was begun before. */
	confirm: string;
	timeLimitMs: number;
	/** How long LinkedIn is given to close jobs before it is asked about them. */
	jobCheckDelayMs: number;
}

/** Whoever sends has to have stopped; they ask for the contract before every chunk. */
const SENDERS: readonly StreamName[] = ['backfill', 'changes', 'records', 'reconcile', 'retry'];
const CONTRACTS_PATIENCE_MS = 20_000;

/**
 * Takes back everything that was synced, and proves it; goes on where the last run stopped. First of all the contracts are
 * marked as disconnected, so that nothing is sent any more. Candidates and applications are deleted; jobs are closed,
 * because they cannot be deleted (LinkedIn reference §12), and those that were open say nothing any more. Afterwards
 * every record is looked up again, and the checkpoints of everything else are cleared.
 *
 * @throws ConfigurationError when the confirmation is wrong
 */
export async function removeEverything(
	runtime: Runtime,
	input: RemoveInput,
): Promise<RemoveResult> {
	const repositories = openRepositories(runtime);
	const { organization, progress } = repositories;
	const confirmed = isConfirmed(input.confirm, organization);
	const row = await progress.read('removal');
	const isUnderWay = row !== undefined && row.startedAt !== '' && row.finishedAt === '';
	if (!isUnderWay && row?.finishedAt && !(await isConnected(repositories))) {
		const state = startOf(row.checkpoint);
		if (isNothingLeft(state) || !confirmed)
			return removeReport(repositories, state, { state: 'done', message: row.message });
	}
	if (!isUnderWay && !confirmed) {
		return removeReport(repositories, startRemoval(0), {
			state: 'waiting',
			message: 'Nobody has asked for everything to be removed.',
		});
	}
	const busyUntilMs = await disconnect(runtime, repositories);
	if (busyUntilMs !== undefined)
		return busy(repositories, 'A run that changes the contracts has to end first.', busyUntilMs);
	return await alone(runtime, ['removal', ...SENDERS], async (guarded) => {
		try {
			return await work(guarded, repositories, input, isUnderWay);
		} catch (error) {
			return await noteFailure(progress, 'removal', error, runtime.effects.now());
		}
	});
}

/** @throws ConfigurationError for a confirmation of something else */
function isConfirmed(confirm: string, organization: string): boolean {
	const given = confirm.trim();
	if (given === '') return false;
	if (given === organization || organization.endsWith(`:${given}`)) return true;
	throw new ConfigurationError(
		'"Confirm" is not the number of the organization in the LinkedIn credential',
		'Nothing was deleted. Enter that number if everything that was synced is to be deleted at LinkedIn.',
	);
}

async function isConnected({ contracts }: Repositories): Promise<boolean> {
	const rows = await contracts.list();
	return rows.some(({ state }) => state !== 'disconnected');
}

/** From here on nothing is sent. @returns until when somebody else changes the contracts, who has to end first */
async function disconnect(
	runtime: Runtime,
	{ contracts }: Repositories,
): Promise<number | undefined> {
	const locked = await withLock(
		lockOptions(runtime, 'contracts', CONTRACTS_PATIENCE_MS),
		async () => {
			const own = await contracts.acknowledgement();
			const rows = [...(own ? [own] : []), ...(await contracts.list())];
			const open = rows.filter(({ state }) => state !== 'disconnected');
			if (open.length > 0)
				await contracts.put(open.map((one) => ({ ...one, state: 'disconnected' as const })));
		},
	);
	return locked.held ? undefined : locked.busyUntilMs;
}

function busy(repositories: Repositories, message: string, busyUntilMs: number): RemoveResult {
	return removeReport(repositories, startRemoval(0), {
		state: 'busy',
		message,
		busyUntil: new Date(busyUntilMs).toISOString(),
	});
}

/** Works when nobody is at work on any of these streams. */
async function alone(
	runtime: Runtime,
	[stream, ...others]: readonly StreamName[],
	run: (guarded: Runtime) => Promise<RemoveResult>,
): Promise<RemoveResult> {
	if (!stream) return await run(runtime);
	const locked = await lockStream(
		runtime,
		stream,
		async (guarded) => await alone(guarded, others, run),
	);
	if (locked.held) return locked.value;
	return busy(
		openRepositories(runtime),
		stream === 'removal'
			? 'Another run of this operation is in progress.'
			: `A run that sends (${stream}) has to end first.`,
		locked.busyUntilMs,
	);
}

const startOf = (checkpoint: string): RemovalState =>
	parseState(checkpoint, RemovalStateSchema) ?? startRemoval(0);

async function work(
	runtime: Runtime,
	repositories: Repositories,
	{ timeLimitMs, jobCheckDelayMs }: RemoveInput,
	isUnderWay: boolean,
): Promise<RemoveResult> {
	const { effects } = runtime;
	const { progress, people, sent, deletions } = repositories;
	const beganAtMs = effects.now();
	const deadlineMs = beganAtMs + timeLimitMs;
	const row = await progress.read('removal');
	const given = isUnderWay ? parseState(row?.checkpoint ?? '', RemovalStateSchema) : undefined;
	const begin = given && given.phase !== 'done' ? given : startRemoval(beganAtMs);
	const clients = connect(runtime, deadlineMs, begin.quota);
	const { linkedIn, smartRecruiters } = clients;
	let known: Promise<string[][]> | undefined;
	const removing: Removing = {
		linkedIn,
		smartRecruiters,
		effects,
		sharing: await Sharing.open(DEFAULT_STORED_SHARING, NOBODY_BARRED, smartRecruiters),
		sent,
		knownCandidateIds: async () => {
			known ??= Promise.all([people.candidateIds(), sent.candidateIds()]);
			return (await known).flat();
		},
		deletedOf: async (kind, ids) => await deletions.recorded(kind, ids),
		jobCheckDelayMs,
	};
	let state = begin;
	// Before anything is removed: a run that is killed in its first step was begun all the same.
	await saveProgress(repositories, state, undefined, beganAtMs);
	const lists = await removeVisibility(runtime, timeLimitMs);
	if (lists.left === 'more')
		return removeReport(repositories, state, {
			state: 'running',
			message: 'Access lists are being deleted.',
		});
	const rejections: Rejection[] = [];
	let pause: PauseSignal | undefined;
	// One step at least, however short the time limit is.
	do {
		try {
			const step = await removalStep(removing, state);
			({ state } = step);
			rejections.push(...step.removal.rejections);
			await storeOutcome(repositories, joined([step.removal]), effects.now());
		} catch (error) {
			if (!(error instanceof PauseSignal)) {
				// The cursor that led nowhere must not be where the next run goes on.
				if (error instanceof CursorError)
					await saveProgress(repositories, { ...state, list: LIST_START }, pause, effects.now());
				throw error;
			}
			pause = error;
		}
		state = { ...state, quota: clients.quota() };
		if (state.phase === 'done') await clearTheRest(repositories, isNothingLeft(state));
		await saveProgress(repositories, state, pause, effects.now());
	} while (state.phase !== 'done' && !pause && effects.now() < deadlineMs);
	return {
		...removeReport(repositories, state, {
			state: state.phase === 'done' ? 'done' : pause ? 'waiting' : 'running',
			finished: state.phase === 'done',
			message: [
				messageOf(state),
				...(lists.left === 'refused' ? ['LinkedIn did not delete all access lists.'] : []),
			]
				.filter(Boolean)
				.join(' '),
			rejected: rejections.length,
			resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
		}),
		rejections,
	};
}

/** A new connection begins clean; what LinkedIn may still hold stays known, so that the next removal finds it. */
async function clearTheRest(
	{ progress, parked, queue, sent }: Repositories,
	nothingIsLeft: boolean,
): Promise<void> {
	await queue.clear();
	const rows = await parked.list();
	for (const kind of RECORD_KINDS)
		await parked.remove(
			rows.filter((row) => row.kind === kind).map((row) => ({ kind, recordId: recordIdOf(row) })),
		);
	for (const stream of STREAMS)
		if (stream !== 'removal' && stream !== 'contracts') await progress.forget(stream);
	if (nothingIsLeft) await sent.clear();
}

async function saveProgress(
	{ progress }: Repositories,
	state: RemovalState,
	pause: PauseSignal | undefined,
	nowMs: number,
): Promise<void> {
	await progress.save(nowMs, [
		{
			stream: 'removal',
			activity: activityOf(state),
			done: state.candidates + state.applications + state.jobs,
			rejected: state.remainingCandidates + state.remainingJobs,
			boundBy: pause?.limitText ?? 'nothing',
			checkpoint: JSON.stringify(state),
			startedAt: new Date(state.startedAtMs).toISOString(),
			finishedAt: state.phase === 'done' ? new Date(nowMs).toISOString() : '',
			message: messageOf(state),
			resumeAtMs: pause?.resumeAtMs ?? 0,
		},
	]);
}
