import { batchDelete, type DeleteStatus } from './batchDelete';
import { type BatchOutcome, batchUpdate, MAX_BATCH } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart } from './restli';
import { BatchReadSchema } from './schemas';
import { upsertSubRecords } from './subRecords';

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

/** A stage that an application has reached (§6.2). */
export interface LiStage {
	stageId: string;
	/** Epoch milliseconds. */
	atsCreatedAt: number;
	stage: string;
}

/** An application under our id for it. */
export interface ApplicationRecord {
	id: string;
	fields: LiApplication;
}

/** The stages of one application. */
export interface StageSet {
	applicationId: string;
	stages: readonly LiStage[];
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

/** How many requests the stages of `applications` applications, with `stages` stages in all, cost at least. */
export function stageRequests(api: LinkedInApi, applications: number, stages: number): number {
	return api.form('applicationStages').below ? applications : Math.ceil(stages / MAX_BATCH);
}

/**
 * Writes stages of any number of applications (§6.2). Where the generation keeps stages below their application, that
 * is one call an application; else 100 stages a call.
 *
 * @returns application id → status, for the applications of which LinkedIn refused a stage
 */
export async function upsertStages(
	api: LinkedInApi,
	sets: readonly StageSet[],
): Promise<Map<string, number>> {
	return await upsertSubRecords(
		api,
		'applicationStages',
		sets.flatMap(({ applicationId, stages }) =>
			stages.map(({ stageId, ...fields }) => ({ parentId: applicationId, id: stageId, fields })),
		),
	);
}

/**
 * Deletes applications with their stages, notes and feedback (§6.3).
 *
 * @returns our id → what LinkedIn said
 */
export async function deleteApplications(
	api: LinkedInApi,
	applicationIds: readonly string[],
): Promise<Map<string, DeleteStatus>> {
	return await batchDelete(
		api,
		'applications',
		'applicationId',
		applicationIds.map((id) => ({ id })),
	);
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
	for (const [key, { atsJobPostingName: jobName }] of Object.entries(answer.results)) {
		const id = keyPart(key, form.key.applicationId ?? '');
		if (id) held.set(id, typeof jobName === 'string' ? { jobName } : {});
	}
	return held;
}
