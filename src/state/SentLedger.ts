import { randomUUID } from 'node:crypto';
import { chunks } from '../basics/chunks';
import { compactSent, finishedRows, readSentLog, type SentKeeping } from './compactSent';
import { readEntries, SentEntries, type SentJobs, sentToText } from './SentEntries';
import { sentKeys } from './sentKeys';
import { CONTRACTS, SENT, type SentRow } from './tables';

export type { SentJobs } from './SentEntries';

/** Candidate id → job id → short hash of the stages. */
export type SentPeople = ReadonlyMap<string, SentJobs>;

/** So many rows the log may have before it is moved into the buckets: a look at it stays short. */
const MOST_LOGGED = 100;
const ROWS_AT_ONCE = 100;
/** In the row that tells since when: somebody had deleted or emptied the table. */
const PARTIAL = 'partial';

/**
 * What LinkedIn was sent of an organization's candidates and jobs, so that nobody is named to it of whom it was sent
 * nothing, and so that what was sent can be deleted. It is told before a write what will be sent: killed in between,
 * more is remembered than LinkedIn holds, never less.
 */
export class SentLedger {
	private begun = false;

	private logged = 0;

	/** By the time at which deleting it began. */
	private readonly gone = new Map<number, string[][]>();

	constructor(
		private readonly keeping: SentKeeping,
		private readonly organization: string,
	) {}

	/**
	 * To which of these candidates' jobs something was sent; the others are unknown to LinkedIn.
	 *
	 * @returns `undefined` when the table was deleted or emptied, so that nobody knows what was sent before
	 */
	async people(candidateIds: readonly string[]): Promise<SentPeople | undefined> {
		const entries = await this.look(candidateIds.map(sentKeys.candidate));
		return (
			entries &&
			new Map(
				candidateIds.flatMap((id) => {
					const jobs = entries.get(sentKeys.candidate(id));
					return jobs ? [[id, jobs] as const] : [];
				}),
			)
		);
	}

	/** Which of these jobs LinkedIn was sent. @returns `undefined` as above */
	async jobs(jobIds: readonly string[]): Promise<ReadonlySet<string> | undefined> {
		const entries = await this.look(jobIds.map(sentKeys.job));
		return entries && new Set(jobIds.filter((id) => entries.get(sentKeys.job(id))));
	}

	/** Whose records are about to be sent. @returns what `settle` wants; `undefined` where there is nobody */
	async intend(people: SentPeople): Promise<string | undefined> {
		if (people.size === 0) return undefined;
		const unknown = [...people].map(
			([id, jobs]) => [id, new Map([...jobs].map(([jobId]) => [jobId, '']))] as const,
		);
		return await this.append('open', textOf(new Map(unknown)));
	}

	/** What was sent by now, with the stages that LinkedIn took. */
	async settle(intent: string | undefined, people: SentPeople): Promise<void> {
		if (intent === undefined) return;
		await this.write(intent, 'sent', textOf(people), this.keeping.effects.now());
		await this.compactIfLong(this.logged);
	}

	/** Which jobs are about to be sent. */
	async intendJobs(jobIds: readonly string[]): Promise<void> {
		if (jobIds.length === 0) return;
		await this.append(
			'sent',
			sentToText(new Map(jobIds.map((id) => [sentKeys.job(id), new Map()]))),
		);
	}

	/**
	 * LinkedIn holds these no more, which is forgotten by `storeGone`.
	 *
	 * @param sinceMs when deleting them began: what was sent later is there
	 */
	peopleGone(candidateIds: readonly string[], sinceMs: number): void {
		this.addGone(
			candidateIds.map((id) => [sentKeys.candidate(id)]),
			sinceMs,
		);
	}

	/** As above, of applications. */
	applicationsGone(
		applications: ReadonlyArray<{ candidateId: string; jobId: string }>,
		sinceMs: number,
	): void {
		this.addGone(
			applications.map(({ candidateId, jobId }) => [sentKeys.candidate(candidateId), jobId]),
			sinceMs,
		);
	}

	/** As above, of jobs that LinkedIn holds closed, or not at all. */
	jobsGone(jobIds: readonly string[], sinceMs: number): void {
		this.addGone(
			jobIds.map((id) => [sentKeys.job(id)]),
			sinceMs,
		);
	}

