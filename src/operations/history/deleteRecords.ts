import { chunks } from '../../basics/chunks';
import { PauseSignal } from '../../errors/PauseSignal';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { DEFAULT_STORED_SHARING } from '../../state/Settings';
import type { DeletedKind } from '../../sync/AbsencePayload';
import { type Deletion, notDeleted, type Removal } from '../../sync/Deletion';
import { withdrawJobs } from '../../sync/jobs/withdrawJobs';
import { joined, type Outcome } from '../../sync/Outcome';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { deleteSentApplications } from '../../sync/people/deleteSentApplications';
import { removePeople } from '../../sync/people/removePeople';
import { deleteBelow, isBelow } from '../../sync/records/deleteBelow';
import { NOBODY_BARRED } from '../../sync/DeletedPeople';
import { Sharing } from '../../sync/Sharing';
import type { SyncContext } from '../../sync/SyncContext';
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

const AT_ONCE = 100;
const REASON = 'onRequest';

/**
 * Deletes records at LinkedIn because a person wants it; a job is closed, and its text replaced, because jobs cannot be
 * deleted (LinkedIn reference §12). A candidate does not come back by themselves, although SmartRecruiters still has them.
 * Repeating does no harm. What LinkedIn did not confirm is parked, and so is what a limit or a failure left undone: the
 * next Sync Changes deletes it.
 */
export async function deleteRecords(runtime: Runtime, input: DeleteInput): Promise<DeleteResult> {
	const { effects } = runtime;
	const repositories = openRepositories(runtime);
	const { organization, deletions, sent } = repositories;
	const { linkedIn, smartRecruiters } = connect(runtime, effects.now() + input.timeLimitMs);
	const sharing = await Sharing.open(DEFAULT_STORED_SHARING, NOBODY_BARRED, smartRecruiters);
	const context: SyncContext = { linkedIn, smartRecruiters, effects, sharing, sent };
	const { kind } = input;
	const ids = [...new Set(input.ids)];
	// Before anything else: whatever LinkedIn answers, and whoever sends meanwhile, the decision stands.
	if (kind === 'candidate') await deletions.decide(ids, effects.now());
	const parentId = await parentOf(context, input);
	if (typeof parentId === 'object') return { organization, deletions: [], rejections: [parentId] };
	const done: Removal = { deletions: [], rejections: [] };
	const store = async (removal: Removal): Promise<void> => {
		done.deletions.push(...removal.deletions);
		done.rejections.push(...removal.rejections);
		await storeOutcome(repositories, joined([outcomeOf(removal)]), effects.now());
	};
	let tried = 0;
	for (const some of chunks(ids, AT_ONCE)) {
		try {
			await store(await remove(context, { ...input, parentId }, some));
			tried += some.length;
		} catch (error) {
			const left = ids
				.slice(tried)
				.map((id) =>
					notDeleted(kind, isBelow(kind) ? `${parentId}/${id}` : id, REASON, 'not tried'),
				);
			await store({ deletions: [], rejections: left });
			if (!(error instanceof PauseSignal)) throw error;
			break;
		}
	}
	return { organization, ...done };
}

function outcomeOf({ deletions, rejections }: Removal): Partial<Outcome> {
	return {
		deletions,
		rejections,
		settled: deletions.map(({ kind: of, recordId }) => ({
			kind: of === 'candidate' || of === 'job' ? of : 'application',
			recordId,
		})),
	};
}

/** Our own id of what the records hang below; empty where they hang below nothing. */
async function parentOf(
	{ smartRecruiters }: SyncContext,
	{ kind, parentId = '' }: DeleteInput,
): Promise<string | Rejection> {
	if (!isBelow(kind) || kind === 'candidateNote') return parentId;
	const pair = await readApplicationPair(smartRecruiters, parentId);
	return 'candidateId' in pair ? applicationId(pair.candidateId, pair.jobId) : pair;
}

async function remove(
	context: SyncContext,
	{ kind, parentId = '', jobIds = [] }: DeleteInput,
	ids: readonly string[],
): Promise<Removal> {
	if (isBelow(kind)) return await deleteBelow(context, kind, parentId, ids, REASON);
	if (kind === 'job') return await withdrawJobs(context, ids, REASON);
	if (kind === 'application') return await deleteSentApplications(context, ids, REASON);
	const people = ids.map((candidateId) => ({ candidateId, ...(jobIds.length > 0 && { jobIds }) }));
	return await removePeople(context, people, REASON);
}
