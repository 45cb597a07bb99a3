import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import { catchUpActivity } from '../../src/operations/activity/catchUpActivity';
import { importPast } from '../../src/operations/activity/importPast';
import { syncNewActivity } from '../../src/operations/activity/syncNewActivity';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { reconcile } from '../../src/operations/history/reconcile';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { SEATS } from '../../src/state/tables';
import { ORGANIZATION, PROFILE_URL } from '../support/historyRuntime';
import { syncToEnd } from '../support/syncToEnd';
import { Company } from './Company';
import type { Counts } from './Counts';
import { NOTES, noteSent } from './noteSent';
import type { GrowthJob } from './GrowthJob';
import {
	withContracts,
	withParked,
	withSeatOnEach,
	withSeats,
	withTombstones,
} from './sizedCompanies';

const PEOPLE = [200, 800, 3_200] as const;
const JOBS = [200, 800, 3_200] as const;
const SEATS_OF = [10, 40, 160] as const;
const CONTRACTS_OF = [5, 20, 80] as const;
const ROWS = [200, 800, 3_200] as const;
/** Changed in SmartRecruiters since the last run, where the company does not grow with the size. */
const CHANGED = 20;
const NOTHING = {
	event: '',
	candidateId: '',
	applicationId: '',
	jobId: '',
	reviewId: '',
};
const HOURLY = 24;
const EVERY_HALF_HOUR = 48;

/** An hour later, nobody has changed anything, or some have. */
async function hour(company: Company, changed: number): Promise<Counts> {
	company.later(HOUR_MS);
	await syncToEnd(company.sandbox, company.runtime);
	company.later(HOUR_MS);
	company.touch(changed);
	company.later(2 * MINUTE_MS);
	return await company.count(
		async () => await syncToEnd(company.sandbox, company.runtime, { atOnce: true }),
	);
}

/** Without a sample: it is drawn by lot, and would blur what is measured. Each person in it takes two calls or three. */
async function night(company: Company, changed: number): Promise<Counts> {
	company.later(3 * DAY_MS);
	company.touch(changed);
	company.later(HOUR_MS);
	return await company.count(async () => {
		for (let run = 0; run < 200; run += 1) {
			const { report } = await reconcile(company.runtime, {
				profileUrl: PROFILE_URL,
				timeLimitMs: 300_000,
				repairs: true,
				samplePercent: 0,
				leftoverDays: 2,
				compareEveryMs: 0,
				atOnce: true,
			});
			if (report.state === 'done') return;
		}
		throw new Error('The comparison does not end');
	});
}

async function record(company: Company, item: object): Promise<Counts> {
	company.later(MINUTE_MS);
	return await company.count(
		async () =>
			await syncRecords(company.runtime, {
				items: [{ ...NOTHING, ...item }],
				profileUrl: PROFILE_URL,
				timeLimitMs: 60_000,
			}),
	);
}

async function changedRecord(company: Company): Promise<Counts> {
	const [one] = company.people(1);
	company.touch(1);
	return await record(company, { event: 'candidate.updated', candidateId: one?.id ?? '' });
}

async function deletedRecord(company: Company): Promise<Counts> {
	const [one] = company.people(1);
	const candidateId = one?.id ?? '';
	company.sandbox.context.company.deleteCandidate(candidateId);
	const sentAtMs = company.sandbox.context.clock.now();
	return await record(company, { event: 'candidate.deleted', candidateId, sentAtMs });
}

async function syncNew(company: Company): Promise<Counts> {
	const one = async (): Promise<void> => {
		await syncNewActivity(company.runtime, {
			...{ everyMs: 30 * MINUTE_MS, atOnce: false, lookBackMs: 12 * HOUR_MS },
			...{ timeLimitMs: 300_000, enrich: true, createCandidates: false, tags: [] },
		});
	};
	await one();
	company.later(30 * MINUTE_MS);
	return await company.count(one);
}

async function catchUp(company: Company): Promise<Counts> {
	return await company.count(
		async () =>
			await catchUpActivity(company.runtime, {
				...{ days: 3, readEveryMs: 0, callsPerDay: 15_000, timeLimitMs: 300_000 },
				...{ enrich: true, createCandidates: false, tags: [] },
			}),
	);
}

/** Two quiet years of everybody, who were mapped together. */
async function importTheirPast(company: Company): Promise<Counts> {
	const nowMs = company.sandbox.context.clock.now();
	await company.runtime.store.update(
		SEATS,
		{ organization: ORGANIZATION },
		{ mappedAt: new Date(nowMs).toISOString(), importedFromMs: nowMs - 730 * DAY_MS },
	);
	return await company.count(async () => {
		for (let run = 0; run < 200; run += 1) {
			const { progress } = await importPast(company.runtime, {
				...{ callsPerDay: 1_000_000, seatsAtOnce: 200, timeLimitMs: 300_000 },
				...{ enrich: true, createCandidates: false, tags: [] },
			});
			if (progress.state === 'done') return;
		}
		throw new Error('The import does not end');
	});
}

