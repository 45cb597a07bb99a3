import type { Company } from '../../company/Company';
import type { CompanyCandidate } from '../../company/entities';
import { makeCandidate } from '../../company/makeCandidate';
import { Draw, hash } from '../../company/random';
import type { Member, Members } from '../Members';

/** A LinkedIn member as Recruiter shows one. */
export interface ExportMember {
	/** Place in the directory. */
	index: number;
	/** `urn:li:person:{id}`. */
	personUrn: string;
	firstName: string;
	lastName?: string;
	headline?: string;
	employers?: string[];
	location?: string;
	profileUrl?: string;
	/** Not shown to recruiters; an export carries it only by switch. */
	email?: string;
	/** Fields that the member's privacy settings keep from exports. */
	hidden: ReadonlyArray<keyof ExportMember>;
	kind: MemberKind;
	/** The candidate at SmartRecruiters who really is this person, if there is one. */
	trueCandidateId?: string;
}

/** The ugly cases among members; each index below this count has one for certain, later ones by chance. */
export const MEMBER_KINDS = [
	'plain',
	'noLastName',
	'unicode',
	'namesake',
	'sameProfile',
	'sameEmail',
	'sameEmailOtherName',
	'private',
	'closed',
	'longHeadline',
] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

const PER_MILLE: Partial<Record<MemberKind, number>> = {
	unicode: 30,
	sameProfile: 60,
	private: 60,
	longHeadline: 30,
};
const EARLY_CANDIDATES = 100;
const NOTHING_SHOWN = ['headline', 'employers', 'location', 'profileUrl'] as const;

/** Members of LinkedIn whom recruiters export: made from the company's seed, so that any number can be asked for. */
export class ExportMembers {
	private readonly closed = new Set<string>();

	constructor(
		private readonly company: () => Company,
		private readonly others: Members,
	) {}

	at(index: number): ExportMember {
		const company = this.company();
		const { seed, pools } = company.shape;
		const draw = new Draw(seed, index, 31);
		const kind = kindOf(seed, index);
		const foreign = kind === 'unicode';
		const firstName = foreign
			? (pools.firstNames[pools.firstNames.length - 1 - draw.int(12)] ?? 'Zoë')
			: draw.pick(pools.firstNames);
		const lastName = foreign
			? (pools.lastNames[pools.lastNames.length - 1 - draw.int(12)] ?? 'Núñez')
			: draw.pick(pools.lastNames);
		const place = draw.pick(pools.cities);
		const employer = draw.pick(pools.companies);
		const title = draw.pick(pools.jobTitles);
		const plain: ExportMember = {
			index,
			personUrn: `urn:li:person:x${hash(seed, 32, index).toString(36)}-${index.toString(36)}`,
			firstName,
			lastName,
			headline: `${title} at ${employer}`,
			employers: draw.chance(150) ? [employer, draw.pick(pools.companies)] : [employer],
			location: [place.city, place.region, place.country].filter(Boolean).join(', '),
			profileUrl: `https://www.linkedin.com/in/member-${index}`,
			hidden: [],
			kind,
		};
		return dress(plain, company, () => this.at(0));
	}

	byUrn(personUrn: string): ExportMember | undefined {
		const index = Number.parseInt(personUrn.split('-').pop() ?? '', 36);
		const member = Number.isNaN(index) ? undefined : this.at(index);
		if (member?.personUrn === personUrn) return member;
		const other = this.others.byUrn(personUrn);
		return other && this.fromDirectory(other);
	}

	/** By the part of the profile address behind `/in/`. */
	bySlug(slug: string): ExportMember | undefined {
		const index = /^member-(\d+)$/.exec(slug)?.[1];
		if (index !== undefined) return this.at(Number(index));
		const other = this.others.all().find(({ profileUrl }) => profileUrl.endsWith(`/in/${slug}`));
		return other && this.fromDirectory(other);
	}

	/** Somebody who also sends and answers InMails. */
	private fromDirectory(member: Member): ExportMember {
		const { urn, firstName, lastName, headline, company, location, profileUrl, email } = member;
		const known = member.candidateIds
			.flatMap((id) => this.company().candidateById(id) ?? [])
			.find(({ linkedin }) => linkedin !== undefined);
		return {
			index: -1,
			personUrn: urn,
			firstName,
			lastName,
			headline,
			...(company && { employers: [company] }),
			location,
			profileUrl,
			email,
			hidden: [],
			kind: 'plain',
			// An export carries no e-mail: only the profile address tells who it is.
			...(known && { trueCandidateId: known.id }),
		};
	}

	isClosed({ personUrn, kind }: ExportMember): boolean {
		return kind === 'closed' || this.closed.has(personUrn);
	}

	/** Whether the member has left LinkedIn since. */
	hasClosed(personUrn: string): boolean {
		return this.closed.has(personUrn);
	}

	/** The member leaves LinkedIn. */
	close(personUrn: string): void {
		this.closed.add(personUrn);
	}

	reset(): void {
		this.closed.clear();
	}
}

function kindOf(seed: number, index: number): MemberKind {
	const certain = MEMBER_KINDS[index];
	if (certain) return certain;
	const draw = new Draw(seed, index, 33);
	return MEMBER_KINDS.find((one) => draw.chance(PER_MILLE[one] ?? 0)) ?? 'plain';
}

function dress(member: ExportMember, company: Company, first: () => ExportMember): ExportMember {
	const { kind, index } = member;
	switch (kind) {
		case 'plain':
		case 'unicode':
		case 'closed':
			return member;
		case 'noLastName': {
			const { lastName: _none, ...rest } = member;
			return rest;
		}
		case 'namesake': {
			const { firstName, lastName } = first();
			return { ...member, firstName, ...(lastName && { lastName }) };
		}
		case 'longHeadline':
			return { ...member, headline: `Helping teams ship ${'and ship '.repeat(20)}| Speaker` };
		case 'private':
			return { ...member, hidden: NOTHING_SHOWN };
		case 'sameProfile':
			return asCandidate(member, company, index, (one) => one.linkedin !== undefined);
		case 'sameEmail':
			return asCandidate(member, company, index, isReachable);
		case 'sameEmailOtherName': {
			const { lastName = '' } = member;
			const { email } = asCandidate(member, company, index + 3, isReachable);
			return { ...member, ...(email && { email }), lastName: `${lastName}-Married` };
		}
	}
}

const isReachable = ({ email }: CompanyCandidate): boolean => /@example\.com$/.test(email ?? '');

/**
 * The member who is a certain candidate: same name, address and e-mail. Early members look for one who fits among the
 * first hundred; later ones are the candidate of their own number, or nobody: no candidate is two members.
 */
function asCandidate(
	member: ExportMember,
	company: Company,
	from: number,
	fits: (candidate: CompanyCandidate) => boolean,
): ExportMember {
	const { people } = company.shape;
	const early = member.index < MEMBER_KINDS.length;
	if (!early && (member.index < EARLY_CANDIDATES || member.index >= people)) return member;
	for (let step = 0; step < (early ? 9 : 1); step += 1) {
		const position = early ? (from * 9 + step) % Math.min(people, EARLY_CANDIDATES) : member.index;
		const candidate = makeCandidate(company.shape, position);
		const { firstName, lastName, email, linkedin, applications } = candidate;
		if (applications.length === 0 || lastName.trim() === '' || !fits(candidate)) continue;
		return {
			...member,
			firstName,
			lastName,
			...(email && { email }),
			...(linkedin && { profileUrl: linkedin.replace('https://www.', 'https://pl.') }),
			trueCandidateId: candidate.id,
		};
	}
	return member;
}
