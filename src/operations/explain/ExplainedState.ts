import { Contracts } from '../../state/Contracts';
import { recordKey } from '../../state/ParkedRecords';
import { Progress } from '../../state/Progress';
import { Settings, type StoredSharing, type VisibilityChoice } from '../../state/Settings';
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
import { isConfidentialToTeam } from '../../sync/visibility/toVisibilityRules';
import {
	type StoredGroups,
	type VisibilityEffect,
	VisibilityLedger,
} from '../../state/VisibilityLedger';

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

	async sightChoice(): Promise<VisibilityChoice | undefined> {
		return await new Settings(this.store, this.organization).visibility();
	}

	/** Who sees jobs at LinkedIn now. */
	async sightEffect(): Promise<VisibilityEffect> {
		return (await this.ledger().effect()) ?? 'everybody';
	}

	/** Whether confidential jobs are shared now, with their hiring team alone. */
	async sharesConfidential(): Promise<boolean> {
		const choice = await this.sightChoice();
		return (
			choice !== undefined &&
			isConfidentialToTeam(choice) &&
			(await this.ledger().isConfidentialSent())
		);
	}

	/** The groups that LinkedIn was sent of a job. */
	async sightOfJob(jobId: string): Promise<StoredGroups | undefined> {
		return (await this.ledger().groupsOf('job', [jobId])).get(jobId);
	}

	async sightOfPerson(person: string): Promise<StoredGroups | undefined> {
		return (await this.ledger().groupsOf('person', [person])).get(person);
	}

	async sightOfPeople(): Promise<Map<string, StoredGroups>> {
		return await this.ledger().all('person');
	}

	private ledger(): VisibilityLedger {
		return new VisibilityLedger(this.store, this.organization);
	}
}
