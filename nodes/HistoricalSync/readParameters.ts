import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';
import { REJECTIONS, type Rejection } from '../../src/mapping/Rejection';
import { DEFAULT_SHARING, type SharingRules } from '../../src/mapping/SharingRules';
import { SMARTRECRUITERS_CREDENTIALS } from '../../src/n8n/readConnection';
import type { Deletion } from '../../src/sync/Deletion';

export interface NodeOutput {
	progress: INodeExecutionData[];
	rejected: INodeExecutionData[];
}

/** A list as people and expressions give it: an array, JSON, or text with commas or line breaks. */
export const listOf = z.union([
	z.array(z.coerce.string()),
	z
		.string()
		.transform((text) => text.trim())
		.transform((text) =>
			text.startsWith('[')
				? z.array(z.coerce.string()).parse(JSON.parse(text))
				: text.split(/[,\n]/),
		),
	z.null().transform(() => []),
	z.undefined().transform(() => []),
]);

/** The same, cleaned: no blanks, none twice. A record key such as `candidate:ID` counts as its id. */
export const idsOf = listOf.transform((ids) => [
	...new Set(ids.map((id) => id.trim().replace(/^[a-z]+:/i, '')).filter((id) => id !== '')),
]);

const SharingSchema = z.object({
	departmentsNeverSent: listOf.default([]),
	departmentsKeptPrivate: listOf.default([]),
	jobsNeverSent: idsOf.default([]),
	jobsKeptPrivate: idsOf.default([]),
	confidentialTags: listOf.default([...DEFAULT_SHARING.confidentialTags]),
	doNotContactTags: listOf.default([...DEFAULT_SHARING.doNotContactTags]),
	consent: z
		.enum(['everyone', 'markDoNotContact', 'onlyAcquired'])
		.default(DEFAULT_SHARING.consent),
	reviews: z.boolean().default(false),
	notes: z.boolean().default(false),
});

/** What most operations have in common. */
export const CommonSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	jobVisibility: z.enum(['PRIVATE_TO_ATS_INTEGRATION', 'PUBLIC']),
	tombstones: idsOf,
	sharing: SharingSchema.transform((rules): SharingRules => {
		const filled = (list: readonly string[]) => list.filter((one) => one.trim() !== '');
		return {
			...rules,
			departmentsNeverSent: filled(rules.departmentsNeverSent),
			departmentsKeptPrivate: filled(rules.departmentsKeptPrivate),
			confidentialTags: filled(rules.confidentialTags),
			doNotContactTags: filled(rules.doNotContactTags),
		};
	}),
});

export const profileUrl = z.string().default(DEFAULT_PROFILE_URL);
export const minutes = (initial: number) => z.number().positive().default(initial);

/** @throws ConfigurationError naming the parameter and the item */
export function readParameters<S extends z.ZodRawShape>(
	context: IExecuteFunctions,
	item: number,
	schema: z.ZodObject<S>,
): z.output<z.ZodObject<S>> {
	const names = Object.keys(schema.shape);
	let parsed: z.SafeParseReturnType<unknown, z.output<z.ZodObject<S>>>;
	try {
		parsed = schema.safeParse(
			Object.fromEntries(names.map((name) => [name, context.getNodeParameter(name, item)])),
		);
	} catch {
		// A list that looks like JSON, but is none.
		throw unusable('a list', item);
	}
	if (parsed.success) return parsed.data;
	throw unusable(parsed.error.issues[0]?.path.join(' > ') ?? '', item);
}

function unusable(field: string, item: number): ConfigurationError {
	return new ConfigurationError(
		`The parameter ${field} cannot be used [Item ${item}]`,
		'Correct it in this node.',
	);
}

/** Records that did not go, as rows of `rsc_parked`. */
export function toParked(
	organization: string,
	rejections: readonly Rejection[],
	item: number,
): INodeExecutionData[] {
	return rejections.map(({ kind, recordId, code, detail }) => ({
		json: {
			organization,
			recordKey: `${kind}:${recordId}`,
			kind,
			recordId,
			code,
			reason: detail ? `${REJECTIONS[code].reason} (${detail})` : REJECTIONS[code].reason,
			whatToDo: REJECTIONS[code].whatToDo,
		},
		pairedItem: { item },
	}));
}

/** What was deleted at LinkedIn, as rows of `rsc_deletions`. */
export function toLedger(organization: string, deletions: readonly Deletion[]) {
	return deletions.map(({ kind, recordId, reason, proof, deletedAtMs }) => ({
		organization,
		recordKey: `${kind}:${recordId}`,
		kind,
		recordId,
		reason,
		deletedAt: new Date(deletedAtMs).toISOString(),
		proof,
	}));
}
