import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/durations';
import type { CompanyApplication, CompanyCandidate, StatusChange } from './entities';
import { jobId } from './makeJob';
import { Draw, indexToUuid } from './random';
import type { WordPools } from './WordPools';

const KIND_CANDIDATE = 3;
const KIND_APPLICATION = 4;

/** The ugly cases among people; each index below this count has one for certain, later ones by chance. */
export const PERSON_CASES = [
	'plain',
	'sameEmail',
	'noEmail',
	'badEmail',
	'blankLastName',
	'talentPool',
	'several',
	'unicode',
	'updatedBeforeCreated',
	'lead',
	'transferred',
	'rejected',
	'withdrawn',
	'twinHistory',
	'noPlace',
	'hired',
] as const;
export type PersonCase = (typeof PERSON_CASES)[number];

const PER_MILLE: Partial<Record<PersonCase, number>> = {
	noEmail: 10,
	badEmail: 3,
	sameEmail: 5,
	blankLastName: 2,
	talentPool: 30,
	several: 170,
	unicode: 20,
	updatedBeforeCreated: 5,
	lead: 40,
	transferred: 10,
	rejected: 220,
	withdrawn: 40,
	twinHistory: 10,
	noPlace: 40,
	hired: 30,
};

const SUB_STATUSES: Record<string, readonly string[]> = {
	IN_REVIEW: ['Recruiter screen', 'Hiring manager review', 'Tests ✅'],
	INTERVIEW: ['Phone interview', 'On-site interview'],
	OFFERED: ['Offer sent'],
};

const SOURCES = ['LinkedIn', 'Career site', 'Employee referral', 'API', 'Indeed'];

export interface CompanyShape {
	seed: number;
	people: number;
	jobs: number;
	/** Everything lies before this time. */
	baseMs: number;
	pools: WordPools;
}

export function candidateId(seed: number, index: number): string {
	return indexToUuid(seed, KIND_CANDIDATE, index);
}

export function caseOfPerson(seed: number, index: number): PersonCase {
	const certain = PERSON_CASES[index];
	if (certain) return certain;
	const draw = new Draw(seed, index, 21);
	for (const one of PERSON_CASES) {
		if (draw.chance(PER_MILLE[one] ?? 0)) return one;
	}
	return 'plain';
}

/** A block of people who were all touched at once, as an import does: 10,000, or a tenth of a smaller company. */
export function inImportBlock(index: number, people: number): boolean {
	const size = Math.min(10_000, Math.floor(people / 10));
	const from = Math.floor(people / 4);
	return index >= from && index < from + size;
}

/** A candidate as a pure function of the company's shape and an index. */
export function makeCandidate(shape: CompanyShape, index: number): CompanyCandidate {
	const { seed, pools, baseMs, people } = shape;
	const draw = new Draw(seed, index, 22);
	const kind = caseOfPerson(seed, index);
	const unicode = kind === 'unicode';
	const firstName = unicode
		? (pools.firstNames[pools.firstNames.length - 1 - draw.int(12)] ?? 'Zoë')
		: draw.pick(pools.firstNames);
	const lastName =
		kind === 'blankLastName'
			? ' '
			: unicode
				? (pools.lastNames[pools.lastNames.length - 1 - draw.int(12)] ?? 'Núñez')
				: draw.pick(pools.lastNames);
	const createdOn = baseMs - (2 + draw.int(1000)) * DAY_MS - draw.int(DAY_MS);
	const updatedOn = inImportBlock(index, people)
		? baseMs - 40 * DAY_MS
		: kind === 'updatedBeforeCreated'
			? createdOn - DAY_MS
			: Math.min(baseMs - 2 * HOUR_MS, createdOn + draw.int(200) * DAY_MS);
	// The one before has the same address, under another last name.
	const addressIndex = kind === 'sameEmail' ? index - 1 : index;
	const email =
		kind === 'noEmail'
			? undefined
			: kind === 'badEmail'
				? `person${index}@example`
				: `person${addressIndex}@example.com`;
	const place = draw.pick(pools.cities);
	const title = draw.pick(pools.jobTitles);
	return {
		id: candidateId(seed, index),
		firstName,
		lastName,
		...(email && { email }),
		...(draw.chance(700) && { phoneNumber: `+1 555 01${String(index % 100).padStart(2, '0')}` }),
		...(draw.chance(400) && { linkedin: `https://www.linkedin.com/in/example-${index}` }),
		createdOn,
		updatedOn,
		location: kind === 'noPlace' ? {} : { ...place },
		tags: draw.chance(200) ? ['sample'] : [],
		consent: draw.pick(['ACQUIRED', 'ACQUIRED', 'PENDING', 'REQUIRED'] as const),
		experience: draw.chance(800)
			? [
					{ title: 'Trainee', company: draw.pick(pools.companies), current: false },
					...(draw.chance(800)
						? [{ title, company: draw.pick(pools.companies), current: true }]
						: []),
				]
			: [],
		applications: kind === 'talentPool' ? [] : applicationsOf(shape, index, kind, draw, createdOn),
	};
}

