import { HttpStatusError } from '../../errors/HttpStatusError';
import { LockLostError } from '../../errors/LockLostError';
import { PauseSignal } from '../../errors/PauseSignal';
import { Contracts } from '../../state/Contracts';
import { guardTransport, type HeldLock, withLock } from '../../state/Lock';
import { SentLedger } from '../../state/SentLedger';
import { Settings } from '../../state/Settings';
import type { Runtime } from '../Runtime';
import { withLearned } from '../withLearned';
import type { ExportOptions } from './ExportOptions';
import { type ExportResult, openExportState } from './ExportWork';
import { openExportSession } from './openExportSession';
import { requeueAsked } from './requeueAsked';
import { workOnExport } from './workOnExport';

export interface QueueInput {
	options: ExportOptions;
	/** Epoch milliseconds after which no further export is begun. */
	deadlineMs: number;
	/** The export to work on before all others. */
	first?: string;
	/** How long to wait for another run to end, in milliseconds. */
	patienceMs?: number;
}

export interface QueueRun {
	results: ExportResult[];
	/** Epoch milliseconds; set when another run works the queue off. */
	busyUntilMs?: number;
	/** Why the rest of the queue waits, if it does: a limit, an outage, or a refusal of everything. */
	stoppedBy?: Error;
}

/**
 * Works the queue off, one export after the other, until it is empty or the time is over. Only one run does so at a time;
 * what others put into the queue meanwhile is worked off, too.
 */
export async function workOffQueue(runtime: Runtime, input: QueueInput): Promise<QueueRun> {
	const { store, effects, owner, linkedIn } = runtime;
	const organization = linkedIn.settings.organizationUrn;
	const { queue } = openExportState(store, organization);
	const run: QueueRun = { results: [] };
	const name = `${organization}:exports`;
	for (let patienceMs = input.patienceMs ?? runtime.patienceMs ?? 0; ; patienceMs = 0) {
		try {
			const locked = await withLock({ store, effects, owner, name, patienceMs }, async (lock) => {
				await withLearned(runtime, async (learned) => {
					await drain(learned, input, lock, run);
				});
			});
			if (!locked.held) return run.results.length > 0 ? run : { ...run, ...locked };
		} catch (error) {
			if (!(error instanceof LockLostError)) throw error;
			return { ...run, busyUntilMs: effects.now() };
		}
		if (run.stoppedBy || effects.now() >= input.deadlineMs) return run;
		// An export may have come between the last look and the release; whoever brought it was told that we do it.
		if (!(await queue.next(effects.now()))) return run;
	}
}

async function drain(
	runtime: Runtime,
	{ options, deadlineMs, first }: QueueInput,
	lock: HeldLock,
	run: QueueRun,
): Promise<void> {
	const { store, effects, linkedIn, smartRecruiters } = runtime;
	const organization = linkedIn.settings.organizationUrn;
	const state = openExportState(store, organization);
	const contracts = await new Contracts(store, organization).list();
	const session = openExportSession(
		{
			...runtime,
			linkedIn: { ...linkedIn, transport: guardTransport(linkedIn.transport, lock) },
			smartRecruiters: {
				...smartRecruiters,
				transport: guardTransport(smartRecruiters.transport, lock),
			},
		},
		{
			options,
			deadlineMs,
			sent: new SentLedger(runtime, organization),
			sharing: await new Settings(store, organization).sharing(),
			contracts: contracts.map(({ contract }) => contract),
		},
	);
	await requeueAsked(state);
	const decided = first === undefined ? undefined : await state.queue.get(first);
	let next = decided?.state === 'waiting' ? decided : await state.queue.next(effects.now());
	while (next) {
		lock.check();
		const worked = await workOnExport({ ...state, session, effects, lock }, next);
		if (worked) run.results.push(worked.result);
		if (worked?.error && concernsAll(worked.error)) {
			run.stoppedBy = worked.error;
			return;
		}
		if (effects.now() >= deadlineMs) return;
		next = await state.queue.next(effects.now());
	}
}

function concernsAll(error: Error): boolean {
	return error instanceof PauseSignal || (error instanceof HttpStatusError && error.status === 401);
}
