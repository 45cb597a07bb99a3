import type { Company } from '../company/Company';
import type { CompanyJob, TeamMember } from '../company/entities';
import { sightOfUser, type UserSight } from '../company/sightOfUser';
import type { OrganizationRecords } from '../linkedin/LinkedInStore';
import type { RecruiterSeat } from '../linkedin/seats/makeSeat';
import { type Sight, sightOf, type SightRules } from '../linkedin/sight';

/** One customer at both vendors. */
export interface BothSides {
	company: Company;
	organization: string;
	records: OrganizationRecords;
	rules: SightRules;
	/** Seats of all its contracts. */
	seats: readonly RecruiterSeat[];
}

/** Somebody on LinkedIn, and who that is in SmartRecruiters. */
export interface SeatHolder {
	/** `urn:li:person:…`. */
	person: string;
	/** None for somebody without an account there. */
	userId?: string;
	/** Whether any of the person's seats is active. */
	active: boolean;
}

/** What both vendors say of one person and one job. */
export interface PairSight extends Pick<SeatHolder, 'person' | 'userId'> {
	jobId: string;
	linkedIn: Sight;
	smartRecruiters: UserSight | { sees: false; why: 'noUser' | 'noJob' };
}

/** People with a seat, each once however many seats they have. */
export function seatHolders(seats: readonly RecruiterSeat[]): SeatHolder[] {
	const people = new Map<string, SeatHolder>();
	for (const { personUrn: person, trueUserId: userId, state } of seats) {
		if (person === undefined) continue;
		const active = state === 'ACTIVE' || (people.get(person)?.active ?? false);
		people.set(person, { person, ...(userId !== undefined && { userId }), active });
	}
	return [...people.values()];
}

/** A job as SmartRecruiters has it: made once, however many people are asked about. */
export interface JobView {
	jobId: string;
	job: CompanyJob | undefined;
	team: readonly TeamMember[];
}

export const jobView = ({ company }: BothSides, jobId: string): JobView => ({
	jobId,
	job: company.jobById(jobId),
	team: company.teamOf(jobId),
});

/** LinkedIn's sight of a job or of its applications, whichever shows more. */
export function linkedInSight(sides: BothSides, person: string, jobId: string): Sight {
	const { organization, records, rules } = sides;
	const ask = { organization, person, jobId };
	const job = sightOf(records, rules, { kind: 'job', ...ask });
	return job.sees ? job : sightOf(records, rules, { kind: 'applications', ...ask });
}

export function pairSight(
	sides: BothSides,
	{ person, userId }: SeatHolder,
	{ jobId, job, team }: JobView,
): PairSight {
	const user = userId === undefined ? undefined : sides.company.userById(userId);
	return {
		person,
		...(userId !== undefined && { userId }),
		jobId,
		linkedIn: linkedInSight(sides, person, jobId),
		smartRecruiters: !user
			? { sees: false, why: 'noUser' }
			: job
				? sightOfUser(user, job, team)
				: { sees: false, why: 'noJob' },
	};
}

export interface SightComparison {
	people: number;
	jobs: number;
	agreed: number;
	/** LinkedIn shows what SmartRecruiters does not give. */
	surplus: { count: number; examples: PairSight[] };
	/** SmartRecruiters gives what LinkedIn does not show, to people with an active seat. */
	missing: { count: number; examples: PairSight[] };
}

const MOST_EXAMPLES = 50;

/** Every seat holder and every job that LinkedIn has. */
export function compareSight(sides: BothSides): SightComparison {
	const people = seatHolders(sides.seats);
	const surplus: PairSight[] = [];
	const missing: PairSight[] = [];
	let agreed = 0;
	for (const jobId of sides.records.jobs.keys()) {
		const view = jobView(sides, jobId);
		for (const holder of people) {
			const pair = pairSight(sides, holder, view);
			const shown = pair.linkedIn.sees;
			if (shown === pair.smartRecruiters.sees || (!shown && !holder.active)) agreed += 1;
			else (shown ? surplus : missing).push(pair);
		}
	}
	const some = (pairs: PairSight[]) => ({
		count: pairs.length,
		examples: pairs.slice(0, MOST_EXAMPLES),
	});
	return {
		people: people.length,
		jobs: sides.records.jobs.size,
		agreed,
		surplus: some(surplus),
		missing: some(missing),
	};
}
