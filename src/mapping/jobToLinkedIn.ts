import type { JobAvailability, LiJob } from '../linkedin/jobPostings';
import { CLOSED_JOB_STATUSES, type SrJob } from '../smartrecruiters/jobs';
import type { SrSections } from '../smartrecruiters/schemas';
import { cutHtml } from './cutHtml';
import { jobTitle } from './jobTitle';
import type { Mapped } from './Mapped';
import { normalForm } from './normalForm';
import { placeParts } from './placeParts';
import { cleanText, presentText } from './presentText';
import { visibleLength } from './visibleLength';
import { webAddress } from './webAddress';

/** LinkedIn's bounds of a job description (LinkedIn reference §4.1). */
const SHORTEST_DESCRIPTION = 100;
const LONGEST_DESCRIPTION = 25_000;

/** More of a section than this cannot leave: SmartRecruiters takes 24,999 characters (SmartRecruiters reference §4.2). */
const LONGEST_SECTION = 60_000;

/** LinkedIn names no bound of a job code; none is longer in SmartRecruiters (§4.3). */
const LONGEST_CODE = 63;

const SECTION_ORDER = [
	'companyDescription',
	'jobDescription',
	'qualifications',
	'additionalInformation',
] as const;

/** Labels of SmartRecruiters' employment types and experience levels → LinkedIn's symbols; others are left out. */
const EMPLOYMENT: ReadonlyMap<string, string> = new Map([
	['full-time', 'FULL_TIME'],
	['part-time', 'PART_TIME'],
	['contract', 'CONTRACT'],
	['intern', 'INTERNSHIP'],
	['internship', 'INTERNSHIP'],
	['temporary', 'TEMPORARY'],
	['volunteer', 'VOLUNTEER'],
]);
const EXPERIENCE: ReadonlyMap<string, string> = new Map([
	['internship', 'INTERNSHIP'],
	['entry level', 'ENTRY_LEVEL'],
	['associate', 'ASSOCIATE'],
	['mid-senior level', 'MID_SENIOR_LEVEL'],
	['director', 'DIRECTOR'],
	['executive', 'EXECUTIVE'],
	['not applicable', 'NOT_APPLICABLE'],
]);

export function isClosed(status: string): boolean {
	return CLOSED_JOB_STATUSES.some((closed) => closed === status);
}

/**
 * A job as LinkedIn wants it. Public only when the user chose so, the job is open, and its ad is public at
 * SmartRecruiters as well: everything else stays inside Recruiter. All text is well-formed, and cut between characters.
 *
 * @param accessRestricted whether only groups see it in Recruiter; absent where access lists are not in use
 */
export function jobToLinkedIn(
	job: SrJob,
	chosen: JobAvailability,
	accessRestricted?: boolean,
): Mapped<LiJob> {
	const { item, details, ad } = job;
	const title = jobTitle(item.title);
	if (title === undefined) return { ok: false, code: 'NO_JOB_TITLE' };
	const description = describe(ad?.jobAd?.sections ?? details.jobAd?.sections);
	if (visibleLength(description, SHORTEST_DESCRIPTION) < SHORTEST_DESCRIPTION)
		return { ok: false, code: 'SHORT_DESCRIPTION' };
	const location = locate(item.location);
	if (location === undefined) return { ok: false, code: 'NO_LOCATION' };
	const addresses = [ad?.applyUrl, details.actions?.applyOnWeb?.url].flatMap(
		(address) => presentText(address) ?? [],
	);
	const companyApplyUrl = addresses.map(webAddress).find((address) => address !== undefined);
	if (companyApplyUrl === undefined)
		return { ok: false, code: 'NO_APPLY_URL', ...(addresses.length > 0 && { field: 'applyUrl' }) };
	const isPublic = chosen === 'PUBLIC' && !isClosed(item.status) && item.postingStatus === 'PUBLIC';
	const employmentStatus = EMPLOYMENT.get(normalForm(details.typeOfEmployment?.label ?? ''));
	const experienceLevel = EXPERIENCE.get(normalForm(details.experienceLevel?.label ?? ''));
	const code = presentText(item.refNumber);
	const isCode = code !== undefined && code.length <= LONGEST_CODE;
	return {
		ok: true,
		value: {
			externalJobPostingId: item.id,
			title,
			description,
			location,
			listedAt: job.publishedAtMs ?? item.createdOn,
			companyApplyUrl,
			availability: isPublic ? 'PUBLIC' : 'PRIVATE_TO_ATS_INTEGRATION',
			workplaceTypes: [item.location?.remote ? 'Remote' : 'On-site'],
			...(employmentStatus && { employmentStatus }),
			...(experienceLevel && { experienceLevel }),
			...(isCode && { companyJobCode: code }),
			...(accessRestricted !== undefined && { accessRestricted }),
		},
		leftOut: [
			...(webAddress(addresses[0]) === undefined ? ['applyUrl'] : []),
			...(code !== undefined && !isCode ? ['companyJobCode'] : []),
		],
	};
}

function describe(sections: SrSections): string {
	const html = SECTION_ORDER.flatMap((name) => {
		const section = sections?.[name];
		const text = cleanText(section?.text?.slice(0, LONGEST_SECTION));
		if (text === undefined) return [];
		const title = presentText(section?.title);
		return title === undefined ? [text] : [`<p><b>${escapeHtml(title)}</b></p>${text}`];
	}).join('');
	return cutHtml(html, LONGEST_DESCRIPTION);
}

/** A title is text, not HTML. */
function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `City, Region, Country`; a remote job may name its country alone (LinkedIn reference §4.2). */
function locate(location: SrJob['item']['location']): string | undefined {
	const { city, region, country } = placeParts(location ?? {});
	if (country === undefined) return undefined;
	if (city === undefined) return location?.remote ? country : undefined;
	return [city, region, country].flatMap((part) => part ?? []).join(', ');
}
