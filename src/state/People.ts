import type { StateStore } from './StateStore';
import { PEOPLE, type PersonRow } from './tables';

/** Which LinkedIn person is which candidate, in an organization. */
export class People {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** All claims about a person; several mean that nobody knows. */
	async ofPerson(person: string): Promise<PersonRow[]> {
		return await this.store.read(PEOPLE, { organization: this.organization, person });
	}

	async ofPersons(persons: readonly string[]): Promise<PersonRow[]> {
		if (persons.length === 0) return [];
		return await this.store.read(
			PEOPLE,
			{ organization: this.organization },
			{ anyOf: { column: 'person', values: persons } },
		);
	}

	async remember(
		claims: ReadonlyArray<Pick<PersonRow, 'person' | 'candidateId' | 'knownBy'>>,
		nowMs: number,
	): Promise<void> {
		const knownAt = new Date(nowMs).toISOString();
		await this.store.put(
			PEOPLE,
			claims.map((claim) => ({ organization: this.organization, ...claim, knownAt })),
		);
	}

	/** Forgets what was known of a person by one way; what other ways have told stays. */
	async forget(person: string, knownBy: string): Promise<number> {
		return await this.store.remove(PEOPLE, { organization: this.organization, person, knownBy });
	}

	/** Forgets what the same way has told of the person otherwise. */
	async forgetOthers({
		person,
		candidateId,
		knownBy,
	}: Pick<PersonRow, 'person' | 'candidateId' | 'knownBy'>): Promise<void> {
		const { organization } = this;
		const where = { organization, person, knownBy, candidateId: { not: candidateId } };
		await this.store.remove(PEOPLE, where);
	}

	/**
	 * Keeps whom LinkedIn recognised: what is known already costs no write, and an older match of the same candidate is
	 * forgotten.
	 */
	async keepMatches(
		matches: ReadonlyArray<Pick<PersonRow, 'person' | 'candidateId' | 'knownBy'>>,
		nowMs: number,
	): Promise<void> {
		if (matches.length === 0) return;
		const known = await this.store.read(
			PEOPLE,
			{ organization: this.organization },
			{ anyOf: { column: 'candidateId', values: matches.map(({ candidateId }) => candidateId) } },
		);
		const personOf = new Map(matches.map(({ candidateId, person }) => [candidateId, person]));
		for (const { candidateId, person, knownBy } of known) {
			if (knownBy === 'match' && personOf.get(candidateId) !== person)
				await this.store.remove(PEOPLE, {
					organization: this.organization,
					candidateId,
					person,
					knownBy,
				});
		}
		const pairs = new Set(known.map((row) => `${row.candidateId} ${row.person}`));
		await this.remember(
			matches.filter(({ candidateId, person }) => !pairs.has(`${candidateId} ${person}`)),
			nowMs,
		);
	}

	/** Who is deleted is nobody's match any more. */
	async forgetCandidates(candidateIds: readonly string[]): Promise<void> {
		if (candidateIds.length === 0) return;
		await this.store.remove(
			PEOPLE,
			{ organization: this.organization },
			{ column: 'candidateId', values: candidateIds },
		);
	}

	/** Candidates who may be at LinkedIn although SmartRecruiters lists them no more. */
	async candidateIds(): Promise<string[]> {
		const rows = await this.store.read(PEOPLE, { organization: this.organization });
		return [...new Set(rows.map(({ candidateId }) => candidateId))];
	}
}
