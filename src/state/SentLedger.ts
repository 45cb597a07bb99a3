import { chunks } from '../basics/chunks';
import { compactSent, movableRows, pagesIn, readSentLog, type SentKeeping } from './compactSent';
import { readEntries, SentEntries, type SentJobs } from './SentEntries';
import { sentKeys } from './sentKeys';
import { SentLog } from './SentLog';
import { SENT, type SentRow } from './tables';
import { UnwrittenSent } from './UnwrittenSent';

/** Candidate id → job id → what is remembered of the application, such as a hash of its stages. */
export type SentPeople = ReadonlyMap<string, SentJobs>;

/** So many pages of people the log may hold before it is moved into the buckets: a look at it stays short. */
const MOST_LOGGED = 100;
const ROWS_AT_ONCE = 100;
/** So many buckets make a row of the log that one statement can hold. */
const BUCKETS_AT_ONCE = 16;

/**
 * What LinkedIn was sent of an organization's candidates and jobs, so that nobody is named to it of whom it was sent
 * nothing, and so that what was sent can be deleted. It is told before a write what will be sent: killed in between,
 * more is remembered than LinkedIn holds, never less.
 */
export class SentLedger {
	private logged = 0;

	/** At how many pages in the log it is looked at whether to move it. */
	private asksAtPages = MOST_LOGGED;

	private readonly unwritten = new UnwrittenSent();

	private readonly log: SentLog;

	constructor(
		private readonly keeping: SentKeeping,
		private readonly organization: string,
	) {
		this.log = new SentLog(keeping, organization);
	}

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

	/** Everybody of whom something is at LinkedIn, as far as is known; read when most are gone. */
	async candidateIds(): Promise<string[]> {
		await this.compact();
		const { organization } = this;
		const { store } = this.keeping;
		const entries = new SentEntries();
		for (const values of chunks(sentKeys.buckets(organization), ROWS_AT_ONCE)) {
			const anyOf = { column: 'chunk' as const, values };
			for (const row of await store.read(SENT, { organization }, { anyOf }))
				readEntries(row).forEach((one) => {
					entries.apply(one);
				});
		}
		for (const row of await readSentLog(store, organization))
			if (row.kind !== 'begun')
				readEntries(row).forEach((one) => {
					entries.apply(one);
				});
		return entries.keys().flatMap((key) => sentKeys.candidateOf(key) ?? []);
	}

	/**
	 * Whose records are about to be sent. What was settled meanwhile goes into the same row.
	 *
	 * @param certain what stays true of them whatever becomes of the write; of the others nothing does
	 */
	async intend(people: SentPeople, certain?: SentPeople): Promise<void> {
		if (people.size === 0) return;
		const unknown = [...people].map(
			([id, jobs]) =>
				[
					id,
					new Map([...jobs].map(([jobId]) => [jobId, certain?.get(id)?.get(jobId) ?? ''])),
				] as const,
		);
		await this.append([...this.unwritten.takeSettled(), ...entriesOf(new Map(unknown))]);
	}

	/**
	 * What was sent by now, with the stages that LinkedIn took. It is written with the next intention, or by `flush`; killed
	 * before, it is remembered without its stages, which then go once more.
	 */
	settle(people: SentPeople): void {
		this.unwritten.settle(entriesOf(people));
	}

	/** Writes down what was settled. */
	async flush(): Promise<void> {
		const settled = this.unwritten.takeSettled();
		if (settled.length > 0) await this.append(settled);
	}

	/** Which jobs are about to be sent. */
	async intendJobs(jobIds: readonly string[]): Promise<void> {
		if (jobIds.length === 0) return;
		await this.append(jobIds.map((id) => [sentKeys.job(id)]));
	}

	/**
	 * LinkedIn holds these no more, which is forgotten by `storeGone`.
	 *
	 * @param sinceMs when deleting them began: what was sent later is there
	 */
	peopleGone(candidateIds: readonly string[], sinceMs: number): void {
		this.unwritten.addGone(
			candidateIds.map((id) => [sentKeys.candidate(id)]),
			sinceMs,
		);
	}

	/** As above, of applications. */
	applicationsGone(
		applications: ReadonlyArray<{ candidateId: string; jobId: string }>,
		sinceMs: number,
	): void {
		this.unwritten.addGone(
			applications.map(({ candidateId, jobId }) => [sentKeys.candidate(candidateId), jobId]),
			sinceMs,
		);
	}

	/** As above, of jobs that LinkedIn holds closed, or not at all. */
	jobsGone(jobIds: readonly string[], sinceMs: number): void {
		this.unwritten.addGone(
			jobIds.map((id) => [sentKeys.job(id)]),
			sinceMs,
		);
	}

