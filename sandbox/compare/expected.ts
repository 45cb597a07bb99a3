import type { Company } from '../company/Company';
import type {
	CompanyApplication,
	CompanyCandidate,
	CompanyJob,
	CompanyReview,
} from '../company/entities';
import { type Canonical, canonical } from './Digest';

/**
 * A second opinion on what LinkedIn must hold: written from the reference, not from the product. `report` is what a report
 * tells alone, with tags and exact dates in it.
 */
export type Pass = 'fast' | 'report' | 'deep';

/** Reports have no fractions of a second. */
const inReport = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** What a report told first stays as it is where it differs in fractions of a second alone. */
export const inSeconds = (ms: unknown): unknown =>
	typeof ms === 'number' ? Math.floor(ms / 1000) : ms;

const STAGES: Record<string, string> = {
	LEAD: 'Lead',
	NEW: 'New',
	IN_REVIEW: 'In Review',
	INTERVIEW: 'Interview',
	OFFERED: 'Offered',
	HIRED: 'Hired',
	REJECTED: 'Rejected',
	WITHDRAWN: 'Withdrawn',
	TRANSFERRED: 'Transferred',
};

/** Long descriptions are cut by LinkedIn's limit somewhere behind this. */
const COMPARED_TEXT = 20_000;

/** Reads HTML as a person would: tags out, entities read, white space as one. */
export function plainText(html: string): string {
	return html
		.slice(0, 25_000)
		.replace(/<[^>]*>?/g, ' ')
		.replace(/&amp;/g, '&')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&nbsp;/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, COMPARED_TEXT);
}

/** `undefined` when LinkedIn would refuse it or it is no job. */
export function expectedJob(job: CompanyJob): Canonical | undefined {
	if (job.template) return undefined;
	const html = job.sections
		.filter(({ text }) => text !== '')
		.map(({ title, text }) => `<p><b>${title}</b></p>${text}`)
		.join('');
	const text = plainText(html);
	const { city, region, remote } = job.location;
	// A city that is a country says in which country it is.
	const country = job.location.country ?? (city === 'Singapore' ? city : undefined);
	const place = country
		? city
			? [city, region, country]
			: remote
				? [country]
				: undefined
		: undefined;
	const applyUrl = job.ad?.applyUrl;
	if (text.length < 100 || !place || !applyUrl) return undefined;
	return canonical({
		title: job.title.slice(0, 200),
		text,
		location: place.filter((part) => part !== undefined).join(', '),
		listedAt: job.ad?.publishedOn ?? job.createdOn,
		applyUrl,
		closed: job.status === 'FILLED' || job.status === 'CANCELLED',
		workplace: remote ? 'Remote' : 'On-site',
	});
}

/** Whether LinkedIn can take this person at all. */
export function isAcceptable(candidate: CompanyCandidate): boolean {
	return (
		/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(candidate.email ?? '') &&
		candidate.firstName.trim() !== '' &&
		candidate.lastName.trim() !== ''
	);
}

/** Addresses that stand in for a missing one are nobody's: LinkedIn must not have them. */
const emailOf = ({ email }: CompanyCandidate): string | undefined =>
	email && /-no-email@/i.test(email) ? undefined : email?.toLowerCase();

export function expectedCandidate(candidate: CompanyCandidate, pass: Pass): Canonical {
	const { city, region, countryCode } = candidate.location;
	const current = candidate.experience.find((one) => one.current);
	if (pass === 'report') {
		const times = candidate.applications.flatMap(({ history }) =>
			history.map(({ changedOn }) => inReport(changedOn)),
		);
		return canonical({
			firstName: candidate.firstName.trim(),
			lastName: candidate.lastName.trim(),
			emails: emailOf(candidate),
			created: inSeconds(Math.min(...times)),
			modified: inSeconds(Math.max(...times)),
			profile: candidate.id,
			address: '',
			linkedIn: candidate.linkedin,
			company: current?.company,
		});
	}
	return canonical({
		firstName: candidate.firstName.trim(),
		lastName: candidate.lastName.trim(),
		emails: emailOf(candidate),
		created: inSeconds(candidate.createdOn),
		modified: inSeconds(Math.max(candidate.createdOn, candidate.updatedOn)),
		profile: candidate.id,
		address:
			city || region || countryCode ? `${city ?? ''}|${region ?? ''}|${countryCode ?? ''}` : '',
		...(pass === 'deep' && {
			phone: candidate.phoneNumber,
			linkedIn: candidate.linkedin,
			company: current?.company,
			title: current?.title,
		}),
	});
}

export function expectedApplication(
	company: Company,
	candidate: CompanyCandidate,
	application: CompanyApplication,
	pass: Pass,
): Canonical {
	const times = application.history.map(({ changedOn }) =>
		pass === 'report' ? inReport(changedOn) : changedOn,
	);
	const deep = pass !== 'fast';
	return canonical({
		candidate: candidate.id,
		job: application.jobId,
		jobName: company.jobById(application.jobId)?.title,
		created: inSeconds(deep ? Math.min(...times) : candidate.createdOn),
		modified: inSeconds(
			deep ? Math.max(...times) : Math.max(candidate.createdOn, candidate.updatedOn),
		),
		email: emailOf(candidate),
		firstName: candidate.firstName.trim(),
		lastName: candidate.lastName.trim(),
		...(deep && { source: application.source, disposition: application.reason?.label }),
	});
}

/** What each stage says, once; under which id it stands is the sender's choice, as long as no two share one. */
export function expectedStages(
	application: CompanyApplication,
	pass: Pass = 'deep',
): Map<string, Canonical> {
	const stages = historyIn(application, pass).map(({ changedOn, status, subStatus }) =>
		canonical({
			at: inSeconds(changedOn),
			stage: subStatus ? `${STAGES[status] ?? status} - ${subStatus}` : (STAGES[status] ?? status),
		}),
	);
	return new Map(stages.map((stage) => [JSON.stringify(stage), stage]));
}

/** A report has the latest time of each status, and the step of the current one. */
function historyIn({ history }: CompanyApplication, pass: Pass): CompanyApplication['history'] {
	if (pass !== 'report') return history;
	const current = history.at(-1)?.status;
	const latest = new Map(history.map((one) => [one.status, one]));
	return [...latest.values()].map(({ changedOn, status, subStatus }) => ({
		changedOn: inReport(changedOn),
		status,
		...(status === current && subStatus && { subStatus }),
	}));
}

/** A review as interview feedback. */
export function expectedFeedback(company: Company, review: CompanyReview): Canonical {
	const reviewer = company.users.find(({ id }) => id === review.reviewerId);
	return canonical({
		at: review.createdOn,
		by: `${reviewer?.firstName ?? ''} ${reviewer?.lastName ?? ''}`.trim(),
		rating: String(review.overallRating),
		text: review.comment,
	});
}
