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

	/** Candidates who may be at LinkedIn although SmartRecruiters lists them no more. */
	async candidateIds(): Promise<string[]> {
		const rows = await this.store.read(PEOPLE, { organization: this.organization });
		return [...new Set(rows.map(({ candidateId }) => candidateId))];
	}
}
