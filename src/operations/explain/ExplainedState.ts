import { Contracts } from '../../state/Contracts';
import { recordKey } from '../../state/ParkedRecords';
import { Progress } from '../../state/Progress';
import { Settings, type StoredSharing } from '../../state/Settings';
import type { StateStore } from '../../state/StateStore';
import {
	ACTIVITY,
	type ActivityRow,
	type ContractRow,
	DELETIONS,
	type DeletionRow,
	PARKED,
	type ParkedRow,
	PEOPLE,
	type PersonRow,
	SEATS,
	type SeatRow,
} from '../../state/tables';

/** What the tables say that an explanation needs, each row by its key. */
export class ExplainedState {
	constructor(
		private readonly store: StateStore,
		/** `urn:li:organization:{id}`. */
		readonly organization: string,
	) {}

	async isAcknowledged(): Promise<boolean> {
		const contracts = new Contracts(this.store, this.organization);
		return (await contracts.acknowledgement()) !== undefined;
	}

	async contract(contract: string): Promise<ContractRow | undefined> {
		const rows = await new Contracts(this.store, this.organization).list();
		return rows.find((row) => row.contract === contract);
	}

	async seat(seat: string): Promise<SeatRow | undefined> {
		const [row] = await this.store.read(SEATS, { organization: this.organization, seat });
		return row;
	}

	async seats(): Promise<SeatRow[]> {
		return await this.store.read(SEATS, { organization: this.organization });
	}

	async claimsAbout(person: string): Promise<PersonRow[]> {
		return await this.store.read(PEOPLE, { organization: this.organization, person });
	}

	/** Whom LinkedIn knows a candidate as. */
	async personsOf(candidateId: string): Promise<Set<string>> {
		const { organization } = this;
		const rows = await this.store.read(PEOPLE, { organization, candidateId });
		return new Set(rows.map(({ person }) => person));
	}

	async activity(activityId: string): Promise<ActivityRow | undefined> {
		const { organization } = this;
		const [row] = await this.store.read(ACTIVITY, { organization, activityId });
		return row;
	}

	async parked(kind: 'activity' | 'candidate' | 'job', id: string): Promise<ParkedRow | undefined> {
		const where = { organization: this.organization, recordKey: recordKey(kind, id) };
		const [row] = await this.store.read(PARKED, where);
		return row;
	}

	async deletion(kind: string, id: string): Promise<DeletionRow | undefined> {
		const where = { organization: this.organization, recordKey: recordKey(kind, id) };
		const [row] = await this.store.read(DELETIONS, where);
		return row;
	}

	async sharing(): Promise<StoredSharing> {
		return await new Settings(this.store, this.organization).sharing();
	}

	/** Whether the history was sent to LinkedIn as a whole. */
	async isHistorySent(): Promise<boolean> {
		const row = await new Progress(this.store, this.organization).read('backfill');
		return row !== undefined && row.finishedAt !== '';
	}
}
