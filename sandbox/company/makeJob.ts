import { DAY_MS } from '../core/durations';
import type { CompanyJob, SectionName } from './entities';
import { Draw, indexToUuid } from './random';
import type { WordPools } from './WordPools';

const KIND_JOB = 1;
const KIND_AD = 2;

/** The ugly cases among jobs; each index below this count has one for certain, later ones by chance. */
export const JOB_CASES = [
	'plain',
	'shortText',
	'noCountry',
	'closed',
	'private',
	'template',
	'noAd',
	'noApplyUrl',
	'veryLong',
	'unicode',
	'remote',
	'cancelled',
] as const;
export type JobCase = (typeof JOB_CASES)[number];

/** How many of 1,000 jobs have a case, beyond the first of each. */
const PER_MILLE: Partial<Record<JobCase, number>> = {
	shortText: 20,
	noCountry: 15,
	closed: 280,
	private: 60,
	template: 20,
	noAd: 10,
	noApplyUrl: 5,
	veryLong: 5,
	unicode: 30,
	remote: 100,
	cancelled: 60,
};

export function jobId(seed: number, index: number): string {
	return indexToUuid(seed, KIND_JOB, index);
}

export function caseOfJob(seed: number, index: number): JobCase {
	const certain = JOB_CASES[index];
	if (certain) return certain;
	const draw = new Draw(seed, index, 11);
	for (const one of JOB_CASES) {
		if (draw.chance(PER_MILLE[one] ?? 0)) return one;
	}
	return 'plain';
}

/** A job as a pure function of seed and index. */
export function makeJob(seed: number, index: number, pools: WordPools, baseMs: number): CompanyJob {
	const draw = new Draw(seed, index, 12);
	const kind = caseOfJob(seed, index);
	const place = draw.pick(pools.cities);
	const createdOn = baseMs - (30 + draw.int(900)) * DAY_MS - draw.int(DAY_MS);
	const updatedOn = createdOn + draw.int(25) * DAY_MS;
	const id = jobId(seed, index);
	const status =
		kind === 'closed'
			? 'FILLED'
			: kind === 'cancelled'
				? 'CANCELLED'
				: draw.pick(['SOURCING', 'INTERVIEW', 'OFFER', 'CREATED', 'ON_HOLD']);
	const hidden = kind === 'private' || kind === 'noAd' || status === 'CREATED';
	const adId = indexToUuid(seed, KIND_AD, index);
	return {
		id,
		title: kind === 'unicode' ? 'Ingénieur·e données & データ 🚀' : draw.pick(pools.jobTitles),
		refNumber: `REF${1000 + index}`,
		createdOn,
		updatedOn,
		lastActivityOn: updatedOn + draw.int(5) * DAY_MS,
		department: draw.pick(pools.departments),
		location:
			kind === 'noCountry'
				? { remote: false, ...(draw.chance(500) && { city: place.city }) }
				: kind === 'remote'
					? { remote: true, country: place.country, countryCode: place.countryCode }
					: { remote: false, ...place },
		status,
		postingStatus: hidden ? draw.pick(['PRIVATE', 'INTERNAL', 'NOT_PUBLISHED']) : 'PUBLIC',
		template: kind === 'template',
		typeOfEmployment: draw.pick(['Full-time', 'Part-time', 'Contract', 'Intern']),
		experienceLevel: draw.pick([
			'Entry Level',
			'Associate',
			'Mid-Senior Level',
			'Director',
			'Something Else',
		]),
		sections: sectionsOf(kind, draw, pools),
		...(kind !== 'noAd' && {
			ad: {
				id: adId,
				...(kind !== 'noApplyUrl' && { applyUrl: `https://jobs.example.com/apply/${id}` }),
				...(!hidden && { publishedOn: createdOn + DAY_MS }),
			},
		}),
	};
}

function sectionsOf(kind: JobCase, draw: Draw, pools: WordPools): CompanyJob['sections'] {
	if (kind === 'shortText')
		return [{ name: 'jobDescription', title: 'Job', text: 'To be written.' }];
	const paragraph = (): string => `<p>${draw.pick(pools.paragraphs)}</p>`;
	const section = (name: SectionName, title: string, text: string) => ({ name, title, text });
	const long = kind === 'veryLong' ? Array.from({ length: 90 }, paragraph).join('') : '';
	return [
		section(
			'companyDescription',
			'Company Description',
			`<p>We are a sample company.</p>${paragraph()}`,
		),
		section(
			'jobDescription',
			'Job Description',
			`${paragraph()}<ul><li>Plan &amp; build</li><li>Ship</li></ul>${long}`,
		),
		...(draw.chance(800) ? [section('qualifications', 'Qualifications', paragraph())] : []),
		...(draw.chance(500)
			? [section('additionalInformation', 'Additional Information', paragraph())]
			: []),
	];
}
