import type { ActivityEvent } from '../../linkedin/activityEvent';
import { ActivityLedger, type LedgerEntry } from '../../state/ActivityLedger';
import { ParkedRecords, recordKey } from '../../state/ParkedRecords';
import { People } from '../../state/People';
import type { StateStore } from '../../state/StateStore';
import { PARKED, type ParkedRow, type PersonRow } from '../../state/tables';
import { isOlderThan, nextTry } from './mayTryAgain';
import type { ReviewedActivity } from './WriteReport';

/** What is known of some events, each under its id. */
export interface KnownEvents {
	entries: ReadonlyMap<string, LedgerEntry>;
	people: ReadonlyMap<string, readonly PersonRow[]>;
	parked: ReadonlyMap<string, ParkedRow>;
}

/** Where events and what became of them are kept. */
export class EventState {
	readonly ledger: ActivityLedger;

	readonly parked: ParkedRecords<'activity'>;

	private readonly people: People;

	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {
		this.ledger = new ActivityLedger(store, organization);
		this.parked = new ParkedRecords(store, organization, ['activity']);
		this.people = new People(store, organization);
	}

	async read(events: readonly ActivityEvent[]): Promise<KnownEvents> {
		const ids = events.map(({ activityId }) => activityId);
		const persons = [...new Set(events.flatMap(({ person }) => person ?? []))];
		const entries = await this.ledger.read(ids);
		const people = new Map<string, PersonRow[]>();
		for (const row of await this.people.ofPersons(persons))
			people.set(row.person, [...(people.get(row.person) ?? []), row]);
		const values = ids.map((id) => recordKey('activity', id));
		const where = { organization: this.organization };
		const rows = await this.store.read(PARKED, where, { anyOf: { column: 'recordKey', values } });
		return { entries, people, parked: new Map(rows.map((row) => [row.recordKey, row] as const)) };
	}

	async learn(
		learned: ReadonlyArray<{ person: string; candidateId: string }>,
		nowMs: number,
	): Promise<void> {
		if (learned.length === 0) return;
		await this.people.remember(
			learned.map((one) => ({ ...one, knownBy: 'stub' })),
			nowMs,
		);
	}

	async park(
		reviews: ReadonlyArray<{ event: ActivityEvent; reviewed: ReviewedActivity }>,
		nowMs: number,
	): Promise<void> {
		await this.parked.park(
			reviews.map(({ event, reviewed: { code, reason, whatToDo, retries } }) => ({
				kind: 'activity',
				recordId: event.activityId,
				...{ code, reason, whatToDo, retries },
				nextTryAtMs: nextTry(nowMs),
				payload: JSON.stringify(event),
				replaces: (old) => !isOlderThan(old, event),
			})),
			nowMs,
		);
	}

	async parkUnreadable(
		reviews: ReadonlyArray<{ reviewed: ReviewedActivity; payload: string }>,
		nowMs: number,
	): Promise<void> {
		await this.parked.park(
			reviews.map(({ reviewed: { activityId, code, reason, whatToDo, retries }, payload }) => ({
				kind: 'activity',
				recordId: activityId,
				...{ code, reason, whatToDo, retries, payload },
			})),
			nowMs,
		);
	}

	async unpark(activityIds: readonly string[]): Promise<void> {
		await this.parked.remove(
			activityIds.map((recordId) => ({ kind: 'activity' as const, recordId })),
		);
	}
}
