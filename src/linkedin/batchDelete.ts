import { batchesOf } from './batchesOf';
import { byIdentity, MAX_BATCH, NOT_CONFIRMED, UNNAMED_ERROR } from './batchWrite';
import type { Generation, ResourceName } from './dialect';
import type { LinkedInApi } from './LinkedInApi';
import type { ChosenForm } from './LinkedInSettings';
import { compoundIds, keyPart, simpleIds } from './restli';
import { BatchWriteSchema, type Verdict } from './schemas';
import { sendHalving } from './sendHalving';

/** What LinkedIn said of a deletion: 204 is gone, 404 was not there, `NOT_CONFIRMED` is nothing at all. */
export type DeleteStatus = number;

/** A record to delete, with the ids that it hangs below. */
export interface DeleteKey {
	id: string;
	keyParts?: Readonly<Record<string, string>>;
}

export type DeleteKeys = Iterable<DeleteKey> | AsyncIterable<DeleteKey>;

const NOT_THERE = 404;
const NOTHING: ReadonlyMap<string, Verdict> = new Map();

/** Whether LinkedIn holds it no more. */
export function isGone(status: DeleteStatus): boolean {
	return (status >= 200 && status < 300) || status === NOT_THERE;
}

/**
 * Deletes any number of records (LinkedIn reference §5.5, §6.3), up to 100 a call; repeating does no harm. What LinkedIn
 * could not do now, or did not confirm, is tried once more.
 *
 * @param idPart which of our key parts tells the records apart
 * @returns id (behind its parent's, where it has one) → what LinkedIn said
 */
export async function batchDelete(
	api: LinkedInApi,
	resource: ResourceName,
	idPart: string,
	keys: DeleteKeys,
): Promise<Map<string, DeleteStatus>> {
	const statuses = new Map<string, DeleteStatus>();
	for await (const batch of deleteInBatches(api, resource, idPart, keys)) {
		for (const [name, status] of batch) statuses.set(name, status);
	}
	return statuses;
}

/** Like `batchDelete`, one batch after the other: of a long stream, only a batch is held, and work may rest between two. */
export async function* deleteInBatches(
	api: LinkedInApi,
	resource: ResourceName,
	idPart: string,
	keys: DeleteKeys,
	generation?: Generation,
): AsyncGenerator<Map<string, DeleteStatus>> {
	const form = api.form(resource, generation);
	const below = form.below !== undefined;
	// Below a parent's path, one call serves one parent only.
	const parentOf = ({ keyParts }: DeleteKey): string =>
		below ? JSON.stringify(Object.values(keyParts ?? {})) : '';
	for await (const batch of batchesOf(keys, MAX_BATCH, parentOf)) {
		const byName = new Map(batch.map((key) => [nameOf(key), key]));
		const first = await deleteHalving(api, form, idPart, [...byName.values()]);
		const again = [...byName].filter(([name]) => first.again.has(name)).map(([, key]) => key);
		const second = again.length > 0 && (await deleteHalving(api, form, idPart, again));
		yield new Map([...first.statuses, ...(second ? second.statuses : [])]);
	}
}

function nameOf({ id, keyParts }: DeleteKey): string {
	return [...Object.values(keyParts ?? {}), id].join('/');
}

function isFinal(status: DeleteStatus): boolean {
	return status >= 200 && status < 500 && status !== 429;
}

/** @returns `again`: what is worth a second try */
async function deleteHalving(
	api: LinkedInApi,
	form: ChosenForm,
	idPart: string,
	keys: readonly DeleteKey[],
): Promise<{ statuses: Map<string, DeleteStatus>; again: ReadonlySet<string> }> {
	const { answers, refused, unsent } = await sendHalving(
		keys,
		async (group, attemptsOn500) => await deleteOnce(api, form, idPart, group, attemptsOn500),
	);
	const answered = answers.flatMap(({ answer }) => answer);
	return {
		statuses: new Map([
			...answered,
			...refused.map(({ record, status }) => [nameOf(record), status] as const),
			...unsent.map((key) => [nameOf(key), NOT_CONFIRMED] as const),
		]),
		again: new Set(answered.filter(([, status]) => !isFinal(status)).map(([name]) => name)),
	};
}

async function deleteOnce(
	api: LinkedInApi,
	form: ChosenForm,
	idPart: string,
	group: readonly DeleteKey[],
	attemptsOn500: number | undefined,
): Promise<Array<readonly [name: string, status: DeleteStatus]>> {
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
		// The parent is not there. For a collection it would mean that the address is wrong: that deletes nothing.
		...(form.below && { absentOn: [NOT_THERE] }),
		...(attemptsOn500 !== undefined && { attemptsOn500 }),
	});
	const parts = Object.entries(form.key).filter(([ours]) => ours !== 'organization');
	const identityOf = (text: string): string =>
		form.below ? text : parts.map(([, theirs]) => keyPart(text, theirs) ?? '').join('\n');
	const results = byIdentity(answer?.results ?? NOTHING, identityOf);
	const errors = byIdentity(answer?.errors ?? NOTHING, identityOf);
	return keyed.map(({ key }) => {
		const identity = form.below
			? key.id
			: parts.map(([ours]) => (ours === idPart ? key.id : (key.keyParts?.[ours] ?? ''))).join('\n');
		const error = errors.get(identity);
		const said = error
			? (error.status ?? UNNAMED_ERROR)
			: (results.get(identity)?.status ?? NOT_CONFIRMED);
		return [nameOf(key), answer ? said : NOT_THERE] as const;
	});
}
