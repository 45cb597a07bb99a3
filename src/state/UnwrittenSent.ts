/** What a run knows of what LinkedIn was sent, and what is gone there, and has not written down yet. */
export class UnwrittenSent {
	/** Each a key, and job ids with their hashes. */
	readonly settled: string[][] = [];

	/** With the time at which deleting it began; what is written is empty. */
	private readonly gone: Array<{ sinceMs: number; entries: string[][] }> = [];

	settle(entries: readonly string[][]): void {
		this.settled.push(...entries);
	}

	takeSettled(): string[][] {
		return this.settled.splice(0);
	}

	/** How much was found to be gone so far. */
	get goneSoFar(): number {
		return this.gone.length;
	}

	/** What went after it was sent is not written down as sent any more. */
	addGone(entries: string[][], sinceMs: number): void {
		for (const [key = '', ...jobIds] of entries) this.unsettle(key, jobIds);
		if (entries.length > 0) this.gone.push({ sinceMs, entries });
	}

	/**
	 * @param upTo how much of it: what `goneSoFar` said
	 * @returns by the time at which deleting began
	 */
	takeGone(upTo: number): Map<number, string[][]> {
		const bySince = new Map<number, string[][]>();
		for (const one of this.gone.slice(0, upTo)) {
			const entries = one.entries.splice(0);
			if (entries.length > 0)
				bySince.set(one.sinceMs, [...(bySince.get(one.sinceMs) ?? []), ...entries]);
		}
		return bySince;
	}

	private unsettle(key: string, jobIds: readonly string[]): void {
		const own = this.settled.filter(([one]) => one === key);
		if (own.length === 0) return;
		const kept = jobIds.length === 0 ? [] : own.map((entry) => withoutJobs(entry, jobIds));
		const others = this.settled.filter(([one]) => one !== key);
		this.settled.splice(0, this.settled.length, ...others, ...kept);
	}
}

/** @param entry a key, and job ids with their hashes */
function withoutJobs([key = '', ...rest]: readonly string[], jobIds: readonly string[]): string[] {
	const kept = rest.filter((_, at) => !jobIds.includes(rest[at - (at % 2)] ?? ''));
	return [key, ...kept];
}
