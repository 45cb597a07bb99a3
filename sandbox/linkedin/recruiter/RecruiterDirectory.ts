import { CONTRACTS, type RecruiterContract } from './contracts';

/** Somebody who signs in to Recruiter's pages; there are no passwords here. */
export interface RecruiterPerson {
	email: string;
	name: string;
	/** Whether they administer the contracts below, or only hold a seat. */
	admin: boolean;
	/** `urn:li:contract:{id}` */
	contracts: string[];
}

const PEOPLE: readonly RecruiterPerson[] = [
	{
		email: 'olivia.hart@example.com',
		name: 'Olivia Hart',
		admin: true,
		contracts: ['urn:li:contract:2001', 'urn:li:contract:2002', 'urn:li:contract:2004'],
	},
	{
		email: 'samuel.reyes@example.com',
		name: 'Samuel Reyes',
		admin: true,
		contracts: ['urn:li:contract:2001'],
	},
	{
		email: 'mira.koch@example.com',
		name: 'Mira Koch',
		admin: true,
		contracts: ['urn:li:contract:2002', 'urn:li:contract:2003'],
	},
	{
		email: 'lena.brandt@example.com',
		name: 'Lena Brandt',
		admin: true,
		contracts: ['urn:li:contract:2003'],
	},
	{
		email: 'noah.berg@example.com',
		name: 'Noah Berg',
		admin: false,
		contracts: ['urn:li:contract:2001'],
	},
	{
		email: 'priya.nair@example.com',
		name: 'Priya Nair',
		admin: true,
		contracts: ['urn:li:contract:2101'],
	},
];

/** Who works with Recruiter, and under which contracts. */
export class RecruiterDirectory {
	private contractsByUrn = new Map<string, RecruiterContract>();

	private peopleByEmail = new Map<string, RecruiterPerson>();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.contractsByUrn = new Map(CONTRACTS.map((contract) => [contract.urn, contract]));
		this.peopleByEmail = new Map(PEOPLE.map((person) => [person.email, person]));
	}

	people(): RecruiterPerson[] {
		return [...this.peopleByEmail.values()];
	}

	personByEmail(email: string): RecruiterPerson | undefined {
		return this.peopleByEmail.get(email.trim().toLowerCase());
	}

	contract(urn: string): RecruiterContract | undefined {
		return this.contractsByUrn.get(urn);
	}

	contractsOf(person: RecruiterPerson): RecruiterContract[] {
		return person.contracts.flatMap((urn) => this.contract(urn) ?? []);
	}

	/** Contracts of a company are of another company page from here on. */
	moveCompanyPage(from: string, to: string): void {
		for (const [urn, contract] of this.contractsByUrn)
			if (contract.organization === from)
				this.contractsByUrn.set(urn, { ...contract, organization: to });
	}

	/** A company that a partner provisions gets one contract, and somebody who administers it. */
	addCompany(contract: RecruiterContract): void {
		this.contractsByUrn.set(contract.urn, contract);
		const number = contract.urn.split(':').pop() ?? '';
		const email = `admin.${number}@example.com`;
		this.peopleByEmail.set(email, {
			email,
			name: `Admin of contract ${number}`,
			admin: true,
			contracts: [contract.urn],
		});
	}
}
