/** One entry of the audit trail (SmartRecruiters reference §12.2). */
export interface AuditEntry {
	id: string;
	eventName: string;
	/** Epoch milliseconds. */
	atMs: number;
	entityType: 'CANDIDATE' | 'APPLICATION' | 'JOB' | 'COMPANY' | 'USER';
	entityId: string;
	/** What exactly happened, in the event's own fields. */
	context?: Readonly<Record<string, string>>;
	/** Of a deleted application, whose id leads nowhere any more. */
	pair?: { candidateId: string; jobId: string };
}

/** Everything that happened, whether a webhook told of it or not. */
export class AuditLog {
	private entries: AuditEntry[] = [];

	private next = 1;

	add(entry: Omit<AuditEntry, 'id'>): void {
		this.entries.push({ id: `audit-${this.next}`, ...entry });
		this.next += 1;
	}

	/** Oldest first. */
	find(matches: (entry: AuditEntry) => boolean): AuditEntry[] {
		return this.entries.filter(matches).sort((a, b) => a.atMs - b.atMs);
	}

	/** Goes on after these entries. */
	load(entries: readonly AuditEntry[]): void {
		this.entries = [...entries];
		this.next = entries.length + 1;
	}

	reset(): void {
		this.entries = [];
	}
}
