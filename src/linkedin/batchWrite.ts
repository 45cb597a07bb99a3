import type { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { ChosenForm } from './LinkedInSettings';
import type { LinkedInApi } from './LinkedInApi';
import { spellFields } from './dialect';
import { compoundIds, encodeKey, keyPart, simpleIds } from './restli';
import { BatchWriteSchema } from './schemas';

/** LinkedIn takes at most 100 records in one call (LinkedIn reference §5). */
export const MAX_BATCH = 100;

/** A record to write: its own id, and where needed the ids that it hangs below. */
export interface BatchRecord {
	id: string;
	fields: object;
	keyParts?: Readonly<Record<string, string>>;
}

/** A record that LinkedIn refused. The vendor's text is not kept: it may quote personal data. */
export interface Refusal<R extends BatchRecord = BatchRecord> {
	record: R;
	status: number;
	/** The field that LinkedIn names, for example `/emailAddresses`. */
	field?: string;
}

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
 * Writes up to 100 records with `batch_update`, which replaces each whole, or changes some of their fields. Reads both
 * answer maps: a record that appears in neither was not acknowledged. What failed on LinkedIn's side (429, 5xx, not
 * acknowledged) is sent once more; what then still fails is a refusal, like everything else that LinkedIn did not take.
 */
export async function batchUpdate<R extends BatchRecord>(
	options: WriteOptions<R>,
): Promise<BatchOutcome<R>> {
	const first = await writeOnce(options);
	const again = first.refusals.filter(
		({ status }) => status === 0 || status === 429 || status >= 500,
	);
	if (again.length === 0) return first;
	const second = await writeOnce({ ...options, records: again.map(({ record }) => record) });
	return {
		accepted: [...first.accepted, ...second.accepted],
		refusals: [...first.refusals.filter((refusal) => !again.includes(refusal)), ...second.refusals],
	};
}

async function writeOnce<R extends BatchRecord>(
	options: WriteOptions<R>,
): Promise<BatchOutcome<R>> {
	const { api, form, records, idPart, parent, partial = false } = options;
	if (records.length === 0) return { accepted: [], refusals: [] };
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
	const results = new Map(
		Object.entries(answer.results).map(([key, value]) => [identityOfKey(key), value]),
	);
	const errors = new Map(
		Object.entries(answer.errors).map(([key, value]) => [identityOfKey(key), value]),
	);

	const outcome: BatchOutcome<R> = { accepted: [], refusals: [] };
	for (const record of records) {
		const identity = identityOf(record);
		const error = errors.get(identity);
		const status = error ? (error.status ?? 400) : (results.get(identity)?.status ?? 0);
		if (!error && status >= 200 && status < 300) {
			outcome.accepted.push(record);
		} else {
			const field = /\/[A-Za-z]\w*/.exec(error?.message ?? '')?.[0];
			outcome.refusals.push({ record, status, ...(field && { field }) });
		}
	}
	return outcome;
}
