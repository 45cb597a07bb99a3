import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { recordKey } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import { retryParked } from '../../sync/records/retryParked';
import type { PeopleChoice, SyncContext } from '../../sync/SyncContext';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, type Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import { storeOutcome } from './storeOutcome';

export interface RetryInput {
	/** Empty for the admin's choice. */
	profileUrl: string;
	timeLimitMs: number;
}

export interface RetryReport {
	organization: string;
	state: 'done' | 'running' | 'waiting' | 'busy';
	message: string;
	/** How many were tried, went, and did not go. */
	tried: number;
	settled: number;
	rejected: number;
	resumeAt: string | null;
	busyUntil: string | null;
}

export interface RetryResult {
	report: RetryReport;
	rejections: Rejection[];
}

const AT_ONCE = 100;

/** Sends the jobs, candidates and applications once more that are parked and that a person asked to try again. */
export async function tryParkedAgain(runtime: Runtime, input: RetryInput): Promise<RetryResult> {
	const repositories = openRepositories(runtime);
	const closed = gateMessage(await repositories.contracts.gate());
	if (closed !== '') return resting(repositories, { state: 'waiting', message: closed });
	// Nobody has asked for anything in most minutes: without a lock, that costs one statement.
	if ((await repositories.parked.asked(1)).length === 0)
		return resting(repositories, { state: 'done', message: '' });
	const locked = await lockStream(runtime, 'retry', async (guarded) => {
		try {
			return await work(guarded, repositories, input);
		} catch (error) {
			return await noteFailure(repositories.progress, 'retry', error, runtime.effects.now());
		}
	});
	if (locked.held) return locked.value;
	return resting(repositories, {
		state: 'busy',
		message: 'Another run of this operation is in progress.',
		busyUntil: new Date(locked.busyUntilMs).toISOString(),
	});
}

async function work(
	runtime: Runtime,
	repositories: Repositories,
	{ profileUrl, timeLimitMs }: RetryInput,
): Promise<RetryResult> {
	const { effects } = runtime;
	const { parked, progress, settings } = repositories;
	const deadlineMs = effects.now() + timeLimitMs;
	const asked = await parked.asked();
	if (asked.length === 0) return resting(repositories, { state: 'done', message: '' });
	const { smartRecruiters, linkedIn } = connect(runtime, deadlineMs);
	const choice: PeopleChoice = {
		candidates: true,
		applications: true,
		profileUrl: await chooseProfileUrl(settings, profileUrl),
	};
	const rejections: Rejection[] = [];
	const stillParked = new Set<string>();
	let tried = 0;
	let pause: PauseSignal | undefined;
	try {
		const sharing = await openSharing(repositories, smartRecruiters, effects);
		const context: SyncContext = {
			smartRecruiters,
			linkedIn,
			effects,
			sharing,
			sent: repositories.sent,
		};
		while (tried < asked.length && effects.now() < deadlineMs) {
			const group: ParkedRow[] = asked.slice(tried, tried + AT_ONCE);
			const outcome = await retryParked(context, group, choice);
			await storeOutcome(repositories, outcome, effects.now());
			rejections.push(...outcome.rejections);
			for (const one of outcome.rejections) stillParked.add(recordKey(one.kind, one.recordId));
			tried += group.length;
		}
	} catch (error) {
		if (!(error instanceof PauseSignal)) throw error;
		pause = error;
	}
	const settled = asked.slice(0, tried).filter((row) => !stillParked.has(row.recordKey)).length;
	const resumeAt = pause ? new Date(pause.resumeAtMs).toISOString() : null;
	await progress.save(effects.now(), [
		{
			stream: 'retry',
			activity: 'Tried parked records again',
			done: settled,
			total: asked.length,
			rejected: tried - settled,
			message: '',
			finishedAt: tried === asked.length ? new Date(effects.now()).toISOString() : '',
			resumeAtMs: pause?.resumeAtMs ?? 0,
		},
	]);
	return {
		rejections,
		report: {
			...resting(repositories, { state: 'done', message: '' }).report,
			state: pause ? 'waiting' : tried < asked.length ? 'running' : 'done',
			message: pause ? `Paused: ${pause.limitText}` : '',
			tried,
			settled,
			rejected: tried - settled,
			resumeAt,
		},
	};
}

function resting(
	{ organization }: Repositories,
	change: Pick<RetryReport, 'state' | 'message'> & Partial<RetryReport>,
): RetryResult {
	const nothing = { tried: 0, settled: 0, rejected: 0, resumeAt: null, busyUntil: null };
	return { report: { organization, ...nothing, ...change }, rejections: [] };
}
