import { batchDelete } from '../../linkedin/batchDelete';
import { deleteApplications } from '../../linkedin/applications';
import { submitJobs } from '../../linkedin/jobPostings';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { SUB_RECORDS, type SubResource } from '../../linkedin/subRecords';
import { DEFAULT_SHARING } from '../../mapping/SharingRules';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { type DeletedKind, type Removal, toRemoval } from '../../sync/Deletion';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { removePeople } from '../../sync/people/removePeople';
import { Sharing } from '../../sync/Sharing';
import { connect, type Connection } from '../connect';

export interface DeleteInput {
	kind: DeletedKind;
	ids: readonly string[];
	/** For what hangs below an application or a candidate: its id; an application's may be SmartRecruiters' UUID. */
	parentId?: string;
	/** For candidates: the jobs to which they applied. Empty when nobody knows: every job is tried then. */
	jobIds?: readonly string[];
	reason: string;
	timeLimitMs: number;
}

const SUB_KINDS: Partial<Record<DeletedKind, SubResource>> = {
	stage: 'applicationStages',
	feedback: 'interviewFeedback',
	applicationNote: 'applicationNotes',
	candidateNote: 'candidateNotes',
};

/** LinkedIn reference §4.3: closed already, or unknown. */
const NOTHING_OPEN = 409;

/**
 * Deletes records at LinkedIn; a job is closed, and its text replaced, because jobs cannot be deleted (LinkedIn
 * reference §12). Repeating does no harm.
 */
export async function deleteRecords(connection: Connection, input: DeleteInput): Promise<Removal> {
	const { effects } = connection;
	const { kind, ids, parentId, jobIds, reason } = input;
	const { linkedIn, smartRecruiters } = connect(connection, effects.now() + input.timeLimitMs);
	const unique = [...new Set(ids)];
	const resource = SUB_KINDS[kind];
	if (resource) {
		const { parentPart, idPart } = SUB_RECORDS[resource];
		const parent =
			kind === 'candidateNote' ? parentId : await ownApplicationId(smartRecruiters, parentId ?? '');
		// What hung below an application went with it.
		if (parent === undefined) return { deletions: [], rejections: [] };
		const statuses = await batchDelete(
			linkedIn,
			resource,
			idPart,
			unique.map((id) => ({ id, keyParts: { [parentPart]: parent } })),
		);
		return toRemoval(kind, statuses, reason, effects.now());
	}
	if (kind === 'job') return await closeJobs(linkedIn, unique, reason, effects.now());
	if (kind === 'application') {
		return toRemoval(kind, await deleteApplications(linkedIn, unique), reason, effects.now());
	}
	const sharing = new Sharing(DEFAULT_SHARING, new Set(), smartRecruiters);
	return await removePeople(
		{ linkedIn, smartRecruiters, effects, sharing },
		unique.map((candidateId) => ({
			candidateId,
			...(jobIds && jobIds.length > 0 && { jobIds }),
		})),
		reason,
	);
}

async function closeJobs(
	api: LinkedInApi,
	jobIds: readonly string[],
	reason: string,
	nowMs: number,
): Promise<Removal> {
	const removal: Removal = { deletions: [], rejections: [] };
	for (let from = 0; from < jobIds.length; from += 100) {
		const outcomes = await submitJobs(
			api,
			jobIds
				.slice(from, from + 100)
				.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' })),
		);
		for (const outcome of outcomes) {
			const recordId = outcome.externalJobPostingId;
			if ('taskUrn' in outcome || outcome.status === NOTHING_OPEN) {
				const proof =
					'taskUrn' in outcome
						? `LinkedIn took the closing: ${outcome.taskUrn}`
						: 'LinkedIn answered 409: no such job is open';
				removal.deletions.push({ kind: 'job', recordId, reason, proof, deletedAtMs: nowMs });
			} else {
				removal.rejections.push({
					kind: 'job',
					recordId,
					code: 'NOT_DELETED',
					detail: `status ${outcome.status}`,
				});
			}
		}
	}
	return removal;
}

async function ownApplicationId(
	api: SmartRecruitersApi,
	given: string,
): Promise<string | undefined> {
	const pair = await readApplicationPair(api, given);
	return pair && applicationId(pair.candidateId, pair.jobId);
}
