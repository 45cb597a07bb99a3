import type { SyncRow } from '../../state/tables';
import type { ImportBatch } from './importPlan';
import { callsLeft } from './readingStream';
import type { RunEnd } from './RunEnd';
import type { WriteCounts } from './WriteReport';

export interface ImportProgress {
	organization: string;
	/** `done`: the past of every mapped seat is there. */
	state: 'done' | 'running' | 'waiting' | 'busy' | 'notConnected' | 'paused';
	/** In words; empty when all is well. */
	message: string;
	/** ISO time until which another run is at it. */
	busyUntil?: string;
	/** Seats whose past is being read, and those that follow. */
	seats: number;
	seatsWaiting: number;
	/** Seats whose past was finished by this run. */
	seatsFinished: number;
	/** Events that this run has read. */
	events: number;
	calls: number;
	/** For the seats that are being read; at least. */
	callsLeft: number;
	/** Parked ones that a person asked to try again. */
	retried: number;
	boundBy: string;
	/** ISO time before which going on makes no sense. */
	resumeAt: string;
	counts: WriteCounts;
}

type ImportRow = Partial<SyncRow> & { stream: 'activityImport' };

/** The row of `rsc_sync`, without its checkpoint. */
export function importRow(
	{ startedMs, total, events, streams, seats }: ImportBatch,
	seatsWaiting: number,
	end: RunEnd,
	nowMs: number,
): ImportRow {
	const left = callsLeft(streams);
	const done = Math.max(0, total - left);
	const backToMs = Math.max(...streams.map(({ untilMs }) => untilMs));
	const spentS = (nowMs - startedMs) / 1000;
	const waiting = seatsWaiting > 0 ? `; ${seatsWaiting} more follow` : '';
	const isOver = seats.length === 0;
	return {
		...waitingRow(end),
		activity: isOver
			? `The past was read; ${events} InMails and notes found${waiting}`
			: `Reading the past of ${seats.length} seat holders, back to ${new Date(backToMs).toISOString().slice(0, 10)}${waiting}`,
		done,
		total,
		etaSeconds: done === 0 ? 0 : Math.round((spentS / done) * left),
		startedAt: new Date(startedMs).toISOString(),
		finishedAt: isOver && waiting === '' ? new Date(nowMs).toISOString() : '',
	};
}

/** Where nothing was done: how far it is stays as it was. */
export function waitingRow({ message, boundBy, resumeAtMs }: RunEnd): ImportRow {
	return { stream: 'activityImport', activity: 'Waiting', message, boundBy, resumeAtMs };
}
