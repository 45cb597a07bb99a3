import { chunks } from '../../basics/chunks';
import { ConnectorError } from '../../errors/ConnectorError';
import { LockLostError } from '../../errors/LockLostError';
import { WaitLedger } from '../../http/WaitLedger';
import type { ActivityEvent } from '../../linkedin/activityEvent';
import { KEPT_MS } from '../../state/ActivityLedger';
import { type HeldLock, withLock } from '../../state/Lock';
import { Progress } from '../../state/Progress';
import type { SeatRow, SyncRow } from '../../state/tables';
import { openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';
import { EventBatch, type BatchTotals } from './EventBatch';
import { EventState } from './EventState';
import { inOrder } from './inOrder';
import { LagRecord } from './LagRecord';
import { isMapped, readSeats } from './readSeats';
import type { UnreadableActivity } from './UnreadableActivity';
import type { WriteHow } from './WriteHow';
import {
	NO_COUNTS,
	type ReviewedActivity,
	toReviewed,
	unreadableReview,
	type WrittenActivity,
} from './WriteReport';
import { type WriteOptions, WriteSession } from './WriteSession';

/** Events whose state is read together. */
const SLICE = 100;

export interface WriteEnd {
	/** Events that were not tried. */
	rest: readonly ActivityEvent[];
	/** Why not; empty when all were. */
	reason: string;
	/** Until when another run holds the lock. */
	busyUntilMs?: number;
	/** What a person has to do something about before anything can be written. */
	error?: ConnectorError;
}

const ALL_DONE: WriteEnd = { rest: [], reason: '' };

/**
 * Brings events of mapped seat holders onto their candidates, one run at a time for an organization. An event is marked
 * in the ledger, written, and stored there: killed anywhere, the next run looks what is there before it writes.
 */
export class EventWriter implements BatchTotals {
	readonly counts = { ...NO_COUNTS };

	readonly written: WrittenActivity[] = [];

	readonly reviews: ReviewedActivity[] = [];

	/** Who is not mapped, of those whose events came. */
	readonly unmappedSeats = new Set<string>();

	/** Whether this credential may not read notes: a lost ledger would not be noticed. */
	notesUnreadable = false;

	private readonly state: EventState;

	private readonly api: ReturnType<typeof openSmartRecruiters>;

	private lock: HeldLock | undefined;

	private stopAtMs = 0;

	private seats: Promise<Map<string, SeatRow>> | undefined;

	constructor(
		private readonly runtime: Runtime,
		private readonly options: WriteOptions,
		/** Epoch milliseconds after which nothing more is begun. */
		private readonly deadlineMs: number,
	) {
		this.state = new EventState(runtime.store, this.organization);
		const { settings, transport } = runtime.smartRecruiters;
		this.api = openSmartRecruiters(
			{
				settings,
				transport: async (request) => {
					if (!this.lock) throw new LockLostError(this.lockName);
					this.lock.check();
					return await transport(request);
				},
			},
			runtime,
			{ deadlineMs, ledger: new WaitLedger() },
		);
	}

	get organization(): string {
		return this.runtime.linkedIn.settings.organizationUrn;
	}

	/** Requests made to SmartRecruiters. */
	get requests(): number {
		return this.api.client.requests;
	}

	/** Waits for another run that writes, up to the time limit. Each event is written in its newest version. */
	async write(events: readonly ActivityEvent[], how: WriteHow): Promise<WriteEnd> {
		const own = inOrder(await this.ofMappedSeats(events));
		if (own.length === 0) return ALL_DONE;
		const { store, effects, owner } = this.runtime;
		this.stopAtMs = Math.max(this.deadlineMs, effects.now() + (how.graceMs ?? 0));
		const patienceMs = Math.max(0, this.stopAtMs - effects.now());
		const locked = await withLock(
			{ store, effects, owner, name: this.lockName, patienceMs },
			async (lock) => {
				this.lock = lock;
				try {
					return await this.writeAll(own, how);
				} finally {
					this.lock = undefined;
				}
			},
		);
		if (locked.held) return locked.value;
		const { busyUntilMs } = locked;
		return { rest: own, reason: 'another run is writing', busyUntilMs };
	}

	/** Sets events aside that were not tried, with all that another try needs: nothing is lost. */
	async park(events: readonly ActivityEvent[], reason: string): Promise<void> {
		const seats = await this.readSeats();
		const nowMs = this.runtime.effects.now();
		const waiting = (await this.ofMappedSeats(events)).map((event) => {
			const review = { code: 'WAITING', detail: reason, candidateIds: [] } as const;
			const seatName = seats.get(event.seat)?.seatName ?? '';
			return { event, reviewed: toReviewed(this.organization, event, seatName, review) };
		});
		await this.state.park(waiting, nowMs);
		this.reviews.push(...waiting.map(({ reviewed }) => reviewed));
		this.counts.parked += waiting.length;
	}

	/** The same for what is no event: somebody has to look at it. */
	async parkUnreadable(unreadable: readonly UnreadableActivity[]): Promise<void> {
		const reviews = unreadable.map((one) => ({
			reviewed: unreadableReview(this.organization, one),
			payload: one.payload,
		}));
		const named = reviews.filter(({ reviewed }) => reviewed.activityId !== '');
		await this.state.parkUnreadable(named, this.runtime.effects.now());
		this.reviews.push(...reviews.map(({ reviewed }) => reviewed));
		this.counts.parked += named.length;
	}

	private get lockName(): string {
		return `${this.organization}:activityWrite`;
	}

	private async writeAll(queue: readonly ActivityEvent[], how: WriteHow): Promise<WriteEnd> {
		const { effects, store } = this.runtime;
		// Others may have written since this run held the lock: what it knew of notes is forgotten.
		const session = new WriteSession(this.api.api, effects, this.organization, this.options);
		session.notesUnreadable = this.notesUnreadable;
		const progress = new Progress(store, this.organization);
		const row = await progress.read('activityWrite');
		const lags = new LagRecord(row?.checkpoint ?? '');
		session.ledgerLost = await this.isLedgerLost(row, effects.now());
		const end = await this.writeSlices(session, queue, how, lags);
		this.notesUnreadable ||= session.notesUnreadable;
		const nowMs = effects.now();
		await progress.save(nowMs, [
			{
				stream: 'activityWrite',
				done: lags.count(nowMs),
				activity: lags.words(nowMs),
				checkpoint: lags.json(nowMs),
				startedAt: row?.startedAt || (this.written.length > 0 ? new Date(nowMs).toISOString() : ''),
				message: end.error?.message ?? (end.reason && `Not everything was written: ${end.reason}`),
			},
		]);
		return end;
	}

	/** Rows leave the ledger when they are old; one that was at work lately has some. */
	private async isLedgerLost(row: SyncRow | undefined, nowMs: number): Promise<boolean> {
		if (!row || row.startedAt === '') return false;
		const isOld = nowMs - Date.parse(row.heartbeatAt) > KEPT_MS / 2;
		return !isOld && !(await this.state.ledger.holdsWritten());
	}

	private async writeSlices(
		session: WriteSession,
		queue: readonly ActivityEvent[],
		how: WriteHow,
		lags: LagRecord,
	): Promise<WriteEnd> {
		const seats = await this.readSeats();
		let later = queue;
		for (const slice of chunks(queue, SLICE)) {
			const batch = new EventBatch(session, this.state, seats, this, lags);
			later = later.slice(slice.length);
			try {
				const left = await batch.write(slice, how, () => this.stopReason(session));
				if (left.length === 0) continue;
				return { rest: [...left, ...later], reason: this.stopReason(session) };
			} catch (error) {
				if (!(error instanceof ConnectorError)) throw error;
				const rest = [...batch.left, ...later];
				if (error instanceof LockLostError) return { rest, reason: 'another run is writing' };
				return { rest, reason: error.message, error };
			}
		}
		return ALL_DONE;
	}

	/** Empty while more may be begun. */
	private stopReason(session: WriteSession): string {
		if (session.closed !== undefined) return session.closed;
		return this.runtime.effects.now() >= this.stopAtMs ? 'this run has reached its time limit' : '';
	}

	private async ofMappedSeats(events: readonly ActivityEvent[]): Promise<ActivityEvent[]> {
		if (events.length === 0) return [];
		const seats = await this.readSeats();
		return events.filter(({ seat }) => {
			const mapped = isMapped(seats.get(seat));
			if (!mapped) this.unmappedSeats.add(seat);
			return mapped;
		});
	}

	private async readSeats(): Promise<Map<string, SeatRow>> {
		this.seats ??= readSeats(this.runtime.store, this.organization);
		return await this.seats;
	}
}