	/**
	 * Forgets what is gone. Only after the deletions were recorded: whoever repeats them after a crash has to know what was
	 * there.
	 */
	async storeGone(): Promise<void> {
		const gone = [...this.gone];
		this.gone.clear();
		for (const [sinceMs, entries] of gone) {
			const chunk = `${this.organization}:log:${randomUUID()}`;
			await this.write(chunk, 'gone', JSON.stringify(entries), sinceMs);
			this.logged += 1;
		}
	}

	/** Makes the table as small as it can be. */
	async compact(): Promise<void> {
		this.logged = 0;
		await compactSent(this.keeping, this.organization);
	}

	/** Everything was taken back. */
	async clear(): Promise<void> {
		const { organization } = this;
		const { store } = this.keeping;
		for (const values of chunks(sentKeys.buckets(organization), ROWS_AT_ONCE))
			await store.remove(SENT, { organization }, { column: 'chunk', values });
		// Last of all what makes the table count.
		await store.remove(SENT, { organization, kind: { not: 'begun' } });
		await store.update(CONTRACTS, { organization, contract: organization }, { sentSince: '' });
		await store.remove(SENT, { organization });
		this.begun = false;
	}

	private async look(keys: readonly string[]): Promise<SentEntries | undefined> {
		const entries = new SentEntries();
		if (keys.length === 0) return entries;
		const { organization, keeping } = this;
		// The log first: what is moved meanwhile is found in both.
		const log = await readSentLog(keeping.store, organization);
		if (!(await this.isWhole(log))) return undefined;
		const wanted = new Set(keys);
		const values = [...new Set(keys.map((key) => sentKeys.bucketOf(organization, key)))];
		for (const some of chunks(values, ROWS_AT_ONCE)) {
			const anyOf = { column: 'chunk' as const, values: some };
			for (const row of await keeping.store.read(SENT, { organization }, { anyOf }))
				applyTo(entries, row, wanted);
		}
		for (const row of log) if (row.kind !== 'begun') applyTo(entries, row, wanted);
		await this.compactIfLong(finishedRows(log, keeping.effects.now()).length);
		return entries;
	}

	private async isWhole(log: readonly SentRow[]): Promise<boolean> {
		const begun = log.find(({ kind }) => kind === 'begun');
		return begun ? begun.entries !== PARTIAL : (await this.since()) === '';
	}

	private async since(): Promise<string> {
		const { organization } = this;
		const [own] = await this.keeping.store.read(CONTRACTS, {
			organization,
			contract: organization,
		});
		return own?.sentSince ?? '';
	}

	/** Before the first thing is sent: so that a table that is gone later is not taken for one that was never filled. */
	private async begin(): Promise<void> {
		if (this.begun) return;
		const { organization } = this;
		const { store, effects } = this.keeping;
		const [row] = await store.read(SENT, { organization, kind: 'begun' });
		const since = await this.since();
		const nowMs = row?.atMs ?? effects.now();
		if (!row) {
			const chunk = `${organization}:begun`;
			const entries = since === '' ? '' : PARTIAL;
			await store.put(SENT, [{ organization, chunk, kind: 'begun', atMs: nowMs, entries }]);
		}
		// Afterwards: else another run that begins at this moment would take the table for one that was emptied.
		if (since === '')
			await store.update(
				CONTRACTS,
				{ organization, contract: organization },
				{ sentSince: new Date(nowMs).toISOString() },
			);
		this.begun = true;
	}

	private async append(kind: 'open' | 'sent', entries: string): Promise<string> {
		await this.begin();
		const chunk = `${this.organization}:log:${randomUUID()}`;
		await this.write(chunk, kind, entries, this.keeping.effects.now());
		this.logged += 1;
		return chunk;
	}

	private addGone(entries: readonly string[][], sinceMs: number): void {
		if (entries.length > 0) this.gone.set(sinceMs, [...(this.gone.get(sinceMs) ?? []), ...entries]);
	}

	private async write(
		chunk: string,
		kind: SentRow['kind'],
		entries: string,
		atMs: number,
	): Promise<void> {
		const { organization } = this;
		await this.keeping.store.put(SENT, [{ organization, chunk, kind, atMs, entries }]);
	}

	private async compactIfLong(rows: number): Promise<void> {
		if (rows >= MOST_LOGGED) await this.compact();
	}
}

function applyTo(entries: SentEntries, row: SentRow, wanted: ReadonlySet<string>): void {
	for (const entry of readEntries(row)) if (wanted.has(entry.key)) entries.apply(entry);
}

function textOf(people: SentPeople): string {
	return sentToText(new Map([...people].map(([id, jobs]) => [sentKeys.candidate(id), jobs])));
}
