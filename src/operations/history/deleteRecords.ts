import { batchDelete } from '../../linkedin/batchDelete';
import { deleteApplications } from '../../linkedin/applications';
import { SUB_RECORDS, type SubResource } from '../../linkedin/subRecords';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { DEFAULT_STORED_SHARING } from '../../state/Settings';
import { type Deletion, type DeletedKind, type Removal, toRemoval } from '../../sync/Deletion';
import { withdrawJobs } from '../../sync/jobs/withdrawJobs';
import { joined } from '../../sync/Outcome';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { removePeople } from '../../sync/people/removePeople';
import { type ReadBarred, Sharing } from '../../sync/Sharing';
import type { SyncContext } from '../../sync/SyncContext';
import type { Rejection } from '../../mapping/Rejection';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { openRepositories } from './openRepositories';
import { storeOutcome } from './storeOutcome';

export interface DeleteInput {
	kind: DeletedKind;
	ids: readonly string[];
	/** For what hangs below an application or a candidate: its id; an application's may be SmartRecruiters' UUID. */
	parentId?: string;
	/** For candidates: the jobs to which they applied. Empty when nobody knows: every job is tried then. */
	jobIds?: readonly string[];
	timeLimitMs: number;
}

export interface DeleteResult {
	organization: string;
	deletions: Deletion[];
	rejections: Rejection[];
}

const SUB_KINDS: Partial<Record<DeletedKind, SubResource>> = {
	stage: 'applicationStages',
	feedback: 'interviewFeedback',
	applicationNote: 'applicationNotes',
	candidateNote: 'candidateNotes',
};

/** No rule and no tombstone keeps anything from being deleted. */
const NOBODY_BARRED: ReadBarred = () => Promise.resolve(new Map());

/**
 * Deletes records at LinkedIn because a person wants it; a job is closed, and its text replaced, because jobs cannot be
 * deleted (LinkedIn reference §12). A candidate does not come back by themselves, although SmartRecruiters still has them.
 * Repeating does no harm.
 */
export async function deleteRecords(runtime: Runtime, input: DeleteInput): Promise<DeleteResult> {
	const { effects } = runtime;
	const repositories = openRepositories(runtime);
	const clients = connect(runtime, effects.now() + input.timeLimitMs);
	const { linkedIn, smartRecruiters } = clients;
	const sharing = await Sharing.open(DEFAULT_STORED_SHARING, NOBODY_BARRED, smartRecruiters);
	const removal = await remove({ linkedIn, smartRecruiters, effects, sharing }, input);
	const { kind } = input;
	const own = kind === 'candidate' || kind === 'application' || kind === 'job';
	await storeOutcome(
		repositories,
		joined([
			{
				deletions: removal.deletions,
				// What hangs below a record cannot be tried again by the record's id.
				rejections: own ? removal.rejections : [],
				settled: own
					? removal.deletions
							.filter((one) => one.kind === kind)
							.map(({ recordId }) => ({ kind, recordId }))
					: [],
			},
		]),
		effects.now(),
	);
	return { organization: repositories.organization, ...removal };
}

async function remove(
	context: SyncContext,
	{ kind, ids, parentId = '', jobIds = [] }: DeleteInput,
): Promise<Removal> {
	const { linkedIn, smartRecruiters, effects } = context;
	const unique = [...new Set(ids)];
	const resource = SUB_KINDS[kind];
	if (resource) {
		const { parentPart, idPart } = SUB_RECORDS[resource];
		const pair =
			kind === 'candidateNote' ? undefined : await readApplicationPair(smartRecruiters, parentId);
		// What hung below an application went with it.
		if (pair && !('candidateId' in pair)) return { deletions: [], rejections: [pair] };
		const parent = pair ? applicationId(pair.candidateId, pair.jobId) : parentId;
		const statuses = await batchDelete(
			linkedIn,
			resource,
			idPart,
			unique.map((id) => ({ id, keyParts: { [parentPart]: parent } })),
		);
		return toRemoval(kind, statuses, 'onRequest', effects.now());
	}
	if (kind === 'application') {
		return toRemoval(kind, await deleteApplications(linkedIn, unique), 'onRequest', effects.now());
	}
	if (kind === 'candidate') {
		const people = unique.map((candidateId) => ({
			candidateId,
			...(jobIds.length > 0 && { jobIds }),
		}));
		return await removePeople(context, people, 'onRequest');
	}
	const removals: Removal[] = [];
	for (let from = 0; from < unique.length; from += 100)
		removals.push(await withdrawJobs(context, unique.slice(from, from + 100), 'onRequest'));
	return {
		deletions: removals.flatMap(({ deletions }) => deletions),
		rejections: removals.flatMap(({ rejections }) => rejections),
	};
}
