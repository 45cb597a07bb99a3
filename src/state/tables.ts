import { CONTRACTS, ORGANIZATIONS, SETTINGS } from './tables/connectionTables';
import { ACTIVITY, EXPORTS, PEOPLE, SEATS } from './tables/recruiterTables';
import { DELETIONS, PARKED, SENT, VISIBILITY } from './tables/sentTables';
import { FAILURES, LOCKS, PROCESSES, QUEUE, SYNC } from './tables/workTables';

export * from './tables/connectionTables';
export * from './tables/recruiterTables';
export * from './tables/sentTables';
export * from './tables/workTables';

/** Everything that this package keeps. */
export const TABLES = [
	CONTRACTS,
	ORGANIZATIONS,
	SETTINGS,
	SYNC,
	LOCKS,
	SEATS,
	PEOPLE,
	ACTIVITY,
	EXPORTS,
	PARKED,
	DELETIONS,
	SENT,
	VISIBILITY,
	QUEUE,
	PROCESSES,
	FAILURES,
] as const;
