import type { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { ChosenForm } from './LinkedInSettings';
import type { LinkedInApi } from './LinkedInApi';
import { spellFields } from './dialect';
import { refusedField } from './refusedField';
import { compoundIds, encodeKey, keyPart, simpleIds } from './restli';
import { BatchWriteSchema } from './schemas';
import { sendHalving } from './sendHalving';

/** LinkedIn takes at most 100 records in one call (LinkedIn reference §5). */
export const MAX_BATCH = 100;

/** Stands for the status of a record of which LinkedIn said nothing: it was not confirmed, and is to be tried again. */
export const NOT_CONFIRMED = 0;

/** A record to write: its own id, and where needed the ids that it hangs below. */
export interface BatchRecord {
	id: string;
	fields: object;
	keyParts?: Readonly<Record<string, string>>;
}

/** A record that LinkedIn did not take. The vendor's text is not kept: it may quote personal data. */
export interface Refusal<R extends BatchRecord = BatchRecord> {
	record: R;
	/** Whether LinkedIn refused it, or said nothing of it; then `status` is `NOT_CONFIRMED`. */
	verdict: 'refused' | 'notConfirmed';
	status: number;
	/** The field that LinkedIn names, for example `/emailAddresses`. */
	field?: string;
}

/** Each record stands in exactly one of the two lists; of several under one key, the last one. */
export interface BatchOutcome<R extends BatchRecord = BatchRecord> {
	accepted: R[];
	refusals: Array<Refusal<R>>;
}

interface WriteOptions<R extends BatchRecord> {
	api: LinkedInApi;
	form: ChosenForm;
	/** Which of our key parts tells the records of this batch apart, for example `candidateId`. */
	idPart: string;
	/** For sub-resources: the parent's path with its key, and the same without key for messages. */
	parent?: { path: string; endpoint: string };
	records: readonly R[];
	/** Changes only the fields given (`batch_partial_update`), where LinkedIn offers that. */
	partial?: boolean;
}

/**
 * Writes up to 100 records with `batch_update`, which replaces each whole, or changes some of their fields. Of records
 * under one key the last one is sent: LinkedIn refuses a batch that holds a key twice. Reads both answer maps: a record
 * that appears in neither was not confirmed. What failed on LinkedIn's side (429, 5xx, not confirmed) is sent once more;
 * what then still fails is a refusal, like everything else that LinkedIn did not take. One record that spoils the call
 * is found by halving, and refused alone.
 */
export async function batchUpdate<R extends BatchRecord>(
	options: WriteOptions<R>,
): Promise<BatchOutcome<R>> {
	const { alone, ...first } = await write({ ...options, records: lastOfEachKey(options.records) });
	const again = first.refusals.filter(
		({ status }) => status === NOT_CONFIRMED || status === 429 || status >= 500,
	);
	const final = first.refusals.filter((refusal) => !again.includes(refusal));
	const second =
		again.length > 0
			? await write({ ...options, records: again.map(({ record }) => record) })
			: { accepted: [], refusals: [], alone: [] };
	return {
		accepted: [...first.accepted, ...second.accepted],
		refusals: [...final, ...alone, ...second.refusals, ...second.alone],
	};
}

function lastOfEachKey<R extends BatchRecord>(records: readonly R[]): R[] {
	const byKey = new Map<string, R>();
	for (const record of records) {
		const key = JSON.stringify([...Object.values(record.keyParts ?? {}), record.id]);
		byKey.delete(key);
		byKey.set(key, record);
	}
	return [...byKey.values()];
}

/** @returns `alone`: what was tried often enough, or given up */
async function write<R extends BatchRecord>(
	options: WriteOptions<R>,
): Promise<BatchOutcome<R> & { alone: Array<Refusal<R>> }> {
	const { answers, refused, unsent } = await sendHalving(
		options.records,
		async (records, attemptsOn500) => await writeOnce({ ...options, records }, attemptsOn500),
	);
	return {
		accepted: answers.flatMap(({ answer }) => answer.accepted),
		refusals: answers.flatMap(({ answer }) => answer.refusals),
		alone: [
			...refused.map((one) => ({ ...one, verdict: 'refused' as const })),
			...unsent.map((record) => notConfirmed(record)),
		],
	};
}

async function writeOnce<R extends BatchRecord>(
	options: WriteOptions<R>,
	attemptsOn500: number | undefined,
): Promise<BatchOutcome<R>> {
	const { api, form, records, idPart, parent, partial = false } = options;
	const { protocol, organizationUrn } = api.settings;
	const keyed = records.map((record) => ({
		record,
		key: api.key(form, { ...record.keyParts, [idPart]: record.id }),
	}));
	const entities = Object.fromEntries(
		keyed.map(({ record, key }) => [
			form.below ? record.id : encodeKey(key, protocol),
			asPatch(partial, {
				...spellFields({ ...record.fields }, form.fields),
				...(form.repeatsOrganization && { integrationContext: organizationUrn }),
			}),
		]),
	);
	const endpoint = (parent?.endpoint ?? '') + form.path;
	const answer = await api.send({
		method: partial ? 'POST' : 'PUT',
		path: (parent?.path ?? '') + form.path,
		endpoint,
		form,
		query: form.below
			? simpleIds(
					records.map((record) => record.id),
					protocol,
				)
			: compoundIds(
					keyed.map(({ key }) => key),
					protocol,
				),
		restliMethod: partial ? 'batch_partial_update' : 'batch_update',
		body: { entities },
		schema: BatchWriteSchema,
		records: records.length,
		...(attemptsOn500 !== undefined && { attemptsOn500 }),
	});
	if (!answer) throw new ResponseSchemaError('LinkedIn', endpoint, ['(empty)']);
	return readOutcome(answer, options);
}

function asPatch(partial: boolean, fields: Record<string, unknown>): Record<string, unknown> {
	return partial ? { patch: { $set: fields } } : fields;
}

/**
 * Matches the answer to what was sent. Keys are compared by their parts: LinkedIn may order and encode them otherwise
 * than they were sent (§5.1).
 */
function readOutcome<R extends BatchRecord>(
	answer: z.output<typeof BatchWriteSchema>,
	{ form, records, idPart }: WriteOptions<R>,
): BatchOutcome<R> {
	// The organization is the same for all, except where a record names another context.
	const mixed = records.some(({ keyParts }) => keyParts?.organization !== undefined);
	const names = Object.entries(form.key).filter(([ours]) => mixed || ours !== 'organization');
	const identityOfKey = (key: string): string =>
		form.below ? key : names.map(([, theirs]) => keyPart(key, theirs) ?? '').join('\n');
	const identityOf = (record: R): string =>
		form.below
			? record.id
			: names
					.map(([ours]) => (ours === idPart ? record.id : (record.keyParts?.[ours] ?? '')))
					.join('\n');
	const results = byIdentity(answer.results, identityOfKey);
	const errors = byIdentity(answer.errors, identityOfKey);

	const outcome: BatchOutcome<R> = { accepted: [], refusals: [] };
	for (const record of records) {
		const identity = identityOf(record);
		const error = errors.get(identity);
		const status = error
			? (error.status ?? UNNAMED_ERROR)
			: (results.get(identity)?.status ?? NOT_CONFIRMED);
		const field = refusedField(error?.message);
		if (!error && status >= 200 && status < 300) outcome.accepted.push(record);
		else if (status === NOT_CONFIRMED) outcome.refusals.push(notConfirmed(record));
		else outcome.refusals.push({ record, verdict: 'refused', status, ...(field && { field }) });
	}
	return outcome;
}

/** An entry among the errors that tells no status. */
export const UNNAMED_ERROR = 400;

export function byIdentity<T>(
	map: ReadonlyMap<string, T>,
	identityOf: (key: string) => string,
): Map<string, T> {
	return new Map([...map].map(([key, value]) => [identityOf(key), value]));
}

function notConfirmed<R extends BatchRecord>(record: R): Refusal<R> {
	return { record, verdict: 'notConfirmed', status: NOT_CONFIRMED };
}
