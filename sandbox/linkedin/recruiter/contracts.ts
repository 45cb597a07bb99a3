/** A Recruiter contract: what a customer has bought from LinkedIn, and where its seats live. */
export interface RecruiterContract {
	/** `urn:li:contract:{id}` */
	urn: string;
	name: string;
	product: 'Recruiter Corporate' | 'Recruiter Professional Services' | 'Recruiter Lite';
	/** `urn:li:organization:{id}` */
	organization: string;
}

/** The company that the sandbox's first customer application belongs to. */
export const ACME = 'urn:li:organization:1000';
/** Another customer, out of reach for the first. */
export const GLOBEX = 'urn:li:organization:1001';

export const CONTRACTS: readonly RecruiterContract[] = [
	{
		urn: 'urn:li:contract:2001',
		name: 'Acme Europe',
		product: 'Recruiter Corporate',
		organization: ACME,
	},
	{
		urn: 'urn:li:contract:2002',
		name: 'Acme Agency',
		product: 'Recruiter Professional Services',
		organization: ACME,
	},
	{
		urn: 'urn:li:contract:2003',
		name: 'Acme Starter',
		product: 'Recruiter Lite',
		organization: ACME,
	},
	{
		urn: 'urn:li:contract:2004',
		name: 'Acme Americas',
		product: 'Recruiter Corporate',
		organization: ACME,
	},
	{
		urn: 'urn:li:contract:2101',
		name: 'Globex',
		product: 'Recruiter Corporate',
		organization: GLOBEX,
	},
];

/** Recruiter Lite does not include Recruiter System Connect (LinkedIn reference §2.1). */
export const qualifies = ({ product }: RecruiterContract): boolean => product !== 'Recruiter Lite';

/** URNs of a company's contracts that can be connected. */
export const connectable = (organization: string): string[] =>
	CONTRACTS.filter((one) => one.organization === organization && qualifies(one)).map(
		({ urn }) => urn,
	);