async function check(company: Company): Promise<Counts> {
	const input = { webBaseUrl: 'https://www.linkedin.com', onSymbols: [] };
	return await company.count(async () => await checkContracts(company.runtime, input));
}

const NO_GROWTH = { calls: 0.1, rows: 0.1 };
const IN_PROPORTION = { calls: 1.1, rows: 1.1 };

/** Each job that comes again and again, by each size that could make it dearer. */
export const GROWTH_JOBS: readonly GrowthJob[] = [
	{
		name: 'Sync Changes, nothing changed',
		by: 'people',
		runsPerDay: HOURLY,
		sizes: PEOPLE,
		at: 100_000,
		promised: NO_GROWTH,
		measure: async (people) =>
			await Company.measured({ people }, async (company) => await hour(company, 0)),
	},
	{
		name: 'Sync Changes, nothing changed',
		by: 'jobs',
		runsPerDay: HOURLY,
		sizes: JOBS,
		at: 20_000,
		promised: NO_GROWTH,
		measure: async (jobs) =>
			await Company.measured({ jobs }, async (company) => await hour(company, 0)),
	},
	{
		name: `Sync Changes, ${CHANGED} people changed`,
		by: 'jobs',
		runsPerDay: HOURLY,
		sizes: JOBS,
		at: 20_000,
		promised: NO_GROWTH,
		measure: async (jobs) =>
			await Company.measured({ jobs }, async (company) => await hour(company, CHANGED)),
	},
	{
		name: 'Sync Records, one candidate changed',
		by: 'people',
		sizes: PEOPLE,
		at: 100_000,
		promised: NO_GROWTH,
		measure: async (people) => await Company.measured({ people }, changedRecord),
	},
	{
		name: 'Sync Records, one candidate changed',
		by: 'tombstones',
		sizes: ROWS,
		at: 100_000,
		promised: NO_GROWTH,
		measure: async (rows) => await withTombstones(rows, changedRecord),
	},
	{
		name: 'Sync Records, one candidate changed',
		by: 'parked',
		sizes: ROWS,
		at: 10_000,
		promised: NO_GROWTH,
		measure: async (rows) => await withParked(rows, changedRecord),
	},
	{
		name: 'Sync Records, one candidate deleted',
		by: 'jobs',
		sizes: JOBS,
		at: 20_000,
		promised: NO_GROWTH,
		measure: async (jobs) => await Company.measured({ jobs }, deletedRecord),
	},
	{
		name: 'Reconcile without its sample, 1 % of the people changed',
		by: 'people',
		runsPerDay: 1,
		sizes: PEOPLE,
		at: 100_000,
		promised: IN_PROPORTION,
		measure: async (people) =>
			await Company.measured(
				{ people },
				async (company) => await night(company, Math.round(people / 100)),
			),
	},
	{
		name: `Reconcile, ${CHANGED} people changed`,
		by: 'jobs',
		runsPerDay: 1,
		sizes: JOBS,
		at: 20_000,
		promised: IN_PROPORTION,
		measure: async (jobs) =>
			await Company.measured({ jobs }, async (company) => await night(company, CHANGED)),
	},
	{
		name: 'Reconcile, 1 person changed',
		by: 'tombstones',
		runsPerDay: 1,
		sizes: ROWS,
		at: 100_000,
		promised: NO_GROWTH,
		measure: async (rows) => await withTombstones(rows, async (company) => await night(company, 1)),
	},
	{
		name: 'Sync New, nothing happened',
		by: 'seats',
		runsPerDay: EVERY_HALF_HOUR,
		sizes: SEATS_OF,
		at: 1_000,
		promised: IN_PROPORTION,
		measure: async (seats) => await withSeats(seats, syncNew),
	},
	{
		name: 'Sync New, nothing happened, a seat on each contract',
		by: 'contracts',
		runsPerDay: EVERY_HALF_HOUR,
		sizes: CONTRACTS_OF,
		at: 200,
		promised: IN_PROPORTION,
		measure: async (contracts) => await withSeatOnEach(contracts, syncNew),
	},
	{
		name: 'Catch Up, nothing happened',
		by: 'seats',
		runsPerDay: 1,
		sizes: SEATS_OF,
		at: 1_000,
		promised: IN_PROPORTION,
		measure: async (seats) => await withSeats(seats, catchUp),
	},
	{
		name: 'Import Past, two years in which nothing happened',
		by: 'seats',
		runsPerDay: 1,
		sizes: SEATS_OF,
		at: 1_000,
		promised: IN_PROPORTION,
		measure: async (seats) => await withSeats(seats, importTheirPast),
	},
	{
		name: `${NOTES} pages of people looked up in rsc_sent and noted there`,
		by: 'people',
		rowsAlone: true,
		sizes: [1_000, 10_000, 100_000],
		at: 100_000,
		promised: NO_GROWTH,
		measure: async (people) => await noteSent(people),
	},
	{
		name: 'Check of the connection',
		by: 'contracts',
		runsPerDay: HOURLY,
		sizes: CONTRACTS_OF,
		at: 200,
		promised: { calls: 0.1, rows: 1.1 },
		measure: async (contracts) => await withContracts(contracts, check),
	},
];
