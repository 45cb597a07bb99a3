import { type BatchOutcome, batchUpdate, MAX_BATCH } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds } from './restli';
import { BatchWriteSchema } from './schemas';

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
	const form = api.form('applicationStages');
	const records = sets.flatMap(({ applicationId, stages }) =>
		stages.map(({ stageId, ...fields }) => ({ id: stageId, fields, keyParts: { applicationId } })),
	);
	const refused = new Map<string, number>();
	const groups = form.below ? groupByApplication(records) : chunksOf(records, MAX_BATCH);
	for (const group of groups) {
		const applicationId = group[0]?.keyParts.applicationId;
		const outcome = await batchUpdate({
			api,
			form,
			idPart: 'stageId',
			records: group,
			...(form.below && applicationId && { parent: api.parentOf(form, { applicationId }) }),
		});
		for (const { record, status } of outcome.refusals)
			refused.set(record.keyParts.applicationId, status);
	}
	return refused;
}

interface StageRecord {
	id: string;
	fields: { atsCreatedAt: number; stage: string };
	keyParts: { applicationId: string };
}

function groupByApplication(records: readonly StageRecord[]): StageRecord[][] {
	const groups = new Map<string, StageRecord[]>();
	for (const record of records) {
		const group = groups.get(record.keyParts.applicationId);
		if (group) group.push(record);
		else groups.set(record.keyParts.applicationId, [record]);
	}
	return [...groups.values()].flatMap((group) => chunksOf(group, MAX_BATCH));
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
		items.slice(index * size, (index + 1) * size),
	);
}

/** Deletes up to 100 applications with their stages, notes and feedback (§6.3). */
export async function deleteApplications(
	api: LinkedInApi,
	applicationIds: readonly string[],
): Promise<void> {
	if (applicationIds.length === 0) return;
	const form = api.form('applications');
	await api.send({
		method: 'DELETE',
		path: form.path,
		endpoint: form.path,
		form,
		query: compoundIds(
			applicationIds.map((applicationId) => api.key(form, { applicationId })),
			api.settings.protocol,
		),
		restliMethod: 'batch_delete',
		schema: BatchWriteSchema,
		records: applicationIds.length,
		absentOn: [404],
	});
}