function applicationsOf(
	shape: CompanyShape,
	index: number,
	kind: PersonCase,
	draw: Draw,
	createdOn: number,
): CompanyApplication[] {
	const count = Math.min(shape.jobs, kind === 'several' ? 2 + draw.int(4) : 1);
	const first = draw.int(shape.jobs);
	return Array.from({ length: count }, (_, nth) => {
		// Steps by a number that no company's job count divides evenly would collide: plain steps never do.
		const jobIndex = (first + nth) % shape.jobs;
		const last =
			nth === 0 ? lastStatus(kind, draw) : draw.pick(['REJECTED', 'WITHDRAWN', 'TRANSFERRED']);
		const history = historyOf(last, kind, draw, createdOn + nth * 3 * DAY_MS);
		const id = `${index}-${nth}`;
		return {
			applicationId: indexToUuid(shape.seed, KIND_APPLICATION, index * 8 + nth),
			jobId: jobId(shape.seed, jobIndex),
			source: draw.pick(SOURCES),
			history,
			...((last === 'REJECTED' || last === 'WITHDRAWN') && {
				reason: {
					id,
					label: draw.pick(
						last === 'REJECTED'
							? ['Not qualified', 'Position filled']
							: ['Accepted another offer', 'Salary'],
					),
				},
			}),
		};
	});
}

function lastStatus(kind: PersonCase, draw: Draw): string {
	const certain: Partial<Record<PersonCase, string>> = {
		lead: 'LEAD',
		transferred: 'TRANSFERRED',
		rejected: 'REJECTED',
		withdrawn: 'WITHDRAWN',
		hired: 'HIRED',
	};
	return certain[kind] ?? draw.pick(['NEW', 'IN_REVIEW', 'IN_REVIEW', 'INTERVIEW', 'OFFERED']);
}

const LADDER = ['NEW', 'IN_REVIEW', 'INTERVIEW', 'OFFERED', 'HIRED'];

function historyOf(last: string, kind: PersonCase, draw: Draw, from: number): StatusChange[] {
	const rung = LADDER.indexOf(last);
	const before = last === 'LEAD' ? [] : LADDER.slice(0, rung >= 0 ? rung : 1 + draw.int(3));
	let at = from;
	const changes = [...before, last].map((status) => {
		const sub = SUB_STATUSES[status];
		const change: StatusChange = {
			changedOn: at,
			status,
			...(sub && draw.chance(700) && { subStatus: draw.pick(sub) }),
		};
		at += (1 + draw.int(60 * 24)) * MINUTE_MS;
		return change;
	});
	const [one, two] = changes;
	// Two changes in the same millisecond, as a bulk action leaves them.
	if (kind === 'twinHistory' && one && two) two.changedOn = one.changedOn;
	return changes;
}
