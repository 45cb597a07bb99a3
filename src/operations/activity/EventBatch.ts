import { LockLostError } from '../../errors/LockLostError';
import { type ActivityEvent, contentHash } from '../../linkedin/activityEvent';
import { NEW_ENTRY } from '../../state/ActivityLedger';
import { recordKey } from '../../state/ParkedRecords';
import type { SeatRow } from '../../state/tables';
import type { EventState, KnownEvents } from './EventState';
import type { WriteHow } from './WriteHow';
import { isNew } from './isNew';
import type { LagRecord } from './LagRecord';
import { isOlderThan, mayTryEvent } from './mayTryAgain';
import {
	type EventInput,
	type EventOutcome,
	type EventStop,
	nothingSent,
	writeEvent,
} from './writeEvent';
import {
	type ReviewedActivity,
	toReviewed,
	type WriteCounts,
	type WrittenActivity,
} from './WriteReport';
import type { WriteSession } from './WriteSession';

/** Events that are marked together before they are written one after the other. */
const CHUNK = 20;

/** Where a batch adds up what it does. */
export interface BatchTotals {
	readonly counts: WriteCounts;
	readonly written: WrittenActivity[];
	readonly reviews: ReviewedActivity[];
}

interface Done {
	input: EventInput;
	outcome: EventOutcome;
}

/** Some events from reading their state to storing what became of them. */
export class EventBatch {
	/** Those that were not stored yet. */
	left: readonly ActivityEvent[] = [];

	private known: KnownEvents = { entries: new Map(), people: new Map(), parked: new Map() };

	constructor(
		private readonly session: WriteSession,
		private readonly state: EventState,
		private readonly seats: ReadonlyMap<string, SeatRow>,
		private readonly totals: BatchTotals,
		private readonly lags: LagRecord,
	) {}

	/**
	 * @param stopReason not empty when nothing more may be begun
	 * @returns those that were not tried
	 */
	async write(
		events: readonly ActivityEvent[],
		how: WriteHow,
		stopReason: () => string,
	): Promise<readonly ActivityEvent[]> {
		this.left = events;
		this.known = await this.state.read(events);
		const due = await this.leaveOut(events, how);
		this.left = due.map(({ event }) => event);
		for (const chunk of chunksOf(due, this.session.options.createCandidates)) {
			if (stopReason() !== '') break;
			await this.writeChunk(chunk);
			this.left = this.left.slice(chunk.length);
		}
		return this.left;
	}

	/** Those that have to be written; what is settled is no longer parked. */
	private async leaveOut(events: readonly ActivityEvent[], how: WriteHow): Promise<EventInput[]> {
		const { entries, people, parked } = this.known;
		const due: EventInput[] = [];
		const settled: string[] = [];
		for (const event of events) {
			const held = entries.get(event.activityId);
			const rows = (event.person && people.get(event.person)) || [];
			const row = parked.get(keyOf(event));
			const asked = how.asked?.has(event.activityId) ?? false;
			if (!isNew(event, held, rows, asked)) {
				const mayGo = row && (asked || row.code !== 'REMOVE_BY_HAND');
				if (mayGo && !isOlderThan(row, event)) settled.push(event.activityId);
			} else if (how.parked === 'always' || mayTryEvent(event, row, this.session.effects.now())) {
				const seatName = this.seats.get(event.seat)?.seatName ?? '';
				due.push({ event, held: held ?? NEW_ENTRY, people: rows, seatName });
			}
		}
		this.totals.counts.unchanged += events.length - due.length;
		await this.state.unpark(settled);
		return due;
	}

	private async writeChunk(chunk: readonly EventInput[]): Promise<void> {
		await this.state.ledger.save(
			chunk.map(({ event, held }) => ({
				subject: event,
				entry: { ...held, state: 'writing', contentHash: contentHash(event) },
			})),
		);
		const done: Done[] = [];
		for (const input of chunk) {
			const outcome = await writeEvent(this.session, input);
			if ('error' in outcome) return await this.stop(chunk, done, outcome);
			done.push({ input, outcome });
		}
		await this.store(done);
	}

	/** What was written is stored all the same, and of the others that nothing was sent. */
	private async stop(
		chunk: readonly EventInput[],
		done: readonly Done[],
		{ error, entry }: EventStop,
	): Promise<never> {
		// Somebody else may be writing by now.
		if (error instanceof LockLostError) throw error;
		await this.store(done);
		this.left = this.left.slice(done.length);
		await this.state.ledger.save(
			chunk.slice(done.length).map(({ event, held }, nth) => ({
				subject: event,
				entry: nth === 0 ? entry : nothingSent(held),
			})),
		);
		throw error;
	}

	/** People first, and the ledger after what is parked: a kill in between loses neither. */
	private async store(done: readonly Done[]): Promise<void> {
		const { state, totals } = this;
		const nowMs = this.session.effects.now();
		const reviews = done.flatMap(({ input: { event, seatName }, outcome: { review } }) =>
			review
				? [{ event, reviewed: toReviewed(this.session.organization, event, seatName, review) }]
				: [],
		);
		await state.learn(
			done.flatMap(({ outcome: { learned } }) => learned ?? []),
			nowMs,
		);
		await state.park(reviews, nowMs);
		await state.ledger.save(
			done.map(({ input, outcome }) => ({ subject: input.event, entry: outcome.entry })),
		);
		await state.unpark(
			done.flatMap(({ input: { event }, outcome }) => {
				const row = this.known.parked.get(keyOf(event));
				return row && !outcome.review && !isOlderThan(row, event) ? [event.activityId] : [];
			}),
		);
		totals.reviews.push(...reviews.map(({ reviewed }) => reviewed));
		for (const one of done) this.count(one);
	}

	private count({ input, outcome }: Done): void {
		const { counts, written } = this.totals;
		switch (outcome.action) {
			case 'review':
				counts.parked += 1;
				return;
			case 'unchanged':
			case 'nothing':
				counts.unchanged += 1;
				return;
			case 'written':
			case 'replaced':
			case 'removed':
				counts[outcome.action] += 1;
				this.lags.add(input.event.happenedAtMs, outcome.entry.lagSeconds);
				written.push(toWritten(this.session.organization, input, outcome));
		}
	}
}

const keyOf = ({ activityId }: ActivityEvent): string => recordKey('activity', activityId);

/** A candidate that may be created is marked alone: of one whose creation nobody knows, none is created again. */
function chunksOf(due: readonly EventInput[], creates: boolean): EventInput[][] {
	const chunks: EventInput[][] = [];
	let room = 0;
	for (const input of due) {
		const alone = creates && input.event.kind === 'stub';
		if (alone || room === 0) {
			chunks.push([input]);
			room = alone ? 0 : CHUNK - 1;
		} else {
			chunks.at(-1)?.push(input);
			room -= 1;
		}
	}
	return chunks;
}

function toWritten(
	organization: string,
	{ event, seatName }: EventInput,
	{ action, entry, enriched }: EventOutcome,
): WrittenActivity {
	const { activityId, kind, contract, seat, person = '', happenedAtMs } = event;
	const { candidateId, notes, writtenAt, lagSeconds } = entry;
	return {
		organization,
		...{ activityId, kind, contract, seat, seatName, person, candidateId, action },
		notes: notes.length,
		enriched,
		happenedAt: new Date(happenedAtMs).toISOString(),
		writtenAt,
		lagSeconds,
	};
}
