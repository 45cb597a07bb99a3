import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import type { Page } from '../http/Page';
import { segment } from '../http/segment';
import { id } from './fields';
import { getRecord } from './getRecord';
import { readList, readListPages, type WholeList } from './readList';
import { readPage, type SmartRecruitersList } from './readPage';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import {
	CandidateConsentSchema,
	CandidateDetailsSchema,
	CandidateListItemSchema,
	type SrCandidateDetails,
	type SrCandidateListItem,
	type SrStatusChange,
	StatusChangeSchema,
} from './schemas';

export interface CandidateQuery {
	updatedAfterMs?: number | undefined;
	/** Who applied for this job. */
	jobId?: string | undefined;
	limit?: number;
}

function candidateList(query: CandidateQuery): SmartRecruitersList<SrCandidateListItem> {
	const { updatedAfterMs, jobId, limit = 100 } = query;
	const updatedAfter =
		updatedAfterMs === undefined ? undefined : new Date(updatedAfterMs).toISOString();
	return {
		kind: 'candidate',
		path: '/candidates',
		endpoint: '/candidates',
		schema: CandidateListItemSchema,
		unreadableIn: ({ unreadable }) => unreadable,
		query: { limit, updatedAfter, jobId },
	};
}

/**
 * One page of at most 100 candidates who have an application (SmartRecruiters reference §5.1); one request at a time. A
 * loop over pages needs a `PageGuard`, or is `readCandidates`.
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listCandidates(
	api: SmartRecruitersApi,
	{ pageId, ...query }: CandidateQuery & { pageId?: string | undefined },
): Promise<Page<SrCandidateListItem>> {
	const page = await readPage(api, candidateList(query), pageId);
	if (!page) return { content: [], malformed: [], ids: [] };
	if (pageId !== undefined && page.nextPageId === pageId)
		throw new CursorError('SmartRecruiters', 'GET /candidates', 'cursor repeated');
	return page;
}

/** All pages of candidates (§5.1). @throws CursorError when they do not come to an end */
export function readCandidates(
	api: SmartRecruitersApi,
	query: CandidateQuery = {},
): AsyncGenerator<Page<SrCandidateListItem>> {
	return readListPages(api, candidateList(query));
}

/**
 * A candidate with all assignments (§5.3).
 *
 * @returns `undefined` when the candidate is not visible now: no proof of a deletion (see `getRecord`)
 * @throws RecordRefusedError, ResponseSchemaError: this candidate is parked, the others go on
 */
export async function getCandidate(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<SrCandidateDetails | undefined> {
	return await getRecord(api, {
		kind: 'candidate',
		recordId: candidateId,
		path: `/candidates/${segment(candidateId)}`,
		endpoint: '/candidates/{id}',
		schema: CandidateDetailsSchema,
	});
}

/**
 * How an application came to its status (§6.2). Odd entries are in `malformed`, under `{candidateId}_{jobId}`.
 *
 * @returns where there is no history (404), that alone in `malformed`: the application may be too new
 * @throws RecordRefusedError, ResponseSchemaError: this application is parked, the others go on
 */
export async function getStatusHistory(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
): Promise<WholeList<SrStatusChange>> {
	const found = await readList(api, {
		kind: 'history',
		owner: { kind: 'history', recordId: `${candidateId}_${jobId}` },
		path: `/candidates/${segment(candidateId)}/jobs/${segment(jobId)}/status/history`,
		endpoint: '/candidates/{id}/jobs/{jobId}/status/history',
		schema: StatusChangeSchema,
		// Entries have no id of their own that is promised.
		idOf: () => undefined,
		absentOn: [404],
	});
	const recordId = `${candidateId}_${jobId}`;
	return found ?? { content: [], malformed: [{ kind: 'history', recordId, field: 'history' }] };
}

/**
 * The consent of a candidate (§13); `undefined` when SmartRecruiters does not tell.
 *
 * @throws RecordRefusedError when it may not be read: nothing may then be concluded from it
 */
export async function getConsent(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<string | undefined> {
	return await getRecord(api, {
		kind: 'candidate',
		recordId: candidateId,
		path: `/candidates/${segment(candidateId)}/consent`,
		endpoint: '/candidates/{id}/consent',
		schema: CandidateConsentSchema,
	});
}

const JobApplicationSchema = z.object({ profileId: id, jobId: id });

/** Whose application a UUID names, and to which job (§6.3); `undefined` when it is not visible now. */
export async function getApplication(
	api: SmartRecruitersApi,
	applicationUuid: string,
): Promise<{ candidateId: string; jobId: string } | undefined> {
	const base = '/job-applications-api/v202112/job-applications';
	const found = await getRecord(api, {
		kind: 'application',
		recordId: applicationUuid,
		path: `${base}/${segment(applicationUuid)}`,
		endpoint: `${base}/{id}`,
		schema: JobApplicationSchema,
	});
	return found && { candidateId: found.profileId, jobId: found.jobId };
}
