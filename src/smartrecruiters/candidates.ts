import { CursorError } from '../errors/CursorError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import {
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
	query: { pageId?: string | undefined; updatedAfterMs?: number | undefined; limit?: number },
): Promise<Page<SrCandidateListItem>> {
	const { pageId, updatedAfterMs, limit = 100 } = query;
	const updatedAfter =
		updatedAfterMs === undefined ? undefined : new Date(updatedAfterMs).toISOString();
	const page = await api.get(
		'/candidates',
		'/candidates',
		PageSchema,
		{ limit, pageId, updatedAfter },
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
