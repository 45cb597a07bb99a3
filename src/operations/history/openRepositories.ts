import { Contracts } from '../../state/Contracts';
import { Deletions } from '../../state/Deletions';
import { ParkedRecords } from '../../state/ParkedRecords';
import { People } from '../../state/People';
import { Progress } from '../../state/Progress';
import { RecordQueue } from '../../state/RecordQueue';
import { Seats } from '../../state/Seats';
import { SentLedger } from '../../state/SentLedger';
import { Settings } from '../../state/Settings';
import { TableWatch } from '../../state/TableWatch';
import { VisibilityLedger } from '../../state/VisibilityLedger';
import type { LinkedInRuntime } from '../Runtime';

/** What the history of records owns of `rsc_parked`. */
export const RECORD_KINDS = ['job', 'candidate', 'application'] as const;
export type RecordKinds = (typeof RECORD_KINDS)[number];

export interface Repositories {
	organization: string;
	contracts: Contracts;
	deletions: Deletions;
	parked: ParkedRecords<RecordKinds>;
	people: People;
	progress: Progress;
	queue: RecordQueue;
	settings: Settings;
	sent: SentLedger;
	watch: TableWatch;
	visibility: VisibilityLedger;
	seats: Seats;
}

/** Where the state of an organization's records is kept. */
export function openRepositories({
	store,
	effects,
	owner,
	linkedIn,
}: LinkedInRuntime): Repositories {
	const organization = linkedIn.settings.organizationUrn;
	return {
		organization,
		contracts: new Contracts(store, organization),
		deletions: new Deletions(store, organization),
		parked: new ParkedRecords(store, organization, RECORD_KINDS),
		people: new People(store, organization),
		progress: new Progress(store, organization),
		queue: new RecordQueue(store, organization),
		settings: new Settings(store, organization),
		sent: new SentLedger({ store, effects, owner }, organization),
		watch: new TableWatch(store, organization),
		visibility: new VisibilityLedger(store, organization),
		seats: new Seats(store, organization),
	};
}
