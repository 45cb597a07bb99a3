import { type DeleteKey, type DeleteStatus, deleteInBatches } from './batchDelete';
import { type BatchOutcome, batchUpdate } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart } from './restli';
import { BatchReadSchema } from './schemas';

export { areStagesBatched, type LiStage, type StageSet, upsertStages } from './stages';

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
): Promise<Map<string, { jobName?: string }> | undefined> {
	const form = api.form('applications');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: compoundIds(
			applicationIds.map((applicationId) => api.key(form, { applicationId })),
			api.settings.protocol,
		),
		restliMethod: 'batch_get',
		schema: BatchReadSchema,
		absentOn: [400, 403, 404, 405],
	});
	if (!answer) return undefined;
	const held = new Map<string, { jobName?: string }>();
	for (const [key, { atsJobPostingName: jobName }] of answer.results) {
		const id = keyPart(key, form.key.applicationId ?? '');
		if (id) held.set(id, typeof jobName === 'string' ? { jobName } : {});
	}
	return held;
}