	/** How much was found to be gone so far. */
	get goneSoFar(): number {
		return this.unwritten.goneSoFar;
	}

	/**
	 * Forgets what is gone. Only after the deletions were recorded: whoever repeats them after a crash has to know what was
	 * there.
	 *
	 * @param upTo how much of it: what `goneSoFar` said; everything if absent
	 */
	async storeGone(upTo = this.unwritten.goneSoFar): Promise<void> {
		await this.flush();
		for (const [sinceMs, entries] of this.unwritten.takeGone(upTo)) {
			await this.log.write('gone', JSON.stringify(entries), sinceMs);
			this.logged += 1;
		}
	}

	/** Makes the table as small as it can be. */
	async compact(): Promise<void> {
		this.logged = 0;
		await this.flush();
		await compactSent(this.keeping, this.organization, 'now');
	}

	/**
	 * Takes over what another organization remembers, where LinkedIn has moved its records here, or may have: whatever is
	 * there by then can be deleted. Stages are not known to be there. Repeated, it changes nothing.
	 */
	async takeOver(from: string): Promise<void> {
		const { store, effects } = this.keeping;
		const other = new SentLedger(this.keeping, from);
		const [begun] = await store.read(SENT, { organization: from, kind: 'begun' });
		if (!begun) return;
		await other.compact();
		await this.log.begin();
		for (const values of chunks(sentKeys.buckets(from), BUCKETS_AT_ONCE)) {
			const anyOf = { column: 'chunk' as const, values };
			const rows = await store.read(SENT, { organization: from }, { anyOf });
			const entries = new SentEntries();
			for (const row of rows)
				for (const { key, rest } of readEntries(row)) {
					const jobs = rest.filter((_, index) => index % 2 === 0).flatMap((jobId) => [jobId, '']);
					entries.apply({ gone: false, key, rest: jobs });
				}
			if (entries.keys().length === 0) continue;
			// Older than whatever this organization has sent or deleted itself.
			await this.log.write('sent', entries.toText(), Math.min(begun.atMs, effects.now()));
		}
		await this.compact();
	}

	/** Everything was taken back. */
	async clear(): Promise<void> {
		const { organization } = this;
		const { store } = this.keeping;
		for (const values of chunks(sentKeys.buckets(organization), ROWS_AT_ONCE))
			await store.remove(SENT, { organization }, { column: 'chunk', values });
		// Last of all what makes the table count.
		await store.remove(SENT, { organization, kind: { not: 'begun' } });
		await this.log.end();
	}

	private async look(keys: readonly string[]): Promise<SentEntries | undefined> {
		const entries = new SentEntries();
		if (keys.length === 0) return entries;
		const { organization, keeping } = this;
		// The log first: what is moved meanwhile is found in both.
		const log = await readSentLog(keeping.store, organization);
		if (!(await this.log.isWhole(log))) return undefined;
		const wanted = new Set(keys);
		const values = [...new Set(keys.map((key) => sentKeys.bucketOf(organization, key)))];
		for (const some of chunks(values, ROWS_AT_ONCE)) {
			const anyOf = { column: 'chunk' as const, values: some };
			for (const row of await keeping.store.read(SENT, { organization }, { anyOf }))
				applyTo(entries, row, wanted);
		}
		for (const row of log) if (row.kind !== 'begun') applyTo(entries, row, wanted);
		for (const [key = '', ...rest] of this.unwritten.settled)
			if (wanted.has(key)) entries.apply({ gone: false, key, rest });
		await this.compactIfLong(pagesIn(movableRows(log)));
		return entries;
	}

	private async append(entries: readonly string[][]): Promise<void> {
		const text = JSON.stringify(entries);
		await this.log.begin();
		await this.log.write('sent', text, this.keeping.effects.now());
		this.logged += pagesIn([{ entries: text }]);
		await this.compactIfLong(this.logged);
	}

	private async compactIfLong(pages: number): Promise<void> {
		if (pages < this.asksAtPages) return;
		this.logged = 0;
		const isLeft = await compactSent(this.keeping, this.organization, 'worthIt');
		// Of a large company; asked again when it is much longer.
		this.asksAtPages = isLeft ? pages + MOST_LOGGED : MOST_LOGGED;
		if (isLeft) this.logged = pages;
	}
}

function applyTo(entries: SentEntries, row: SentRow, wanted: ReadonlySet<string>): void {
	for (const entry of readEntries(row)) if (wanted.has(entry.key)) entries.apply(entry);
}

const entriesOf = (people: SentPeople): string[][] =>
	[...people].map(([id, jobs]) => [sentKeys.candidate(id), ...[...jobs].flat()]);
