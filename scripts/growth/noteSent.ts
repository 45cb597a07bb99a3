import { SentLedger, type SentPeople } from '../../src/state/SentLedger';
import { connectOrganization, ORGANIZATION } from '../support/historyRuntime';
import { MemoryStore } from '../support/MemoryStore';
import { type Counts, CountingStore } from './Counts';

/** So many pages of people are noted: the log is moved into its buckets some times meanwhile. */
export const NOTES = 300;
const PAGE = 100;
const FILLED_AT_ONCE = 10_000;

const candidateId = (at: number): string =>
	`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const jobId = (at: number): string => `job-${at % 500}`;

/** Everybody from the first to the last, with one application and what is remembered of it. */
function people(indexes: readonly number[], mark: string): SentPeople {
	return new Map(
		indexes.map((at) => [candidateId(at), new Map([[jobId(at), `${mark}${at % 1_000}`]])]),
	);
}

/** What pages of people cost at Data Tables, whom `rsc_sent` knows among so many, and of whom something else is sent. */
export async function noteSent(size: number, notes = NOTES): Promise<Counts> {
	const memory = new MemoryStore();
	await connectOrganization(memory);
	let nowMs = Date.UTC(2026, 10, 2);
	const effects = { now: () => (nowMs += 1), sleep: async () => new Promise<void>(setImmediate) };
	const open = (store: CountingStore | MemoryStore): SentLedger =>
		new SentLedger({ store, owner: 'growth', effects }, ORGANIZATION);
	const filled = open(memory);
	for (let from = 0; from < size; from += FILLED_AT_ONCE) {
		const indexes = Array.from({ length: FILLED_AT_ONCE }, (_, at) => from + at);
		await filled.intend(
			people(
				indexes.filter((at) => at < size),
				'stages of ',
			),
		);
	}
	await filled.compact();
	const store = new CountingStore(memory);
	const ledger = open(store);
	for (let note = 0; note < notes; note += 1) {
		// Neighbours on a page are neighbours nowhere else.
		const indexes = Array.from({ length: PAGE }, (_, at) => (note * PAGE + at * 7_919) % size);
		const page = people([...new Set(indexes)], `other stages ${note} of `);
		await ledger.people([...page.keys()]);
		await ledger.intend(page);
		ledger.settle(page);
	}
	await ledger.flush();
	return { linkedIn: 0, smartRecruiters: 0, statements: store.statements, rows: store.rows };
}
