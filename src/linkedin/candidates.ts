import { batchDelete, type DeleteStatus } from './batchDelete';
import { type BatchOutcome, batchUpdate } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { HeldRecords } from './HeldRecords';
import { readHeld } from './readHeld';
import { type HeldCandidate, HeldCandidateSchema } from './schemas';

/** A candidate as LinkedIn wants it (LinkedIn reference §5.1), in generation-1 names. Times are epoch milliseconds. */
export interface LiCandidate {
	firstName: string;
	lastName: string;
	emailAddresses: string[];
	addresses: Array<{ city?: string; geographicArea?: string; country?: string }>;
	phoneNumbers: Array<{ number: string }>;
	externalProfileUrl: string;
	atsCreatedAt: number;
	atsLastModifiedAt: number;
	linkedInProfileUrl?: string;
	currentCompanyName?: string;
	currentJobTitle?: string;
	manualMatchedMember?: string;
	doNotContact?: boolean;
}

/** A candidate under the ATS's id. */
export interface CandidateRecord {
	id: string;
	fields: LiCandidate;
}

/** Creates or wholly replaces up to 100 candidates (§5.1). */
export async function upsertCandidates(
	api: LinkedInApi,
	records: readonly CandidateRecord[],
): Promise<BatchOutcome<CandidateRecord>> {
	return await batchUpdate({ api, form: api.form('candidates'), idPart: 'candidateId', records });
}

/**
 * Which of up to 100 candidates LinkedIn holds, whom it recognised, and whom a recruiter linked (§5.2). Look at `unknown`
 * before anybody is taken for "not held".
 */
export async function getCandidates(
	api: LinkedInApi,
	candidateIds: readonly string[],
): Promise<HeldRecords<HeldCandidate>> {
	const read = await readHeld(api, 'candidates', candidateIds);
	return new HeldRecords(
		[...(read ?? [])].map(([id, fields]) => [id, HeldCandidateSchema.parse(fields)]),
		read?.unknown,
	);
}

/**
 * Attaches a person to a candidate whom LinkedIn holds (§5.3). Where the generation has no partial update, a full record
 * with `manualMatchedMember` is the only way (§15.3), and this does nothing: write that record first.
 *
 * @returns LinkedIn's status for the record; 204 when there was nothing to do, `NOT_CONFIRMED` when it said nothing
 */
export async function attachPerson(
	api: LinkedInApi,
	candidateId: string,
	person: string,
): Promise<number> {
	const form = api.form('candidates');
	if (form.generation !== 'v2') return 204;
	const { refusals } = await batchUpdate({
		api,
		form,
		idPart: 'candidateId',
		partial: true,
		records: [{ id: candidateId, fields: { manualMatchedMember: person } }],
	});
	return refusals[0]?.status ?? 204;
}

/**
 * Deletes candidates (§5.5). Those that LinkedIn does not hold are no failure. Whether their applications go with them
 * is not documented: delete those first.
 *
 * @returns our id → what LinkedIn said
 */
export async function deleteCandidates(
	api: LinkedInApi,
	candidateIds: readonly string[],
): Promise<Map<string, DeleteStatus>> {
	return await batchDelete(
		api,
		'candidates',
		'candidateId',
		candidateIds.map((id) => ({ id })),
	);
}
