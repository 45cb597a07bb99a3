import { isAcceptable } from '../compare/expected';
import type { Company } from '../company/Company';
import type { CompanyCandidate } from '../company/entities';
import { Draw } from '../company/random';

/** Somebody with a LinkedIn account. */
export interface Member {
	/** `urn:li:person:{id}` */
	urn: string;
	firstName: string;
	lastName: string;
	headline: string;
	company: string;
	location: string;
	profileUrl: string;
	/** What they share when they agree to it. */
	email: string;
	phone: string;
	/** Candidates of the company who are this person as far as LinkedIn can tell: none for strangers, two for namesakes with one address. */
	candidateIds: string[];
}

const STRANGERS = 60;

/** LinkedIn recognises people by e-mail (LinkedIn reference §5.2): here, every other address is a member's. */
export function personOfEmail(email: string): string | undefined {
	let hash = 0;
	for (const char of email.toLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
	return hash % 2 === 0 ? `urn:li:person:${hash.toString(36).padStart(10, 'm')}` : undefined;
}

/** The people on LinkedIn: those whom the company knows as candidates, and as many again whom it does not. */
export class Members {
	private made: { company: Company; byUrn: Map<string, Member> } | undefined;

	constructor(private readonly company: () => Company) {}

	byUrn(urn: string): Member | undefined {
		return this.index().get(urn);
	}

	all(): Member[] {
		return [...this.index().values()];
	}

	/** Those whose name, headline or company holds the text. */
	search(text: string, limit = 20): Member[] {
		const wanted = text.trim().toLowerCase();
		return this.all()
			.filter((one) =>
				`${one.firstName} ${one.lastName} ${one.headline} ${one.company}`
					.toLowerCase()
					.includes(wanted),
			)
			.slice(0, limit);
	}

	reset(): void {
		this.made = undefined;
	}

	private index(): Map<string, Member> {
		const company = this.company();
		if (this.made?.company === company) return this.made.byUrn;
		const byUrn = new Map<string, Member>();
		for (const candidate of company.candidates()) {
			const urn = candidate.email && personOfEmail(candidate.email);
			if (!urn || candidate.applications.length === 0 || !isAcceptable(candidate)) continue;
			const known = byUrn.get(urn);
			if (known) known.candidateIds.push(candidate.id);
			else byUrn.set(urn, memberOf(urn, candidate));
		}
		for (let index = 0; index < STRANGERS; index += 1) {
			const stranger = strangerAt(company, index);
			byUrn.set(stranger.urn, stranger);
		}
		this.made = { company, byUrn };
		return byUrn;
	}
}

function memberOf(urn: string, candidate: CompanyCandidate): Member {
	const current = candidate.experience.find((one) => one.current);
	const { city = '', country = '' } = candidate.location;
	return {
		urn,
		firstName: candidate.firstName,
		lastName: candidate.lastName,
		headline: current?.title ?? 'Open to work',
		company: current?.company ?? '',
		location: [city, country].filter((part) => part !== '').join(', '),
		profileUrl: candidate.linkedin ?? `https://www.linkedin.com/in/${urn.slice(-10)}`,
		email: candidate.email ?? '',
		phone: candidate.phoneNumber ?? '+1 555 0199',
		candidateIds: [candidate.id],
	};
}

function strangerAt({ shape }: Company, index: number): Member {
	const { seed, pools } = shape;
	const draw = new Draw(seed, index, 91);
	const place = draw.pick(pools.cities);
	return {
		urn: `urn:li:person:x${String(index).padStart(9, '0')}`,
		firstName: draw.pick(pools.firstNames),
		lastName: draw.pick(pools.lastNames),
		headline: draw.pick(pools.jobTitles),
		company: draw.pick(pools.companies),
		location: `${place.city}, ${place.country}`,
		profileUrl: `https://www.linkedin.com/in/stranger-${index}`,
		email: `stranger${index}@elsewhere.example.com`,
		phone: `+1 555 02${String(index).padStart(2, '0')}`,
		candidateIds: [],
	};
}
