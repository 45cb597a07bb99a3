import { chunks } from '../basics/chunks';
import { HttpStatusError } from '../errors/HttpStatusError';
import { batchUpdate, MAX_BATCH } from './batchWrite';
import type { Generation, ResourceName } from './dialect';
import type { LinkedInApi } from './LinkedInApi';

/** Interview feedback as LinkedIn wants it (LinkedIn reference §6.2). Times are epoch milliseconds. */
export interface LiFeedback {
	atsCreatedAt: number;
	interviewer?: { firstName: string; lastName: string };
	evaluations?: Array<{ attribute: string; result: string }>;
	feedback?: string;
}

/** A note (§5.4, §6.2). */
export interface LiNote {
	atsCreatedAt: number;
	note: string;
	author?: { firstName: string; lastName: string };
}

/** Resources whose records hang below a candidate or an application, and what our key parts are called. */
export const SUB_RECORDS = {
	applicationStages: { parentPart: 'applicationId', idPart: 'stageId' },
	interviewFeedback: { parentPart: 'applicationId', idPart: 'feedbackId' },
	applicationNotes: { parentPart: 'applicationId', idPart: 'noteId' },
	candidateNotes: { parentPart: 'candidateId', idPart: 'noteId' },
} as const satisfies Partial<Record<ResourceName, { parentPart: string; idPart: string }>>;
export type SubResource = keyof typeof SUB_RECORDS;

/** What LinkedIn answers where the record is not there below which others are written. */
const PARENT_GONE = [404, 410];
const MOST_GONE = 5;

/** One record with the id of what it hangs below. */
export interface SubRecord {
	parentId: string;
	id: string;
	fields: object;
}

/**
 * Creates or replaces records below any number of parents. Where the generation keeps them below their parent's path,
 * that is one call a parent; else 100 records a call.
 *
 * @param generation whatever the settings say
 * @returns parent's id → status, for the parents of which LinkedIn did not take a record
 */
export async function upsertSubRecords(
	api: LinkedInApi,
	resource: SubResource,
	records: readonly SubRecord[],
	generation?: Generation,
): Promise<Map<string, number>> {
	const form = api.form(resource, generation);
	const { parentPart, idPart } = SUB_RECORDS[resource];
	const keyed = records.map(({ parentId, id, fields }) => ({
		id,
		fields,
		keyParts: { [parentPart]: parentId },
	}));
	const refused = new Map<string, number>();
	let gone = 0;
	let there = 0;
	for (const group of form.below ? byParent(keyed, parentPart) : chunks(keyed, MAX_BATCH)) {
		const parentId = group[0]?.keyParts[parentPart];
		const parent =
			form.below && parentId ? api.parentOf(form, { [parentPart]: parentId }) : undefined;
		try {
			const outcome = await batchUpdate({
				api,
				form,
				idPart,
				records: group,
				...(parent && { parent }),
			});
			there += 1;
			for (const { record, status } of outcome.refusals)
				refused.set(record.keyParts[parentPart] ?? '', status);
		} catch (error) {
			// The parent is not there, as when somebody deleted it meanwhile; that says nothing of the others.
			const isGone = error instanceof HttpStatusError && PARENT_GONE.includes(error.status);
			if (!parent || parentId === undefined || !isGone) throw error;
			gone += 1;
			// As long as no parent was there at all, the address may be wrong.
			if (there === 0 && gone > MOST_GONE) throw error;
			refused.set(parentId, error.status);
		}
	}
	return refused;
}

interface KeyedRecord {
	id: string;
	fields: object;
	keyParts: Record<string, string>;
}

function byParent(records: readonly KeyedRecord[], parentPart: string): KeyedRecord[][] {
	const groups = new Map<string, KeyedRecord[]>();
	for (const record of records) {
		const parentId = record.keyParts[parentPart] ?? '';
		const group = groups.get(parentId);
		if (group) group.push(record);
		else groups.set(parentId, [record]);
	}
	return [...groups.values()].flatMap((group) => [...chunks(group, MAX_BATCH)]);
}
