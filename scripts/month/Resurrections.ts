import type { Sides } from './companyEntries';

/** Whom LinkedIn has deleted after SmartRecruiters had, and shows again. */
export class Resurrections {
	private readonly seen = new Set<string>();

	private readonly gone = new Set<string>();

	readonly found = new Set<string>();

	constructor(private readonly sides: Sides) {}

	look(): void {
		const { company, held } = this.sides;
		for (const id of this.gone) if (held.candidates.has(id)) this.found.add(id);
		for (const id of this.seen) {
			if (held.candidates.has(id) || company.candidateById(id)) continue;
			this.gone.add(id);
			this.seen.delete(id);
		}
		for (const id of held.candidates.keys()) if (!this.gone.has(id)) this.seen.add(id);
	}
}
