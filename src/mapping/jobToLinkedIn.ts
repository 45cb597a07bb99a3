import type { JobAvailability, LiJob } from '../linkedin/jobPostings';
import { CLOSED_JOB_STATUSES, type SrJob } from '../smartrecruiters/jobs';
import type { SrSections } from '../smartrecruiters/schemas';
import type { Mapped } from './candidateToLinkedIn';

/** LinkedIn's bounds of a job description and title (LinkedIn reference §4.1). */
const SHORTEST_DESCRIPTION = 100;
const LONGEST_DESCRIPTION = 25_000;
const LONGEST_TITLE = 200;

const SECTION_ORDER = [
	'companyDescription',
	'jobDescription',
	'qualifications',
	'additionalInformation',
] as const;

/** Labels of SmartRecruiters' employment types and experience levels → LinkedIn's symbols; others are left out. */
const EMPLOYMENT: Readonly<Record<string, string>> = {
	'full-time': 'FULL_TIME',
	'part-time': 'PART_TIME',
	contract: 'CONTRACT',
	intern: 'INTERNSHIP',
	internship: 'INTERNSHIP',
	temporary: 'TEMPORARY',
	volunteer: 'VOLUNTEER',
};
const EXPERIENCE: Readonly<Record<string, string>> = {
	internship: 'INTERNSHIP',
	'entry level': 'ENTRY_LEVEL',
	associate: 'ASSOCIATE',
	'mid-senior level': 'MID_SENIOR_LEVEL',
	director: 'DIRECTOR',
	executive: 'EXECUTIVE',
	'not applicable': 'NOT_APPLICABLE',
};

export function isClosed(status: string): boolean {
	return CLOSED_JOB_STATUSES.some((closed) => closed === status);
}

/**
 * A job as LinkedIn wants it. Public only when the user chose so, the job is open, and its ad is public at
 * SmartRecruiters as well: everything else stays inside Recruiter.
 */
export function jobToLinkedIn(job: SrJob, chosen: JobAvailability): Mapped<LiJob> {
	const { item, details, ad } = job;
	const description = describe(ad?.jobAd?.sections ?? details.jobAd?.sections);
	if (plainLength(description) < SHORTEST_DESCRIPTION)
		return { ok: false, code: 'SHORT_DESCRIPTION' };
	const location = locate(item.location);
	if (!location) return { ok: false, code: 'NO_LOCATION' };
	const companyApplyUrl = ad?.applyUrl ?? details.actions?.applyOnWeb?.url;
	if (!companyApplyUrl) return { ok: false, code: 'NO_APPLY_URL' };
	const isPublic = chosen === 'PUBLIC' && !isClosed(item.status) && item.postingStatus === 'PUBLIC';
	const employmentStatus = EMPLOYMENT[details.typeOfEmployment?.label?.toLowerCase() ?? ''];
	const experienceLevel = EXPERIENCE[details.experienceLevel?.label?.toLowerCase() ?? ''];
	return {
		ok: true,
		value: {
			externalJobPostingId: item.id,
			title: item.title.slice(0, LONGEST_TITLE),
			description,
			location,
			listedAt: job.publishedAtMs ?? item.createdOn,
			companyApplyUrl,
			availability: isPublic ? 'PUBLIC' : 'PRIVATE_TO_ATS_INTEGRATION',
			workplaceTypes: [item.location?.remote ? 'Remote' : 'On-site'],
			...(employmentStatus && { employmentStatus }),
			...(experienceLevel && { experienceLevel }),
			...(item.refNumber && { companyJobCode: item.refNumber }),
		},
	};
}

function describe(sections: SrSections): string {
	const html = SECTION_ORDER.flatMap((name) => {
		const section = sections?.[name];
		return section?.text?.trim() ? [`<p><b>${section.title ?? ''}</b></p>${section.text}`] : [];
	}).join('');
	// A cut inside a tag would leave its beginning as text.
	return html.length <= LONGEST_DESCRIPTION
		? html
		: html.slice(0, LONGEST_DESCRIPTION).replace(/<[^>]*$/, '');
}

function plainLength(html: string): number {
	return html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim().length;
}

/** `City, Region, Country` (LinkedIn reference §4.2). */
function locate(location: SrJob['item']['location']): string | undefined {
	const country = location?.country ?? location?.countryCode?.toUpperCase();
	if (!country) return undefined;
	if (!location?.city) return location?.remote ? country : undefined;
	return [location.city, location.region, country].filter(Boolean).join(', ');
}
