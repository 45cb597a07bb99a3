import { CursorError } from '../errors/CursorError';
import { z } from 'zod';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import {
	CandidateConsentSchema,
	CandidateDetailsSchema,
	CandidateListItemSchema,
	type Page,
	pageOf,
	type SrCandidateDetails,
	type SrCandidateListItem,
	type SrStatusChange,
	StatusHistorySchema,
} from './schemas';

const PageSchema = pageOf(CandidateListItemSchema);

/**
 * One page of at most 100 candidates who have an application (SmartRecruiters reference §5.1); one request at a time.
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listCandidates(
	api: SmartRecruitersApi,
	query: {
		pageId?: string | undefined;
		updatedAfterMs?: number | undefined;
		/** Who applied for this job. */
		jobId?: string | undefined;
		limit?: number;
	},
): Promise<Page<SrCandidateListItem>> {
	const { pageId, updatedAfterMs, jobId, limit = 100 } = query;
	const updatedAfter =
		updatedAfterMs === undefined ? undefined : new Date(updatedAfterMs).toISOString();
	const page = await api.get(
		'/candidates',
		'/candidates',
		PageSchema,
		{ limit, pageId, updatedAfter, jobId },
		pageId ? [400, 404] : [],
	);
	if (!page || (pageId && page.nextPageId === pageId)) {
		throw new CursorError('SmartRecruiters', 'GET /candidates');
	}
	return page;
}

/** A candidate with all assignments (§5.3); `undefined` when it was deleted or merged away. */
export async function getCandidate(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<SrCandidateDetails | undefined> {
	const path = `/candidates/${encodeURIComponent(candidateId)}`;
	return await api.get(path, '/candidates/{id}', CandidateDetailsSchema, {}, [404]);
}

/** How an application came to its status (§6.2); empty when the application is gone. */
export async function getStatusHistory(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
): Promise<SrStatusChange[]> {
	const path = `/candidates/${encodeURIComponent(candidateId)}/jobs/${encodeURIComponent(jobId)}/status/history`;
	return (
		(await api.get(
			path,
			'/candidates/{id}/jobs/{jobId}/status/history',
			StatusHistorySchema,
			{},
			[404],
		)) ?? []
	);
}

/** The consent of a candidate (§13); `undefined` when SmartRecruiters does not tell. */
export async function getConsent(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<string | undefined> {
	const path = `/candidates/${encodeURIComponent(candidateId)}/consent`;
	return await api.get(path, '/candidates/{id}/consent', CandidateConsentSchema, {}, [404]);
}

const JobApplicationSchema = z.object({ profileId: z.string(), jobId: z.string() });

/** Whose application a UUID names, and to which job (§6.3); `undefined` when it is gone. */
export async function getApplication(
	api: SmartRecruitersApi,
	applicationUuid: string,
): Promise<{ candidateId: string; jobId: string } | undefined> {
	const base = '/job-applications-api/v202112/job-applications';
	const path = `${base}/${encodeURIComponent(applicationUuid)}`;
	const found = await api.get(path, `${base}/{id}`, JobApplicationSchema, {}, [404]);
	return found && { candidateId: found.profileId, jobId: found.jobId };
}
