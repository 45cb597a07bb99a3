import type { Company } from '../company/Company';
import type { CompanyCandidate } from '../company/entities';
import type { MadeExport } from '../linkedin/exports/ExportDesk';
import type { ExportMembers } from '../linkedin/exports/ExportMembers';
import type { OrganizationRecords } from '../linkedin/LinkedInStore';

export interface ExportComparison {
	agree: boolean;
	/** People exported, and person–job pairs. */
	people: number;
	pairs: number;
	/** Pairs without an application at SmartRecruiters, as `person job`. */
	missing: string[];
	/** Pairs whose application is there without a LinkedIn source. */
	wrongSource: string[];
	/** People who are more than one candidate. */
	doubled: string[];
	/** Candidates that exports made and that are nobody at LinkedIn. */
	orphans: string[];
	/** Pairs whose candidate LinkedIn does not know with the member's URN. */
	notLinked: string[];
	/** Pairs that LinkedIn does not know as an application. */
	notSynced: string[];
	/** Placeholder addresses that LinkedIn was sent. */
	leakedPlaceholders: number;
}

const PLACEHOLDER = /no-email@/i;
const EXPORT_TAG = 'LinkedIn RSC';

/**
 * Whether each exported person is exactly one candidate at SmartRecruiters, on each chosen job, from LinkedIn, and known
 * to LinkedIn with the member's URN.
 *
 * @param left pairs that went to review and are not expected
 */
export function compareExports(
	company: Company,
	records: OrganizationRecords,
	members: ExportMembers,
	made: readonly MadeExport[],
	left: ReadonlySet<string>,
): ExportComparison {
	const candidatesOf = peopleAtSmartRecruiters(company, records, members, made);
	const wanted = new Map<string, MadeExport>();
	for (const one of made) {
		const pair = `${one.personUrn} ${one.jobId}`;
		if (!left.has(pair) && !wanted.has(pair)) wanted.set(pair, one);
	}
	const linkedIds = new Set(
		[...records.candidates]
			.filter(([, { fields }]) => fields.manualMatchedMember)
			.map(([id]) => id),
	);
	const result = {
		people: new Set(made.map(({ personUrn }) => personUrn)).size,
		pairs: new Set(made.map(({ personUrn, jobId }) => `${personUrn} ${jobId}`)).size,
		missing: [] as string[],
		wrongSource: [] as string[],
		doubled: [...candidatesOf].filter(([, own]) => own.length > 1).map(([person]) => person),
		orphans: [...company.candidates()]
			.filter(({ id, tags }) => tags.includes(EXPORT_TAG) && !linkedIds.has(id))
			.map(({ id }) => id),
		notLinked: [] as string[],
		notSynced: [] as string[],
		leakedPlaceholders: leaked(records),
	};
	for (const [pair, { personUrn, jobId, atMs }] of wanted) {
		const candidate = candidatesOf
			.get(personUrn)
			?.find(({ applications }) => applications.some((one) => one.jobId === jobId));
		const application = candidate?.applications.find((one) => one.jobId === jobId);
		if (!candidate || !application) {
			result.missing.push(pair);
			continue;
		}
		// Who had applied before keeps the source of that application.
		const ours = (application.history[0]?.changedOn ?? 0) >= atMs;
		if (ours && !/linkedin/i.test(application.source)) result.wrongSource.push(pair);
		const linked = records.candidates.get(candidate.id)?.fields.manualMatchedMember;
		if (linked !== personUrn) result.notLinked.push(pair);
		const synced = records.applications.get(`${candidate.id}_${jobId}`)?.fields;
		if (synced?.atsJobPostingId !== jobId || synced.atsCandidateId !== candidate.id)
			result.notSynced.push(pair);
	}
	const { missing, wrongSource, doubled, orphans, notLinked, notSynced } = result;
	const faults = [missing, wrongSource, doubled, orphans, notLinked, notSynced].flat().length;
	return { agree: faults === 0 && result.leakedPlaceholders === 0, ...result };
}

/**
 * Who at SmartRecruiters is an exported person: the candidate who really is, whoever LinkedIn holds with the person's
 * URN, and whoever has the member's name together with the profile address or nothing but a placeholder.
 */
function peopleAtSmartRecruiters(
	company: Company,
	records: OrganizationRecords,
	members: ExportMembers,
	made: readonly MadeExport[],
): Map<string, CompanyCandidate[]> {
	const persons = [...new Set(made.map(({ personUrn }) => personUrn))];
	const owners = new Map<string, Set<string>>();
	const add = (person: string, candidateId: string): void => {
		owners.set(person, (owners.get(person) ?? new Set()).add(candidateId));
	};
	const byProfile = new Map<string, string>();
	for (const person of persons) {
		const member = members.byUrn(person);
		if (member?.trueCandidateId) add(person, member.trueCandidateId);
		if (member?.profileUrl) byProfile.set(slug(member.profileUrl), person);
	}
	for (const [candidateId, { fields }] of records.candidates) {
		const person = fields.manualMatchedMember;
		if (typeof person === 'string' && persons.includes(person)) add(person, candidateId);
	}
	for (const { id, linkedin } of company.candidates()) {
		const person = linkedin && byProfile.get(slug(linkedin));
		if (person) add(person, id);
	}
	return new Map(
		[...owners].map(([person, ids]) => [
			person,
			[...ids].flatMap((id) => company.candidateById(id) ?? []),
		]),
	);
}

const slug = (url: string): string => url.split('/in/')[1]?.toLowerCase() ?? url;

function leaked(records: OrganizationRecords): number {
	const texts = [...records.candidates.values(), ...records.applications.values()];
	return texts.filter(({ fields }) => PLACEHOLDER.test(JSON.stringify(fields))).length;
}
