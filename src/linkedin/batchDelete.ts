import { MAX_BATCH } from './batchWrite';
import type { ResourceName } from './dialect';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart, simpleIds } from './restli';
import { BatchWriteSchema } from './schemas';

/** What LinkedIn said of a deletion: 204 is gone, 404 was not there, 0 was not acknowledged. */
export type DeleteStatus = number;

/** A record to delete, with the ids that it hangs below. */
export interface DeleteKey {
	id: string;
	keyParts?: Readonly<Record<string, string>>;
}

const GONE = 204;
const NOT_THERE = 404;

/** Whether LinkedIn holds it no more. */
export function isGone(status: DeleteStatus): boolean {
	return (status >= 200 && status < 300) || status === NOT_THERE;
}

/**
 * Deletes any number of records (LinkedIn reference §5.5, §6.3), up to 100 a call; repeating does no harm. What LinkedIn
 * could not do now is tried once more.
 *
 * @param idPart which of our key parts tells the records apart
 * @returns id (behind its parent's, where it has one) → what LinkedIn said
 */
export async function batchDelete(
	api: LinkedInApi,
	resource: ResourceName,
	idPart: string,
	keys: readonly DeleteKey[],
): Promise<Map<string, DeleteStatus>> {
	const statuses = new Map<string, DeleteStatus>();
	for (const group of groupsOf(api, resource, keys)) {
		await deleteOnce(api, resource, idPart, group, statuses);
		const again = group.filter((key) => !isFinal(statuses.get(nameOf(key)) ?? 0));
		if (again.length > 0) await deleteOnce(api, resource, idPart, again, statuses);
	}
	return statuses;
}

function nameOf({ id, keyParts }: DeleteKey): string {
	return [...Object.values(keyParts ?? {}), id].join('/');
}

function isFinal(status: DeleteStatus): boolean {
	return status >= 200 && status < 500 && status !== 429;
}

/** Below a parent's path, one call serves one parent only. */
function groupsOf(
	api: LinkedInApi,
	resource: ResourceName,
	keys: readonly DeleteKey[],
): DeleteKey[][] {
	const byParent = new Map<string, DeleteKey[]>();
	for (const key of keys) {
		const parent = api.form(resource).below ? Object.values(key.keyParts ?? {}).join('/') : '';
		byParent.set(parent, [...(byParent.get(parent) ?? []), key]);
	}
	return [...byParent.values()].flatMap((group) =>
		Array.from({ length: Math.ceil(group.length / MAX_BATCH) }, (_, index) =>
			group.slice(index * MAX_BATCH, (index + 1) * MAX_BATCH),
		),
	);
}

async function deleteOnce(
	api: LinkedInApi,
	resource: ResourceName,
	idPart: string,
	group: readonly DeleteKey[],
	statuses: Map<string, DeleteStatus>,
): Promise<void> {
	const form = api.form(resource);
	const { protocol } = api.settings;
	const parent = form.below && api.parentOf(form, group[0]?.keyParts ?? {});
	const keyed = group.map((key) => ({
		key,
		own: api.key(form, { ...key.keyParts, [idPart]: key.id }),
	}));
	const answer = await api.send({
		method: 'DELETE',
		path: (parent?.path ?? '') + form.path,
		endpoint: (parent?.endpoint ?? '') + form.path,
		form,
		query: form.below
			? simpleIds(
					group.map(({ id }) => id),
					protocol,
				)
			: compoundIds(
					keyed.map(({ own }) => own),
					protocol,
				),
		restliMethod: 'batch_delete',
		schema: BatchWriteSchema,
		records: group.length,
		absentOn: [NOT_THERE],
	});
	const parts = Object.entries(form.key).filter(([ours]) => ours !== 'organization');
	const identityOf = (text: string): string =>
		form.below ? text : parts.map(([, theirs]) => keyPart(text, theirs) ?? '').join('\n');
	const said = new Map<string, DeleteStatus>();
	for (const [text, { status }] of Object.entries(answer?.results ?? {}))
		said.set(identityOf(text), status ?? GONE);
	for (const [text, { status }] of Object.entries(answer?.errors ?? {}))
		said.set(identityOf(text), status ?? 400);
	for (const { key } of keyed) {
		const identity = form.below
			? key.id
			: parts.map(([ours]) => (ours === idPart ? key.id : (key.keyParts?.[ours] ?? ''))).join('\n');
		statuses.set(nameOf(key), answer ? (said.get(identity) ?? 0) : NOT_THERE);
	}
}
