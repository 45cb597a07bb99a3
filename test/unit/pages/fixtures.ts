import type {
	ContractRow,
	ParkedRow,
	StatusPageData,
	SyncRow,
} from '../../../src/pages/statusPageData';
import { CONTRACTS, PARKED, SYNC } from '../../../src/state/tables';

export const ORGANIZATION = 'urn:li:organization:1000';
export const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
const beforeNow = (seconds: number): string => new Date(NOW_MS - seconds * 1000).toISOString();

export const contractRow = (row: object): ContractRow =>
	CONTRACTS.schema.parse({
		contract: 'urn:li:contract:2001',
		organization: ORGANIZATION,
		name: 'Acme Europe',
		state: 'connected',
		companyLevel: 'on',
		contractLevel: 'on',
		checkedAt: beforeNow(120),
		...row,
	});

export const syncRow = (row: Partial<SyncRow>): SyncRow => ({
	...SYNC.schema.parse({ stream: 'backfill' }),
	...row,
});

export const parkedRow = (id: number, row: object = {}): ParkedRow =>
	PARKED.schema.parse({
		recordKey: `candidate:${id}`,
		kind: 'candidate',
		code: 'NO_EMAIL',
		reason: 'LinkedIn needs an e-mail address, and this candidate has none',
		whatToDo: 'Add an e-mail address to the candidate in SmartRecruiters.',
		lastSeenAt: beforeNow(600),
		...row,
	});

/** A company in the middle of its backfill. */
export function runningPage(change: Partial<StatusPageData> = {}): StatusPageData {
	return {
		organization: ORGANIZATION,
		contracts: [
			contractRow({}),
			contractRow({
				contract: 'urn:li:contract:2002',
				name: 'Acme Agency',
				state: 'waiting',
				contractLevel: 'off',
				missing: 'Contract-level access (contract 2002)',
				whatToDo:
					'In LinkedIn Recruiter, as a Recruiter admin: Profile picture › Product settings › Integrations › Manage integrations. Switch on, then check again.',
			}),
		],
		sync: [
			syncRow({
				activity: 'Sending candidates and their main applications',
				recordsPerMinute: 9840.4,
				boundBy: 'LinkedIn records per minute',
				etaSeconds: 840,
				startedAt: beforeNow(1800),
				heartbeatAt: beforeNow(4),
				samples: JSON.stringify(
					Array.from({ length: 60 }, (_, at) => [
						NOW_MS / 1000 - 1800 + at * 30,
						Math.round(at * 4900 + 2500 * Math.sin(at / 3)),
					]),
				),
			}),
			syncRow({ stream: 'jobs', done: 412, total: 418, rejected: 6, heartbeatAt: beforeNow(1700) }),
			syncRow({ stream: 'candidates', done: 61_200, total: 100_000, rejected: 311 }),
			syncRow({ stream: 'applications', done: 79_560, total: 0 }),
		],
		parked: [
			...Array.from({ length: 24 }, (_, at) => parkedRow(at)),
			parkedRow(900, {
				recordKey: 'job:b1',
				kind: 'job',
				code: 'NO_LOCATION',
				reason: 'LinkedIn needs the city and country of a job (the country alone if it is remote)',
				whatToDo: 'Complete the location of the job in SmartRecruiters.',
			}),
		],
		parkedLimit: 1000,
		seats: [],
		exported: false,
		lostTables: [],
		nowMs: NOW_MS,
		updates: true,
		acknowledged: true,
		address: 'rsc-status',
		key: 'k3y',
		links: { connect: 'rsc-connect', people: 'rsc-map-people', disconnect: 'rsc-disconnect' },
		...change,
	};
}
