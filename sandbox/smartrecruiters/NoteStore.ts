/** A note as SmartRecruiters keeps it. Times are epoch milliseconds. */
export interface StoredShare {
	id: string;
	content: string;
	createdOn: number;
	visibility: string;
	candidateIds: string[];
	/** Users who got an e-mail because of it. */
	mailed: string[];
}

/** Notes on candidates, by id and by candidate (SmartRecruiters reference §7). */
export class NoteStore {
	private byId = new Map<string, StoredShare>();

	private idsByCandidate = new Map<string, Set<string>>();

	add(note: StoredShare): void {
		this.byId.set(note.id, note);
		for (const candidateId of note.candidateIds) {
			const own = this.idsByCandidate.get(candidateId);
			if (own) own.add(note.id);
			else this.idsByCandidate.set(candidateId, new Set([note.id]));
		}
	}

	/** @returns whether it was there */
	remove(id: string): boolean {
		const note = this.byId.get(id);
		for (const candidateId of note?.candidateIds ?? [])
			this.idsByCandidate.get(candidateId)?.delete(id);
		return this.byId.delete(id);
	}

	of(candidateId: string): StoredShare[] {
		return [...(this.idsByCandidate.get(candidateId) ?? [])].flatMap(
			(id) => this.byId.get(id) ?? [],
		);
	}

	all(): StoredShare[] {
		return [...this.byId.values()];
	}

	reset(): void {
		this.byId = new Map();
		this.idsByCandidate = new Map();
	}
}
