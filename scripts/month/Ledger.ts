/** Something that happened at one vendor, and by what the other one shows that it has arrived. */
export interface Entry {
	/** `hire`, `InMail`, `export` …: rows of the report. */
	kind: string;
	/** The record that it is about, such as `candidate:4711`. */
	key: string;
	/** Epoch milliseconds. */
	atMs: number;
	/** How often the other vendor shows it now: once is right. */
	shown: () => number;
	/** Shown no more, or never: because of what happened later, or of a rule, that is right. Empty: it is not. */
	excused: () => string;
	/** Keys of `rsc_parked` under one of which it may be set aside. */
	parkedAs: readonly string[];
}

/** Set aside for a while only: at the end it has not arrived. */
const WAITING = 'WAITING';

export const VERDICTS = ['once', 'excused', 'parked', 'lost', 'doubled'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judged {
	kind: string;
	key: string;
	atMs: number;
	verdict: Verdict;
	/** The excuse, or the code under which it is parked. */
	why: string;
	/** From the event until the other vendor showed it; absent for what it never showed. */
	lagMs?: number;
}

/** Every event of the month, and when it was first seen at the other vendor. */
export class Ledger {
	private readonly entries: Entry[] = [];

	private readonly seenAtMs = new Map<Entry, number>();

	private readonly doubled = new Set<Entry>();

	add(...entries: readonly Entry[]): void {
		this.entries.push(...entries);
	}

	get size(): number {
		return this.entries.length;
	}

	/** What has happened and is not at the other vendor yet, by kind. */
	pending(nowMs: number): Entry[] {
		return this.entries.filter(
			(entry) => !this.seenAtMs.has(entry) && entry.atMs <= nowMs && entry.excused() === '',
		);
	}

	/** Notes what has arrived since the last look. */
	look(nowMs: number): void {
		for (const entry of this.entries) {
			if (entry.atMs > nowMs || this.seenAtMs.has(entry)) continue;
			const shown = entry.shown();
			if (shown > 0) this.seenAtMs.set(entry, nowMs);
			if (shown > 1) this.doubled.add(entry);
		}
	}

	/** @param parked codes by key */
	judge(parked: ReadonlyMap<string, string>): Judged[] {
		return this.entries.map((entry) => {
			const { kind, key, atMs } = entry;
			const seenAtMs = this.seenAtMs.get(entry);
			const base = { kind, key, atMs, ...(seenAtMs !== undefined && { lagMs: seenAtMs - atMs }) };
			if (this.doubled.has(entry) || entry.shown() > 1)
				return { ...base, verdict: 'doubled', why: '' };
			const excuse = entry.excused();
			if (seenAtMs !== undefined)
				return entry.shown() > 0 || excuse !== ''
					? { ...base, verdict: 'once', why: '' }
					: { ...base, verdict: 'lost', why: 'it was there, and is not any more' };
			if (excuse !== '') return { ...base, verdict: 'excused', why: excuse };
			const code = entry.parkedAs.map((one) => parked.get(one)).find((one) => one !== undefined);
			return code === undefined || code === WAITING
				? { ...base, verdict: 'lost', why: code ?? '' }
				: { ...base, verdict: 'parked', why: code };
		});
	}
}
