import { createHash } from 'node:crypto';
import { HttpStatusError } from '../errors/HttpStatusError';
import { NOT_CONFIRMED } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { isOpen } from './LinkedInSettings';
import { type SubRecord, upsertSubRecords } from './subRecords';

/** A stage that an application has reached (LinkedIn reference §6.2). */
export interface LiStage {
	stageId: string;
	/** Epoch milliseconds. */
	atsCreatedAt: number;
	stage: string;
}

/** The stages of one application. */
export interface StageSet {
	applicationId: string;
	stages: readonly LiStage[];
}

/** The versioned resource is not there, or wants something else than its only, third-party, source says (§15.3). */
const NOT_TAKEN = [400, 403, 404, 405, 415, 422, 426];

/**
 * Writes stages of any number of applications (§6.2): 100 a call on the versioned resource where LinkedIn takes it, else
 * one call an application, one after the other (§5). Unless the settings choose a generation, that is tried with
 * one stage, and kept in `api.learned.batchableStages`.
 *
 * @returns application id → status, for the applications of which LinkedIn did not take a stage
 */
export async function upsertStages(
	api: LinkedInApi,
	sets: readonly StageSet[],
): Promise<Map<string, number>> {
	const records = sets.flatMap(toRecords);
	if (records.length === 0 || !isOpen(RESOURCE, api.settings))
		return await upsertSubRecords(api, RESOURCE, records);
	for (const probe of probesOf(records))
		if (api.learned.batchableStages === undefined) await tryBatch(api, probe);
	if (!api.learned.batchableStages) return await upsertSubRecords(api, RESOURCE, records, 'v2');
	try {
		return await upsertSubRecords(api, RESOURCE, records, 'rest');
	} catch (error) {
		if (!isNotTaken(error)) throw error;
		api.learned.batchableStages = false;
		return await upsertSubRecords(api, RESOURCE, records, 'v2');
	}
}

const RESOURCE = 'applicationStages';

/** Whether stages go 100 a call, as far as that is known by now; else a call serves one application. */
export function areStagesBatched(api: LinkedInApi): boolean {
	return isOpen(RESOURCE, api.settings)
		? api.learned.batchableStages === true
		: api.form(RESOURCE).below === undefined;
}

/** Whether it is still to be tried how stages go. */
export function isStageFormUnknown(api: LinkedInApi): boolean {
	return isOpen(RESOURCE, api.settings) && api.learned.batchableStages === undefined;
}

/** A stage that LinkedIn takes in no form tells nothing: then one of another application is tried. */
function probesOf(records: readonly SubRecord[]): SubRecord[] {
	const [first] = records;
	const last = records.at(-1);
	return [first, last].flatMap((one, at) =>
		one && (at === 0 || one.parentId !== first?.parentId) ? one : [],
	);
}

/** Learns whether the versioned resource takes a stage that the other one takes. */
async function tryBatch(api: LinkedInApi, probe: SubRecord): Promise<void> {
	const versioned = await statusOf(api, probe, 'rest');
	if (versioned === 'taken') api.learned.batchableStages = true;
	else if (NOT_TAKEN.includes(versioned) && (await statusOf(api, probe, 'v2')) === 'taken')
		api.learned.batchableStages = false;
}

async function statusOf(
	api: LinkedInApi,
	probe: SubRecord,
	generation: 'v2' | 'rest',
): Promise<number | 'taken'> {
	try {
		const refused = await upsertSubRecords(api, RESOURCE, [probe], generation);
		return refused.size === 0 ? 'taken' : (refused.get(probe.parentId) ?? NOT_CONFIRMED);
	} catch (error) {
		if (isNotTaken(error)) return error.status;
		throw error;
	}
}

function isNotTaken(error: unknown): error is HttpStatusError {
	return error instanceof HttpStatusError && NOT_TAKEN.includes(error.status);
}

/** Two stages of one id are told apart by their names; a repeated stage is the same one. */
function toRecords({ applicationId, stages }: StageSet): SubRecord[] {
	const names = new Map<string, Set<string>>();
	for (const { stageId, stage } of stages)
		names.set(stageId, (names.get(stageId) ?? new Set<string>()).add(stage));
	return stages.map(({ stageId, ...fields }) => ({
		parentId: applicationId,
		id: (names.get(stageId)?.size ?? 0) > 1 ? `${stageId}-${shortHash(fields.stage)}` : stageId,
		fields,
	}));
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
