import { chunks } from '../basics/chunks';
import { HttpStatusError } from '../errors/HttpStatusError';
import { deleteInBatches, isGone } from './batchDelete';
import { batchUpdate, MAX_BATCH, NOT_CONFIRMED } from './batchWrite';
import type { Generation } from './dialect';
import type { LinkedInApi } from './LinkedInApi';
import { isOpen } from './LinkedInSettings';

/** What a row ties a group to: a job (LinkedIn reference §11.2), or a person who is in it (§11.3). */
export type AclKind = 'job' | 'person';

/** "This group may see this job", or "this person is in this group". */
export interface AclRow {
	/** The job's id, or `urn:li:person:…`. */
	id: string;
	group: string;
}

/** A row that LinkedIn did not write or delete, with the status that it named; `NOT_CONFIRMED` for none. */
export interface AclRefusal {
	row: AclRow;
	status: number;
}

const RESOURCE = {
	job: { resource: 'entityAcls', idPart: 'jobId' },
	person: { resource: 'entityAclAssignees', idPart: 'person' },
} as const;
export type AclResource = (typeof RESOURCE)[AclKind]['resource'];

/** The address is not there, not for this application, or the version is retired (§14.1). */
const NOT_OFFERED = [404, 410, 426];

/** Writes rows, 100 a call, one call after the other. Repeating does no harm. */
export async function upsertAcls(
	api: LinkedInApi,
	kind: AclKind,
	rows: readonly AclRow[],
): Promise<AclRefusal[]> {
	const { resource, idPart } = RESOURCE[kind];
	const refused: AclRefusal[] = [];
	for (const some of chunks(rows, MAX_BATCH)) {
		const records = some.map((row) => ({
			row,
			id: row.id,
			fields: {},
			keyParts: { group: row.group },
		}));
		const { refusals } = await inGeneration(
			api,
			resource,
			async (generation) =>
				await batchUpdate({ api, form: api.form(resource, generation), idPart, records }),
		);
		refused.push(...refusals.map(({ record: { row }, status }) => ({ row, status })));
	}
	return refused;
}

/** Deletes rows; as above. What was not there is no refusal. */
export async function deleteAcls(
	api: LinkedInApi,
	kind: AclKind,
	rows: readonly AclRow[],
): Promise<AclRefusal[]> {
	const { resource, idPart } = RESOURCE[kind];
	const refused: AclRefusal[] = [];
	for (const some of chunks(rows, MAX_BATCH)) {
		const keys = some.map(({ id, group }) => ({ id, keyParts: { group } }));
		const statuses = await inGeneration(api, resource, async (generation) => {
			const all = new Map<string, number>();
			for await (const batch of deleteInBatches(api, resource, idPart, keys, generation))
				for (const [name, status] of batch) all.set(name, status);
			return all;
		});
		for (const row of some) {
			const status = statuses.get(`${row.group}/${row.id}`) ?? NOT_CONFIRMED;
			if (!isGone(status)) refused.push({ row, status });
		}
	}
	return refused;
}

/**
 * Which generation takes ACLs is not certain (§11.6): where the chosen one is not offered, the other is tried, and the one
 * that worked is kept in `api.learned`, unless the settings choose.
 */
export async function inGeneration<T>(
	api: LinkedInApi,
	resource: AclResource,
	run: (generation: Generation) => Promise<T>,
): Promise<T> {
	const open = isOpen(resource, api.settings);
	const first = (open && api.learned.acls) || api.form(resource).generation;
	try {
		const result = await run(first);
		api.learned.acls = first;
		return result;
	} catch (error) {
		const isMissing = error instanceof HttpStatusError && NOT_OFFERED.includes(error.status);
		if (!open || !isMissing) throw error;
		const other = first === 'v2' ? 'rest' : 'v2';
		const result = await run(other);
		api.learned.acls = other;
		return result;
	}
}
