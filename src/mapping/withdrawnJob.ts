import { HOUR_MS } from '../basics/durations';
import type { LiJob } from '../linkedin/jobPostings';

/** LinkedIn wants a whole job to close one (LinkedIn reference §4.1); these words are about none. */
const TEXT =
	'<p>This job was withdrawn. It is closed, and nobody can apply for it any more. What it was about is no longer shared with LinkedIn.</p>';

/**
 * A closed job that says nothing: for jobs that are gone in SmartRecruiters, or that may no longer be shared. Whether
 * LinkedIn knows the place "Worldwide" is not confirmed (LinkedIn reference §4.2).
 */
export function withdrawnJob(jobId: string, nowMs: number): LiJob {
	return {
		externalJobPostingId: jobId,
		title: 'Withdrawn',
		description: TEXT,
		location: 'Worldwide',
		// LinkedIn refuses what is listed in the future, and n8n's clock may be ahead of its own.
		listedAt: nowMs - HOUR_MS,
		companyApplyUrl: 'https://www.smartrecruiters.com',
		availability: 'PRIVATE_TO_ATS_INTEGRATION',
		workplaceTypes: ['Remote'],
	};
}
