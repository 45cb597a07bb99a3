import { type DeleteKey, type DeleteStatus, deleteInBatches } from './batchDelete';
import { type BatchOutcome, batchUpdate } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { HeldRecords } from './HeldRecords';
import { readHeld } from './readHeld';

export {
	areStagesBatched,
	isStageFormUnknown,
	type LiStage,
	type StageSet,
	upsertStages,
} from './stages';

/** An application as LinkedIn wants it (LinkedIn reference §6.1). Times are epoch milliseconds. */
export interface LiApplication {
	atsCandidateId: string;
	atsJobPostingId: string;
	atsJobPostingName: string;
	atsCreatedAt: number;
	atsLastModifiedAt: number;
	firstName: string;
	lastName: string;
	/** "Required whenever available". */
	candidateEmail?: string;
	source?: string;
	dispositionReason?: string;
}

/** An application under our id for it. */
export interface ApplicationRecord {
	id: string;
	fields: LiApplication;
}

/** Creates or wholly replaces up to 100 applications (§6.1). */
export async function upsertApplications(
	api: LinkedInApi,
	records: readonly ApplicationRecord[],
): Promise<BatchOutcome<ApplicationRecord>> {
	return await batchUpdate({
		api,
		form: api.form('applications'),
		idPart: 'applicationId',
		records,
	});
}

/**
 * Deletes applications with their stages, notes and feedback (§6.3).
 *
 * @returns our id → what LinkedIn said
 */
export async function deleteApplications(
	api: LinkedInApi,
	applicationIds: Iterable<string>,
): Promise<Map<string, DeleteStatus>> {
	const statuses = new Map<string, DeleteStatus>();
	for await (const batch of deleteApplicationBatches(api, applicationIds)) {
		for (const [id, status] of batch) statuses.set(id, status);
	}
	return statuses;
}

/** Like `deleteApplications`, of a stream of any length, one batch of 100 after the other. */
export async function* deleteApplicationBatches(
	api: LinkedInApi,
	applicationIds: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Map<string, DeleteStatus>> {
	yield* deleteInBatches(api, 'applications', 'applicationId', toKeys(applicationIds));
}

async function* toKeys(ids: Iterable<string> | AsyncIterable<string>): AsyncGenerator<DeleteKey> {
	for await (const id of ids) yield { id };
}

/**
 * Which of up to 100 applications LinkedIn holds, with the job's name as it stands there. Whether applications can be
 * read is not documented (LinkedIn reference §6).
 *
 * @returns `undefined` when LinkedIn does not tell
 */
export async function getApplications(
	api: LinkedInApi,
	applicationIds: readonly string[],
): Promise<HeldRecords<{ jobName?: string }> | undefined> {
	const read = await readHeld(api, 'applications', applicationIds);
	return (
		read &&
		new HeldRecords(
			[...read].map(([id, { atsJobPostingName: jobName }]) => [
				id,
				typeof jobName === 'string' ? { jobName } : {},
			]),
			read.unknown,
		)
	);
}
