import { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { segment } from '../http/segment';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import { CandidateDetailsSchema, type SrCandidateDetails } from './schemas';

/** Which of the company's sources an application came from (SmartRecruiters reference §11.3). */
export interface SourceDetails {
	sourceTypeId: string;
	sourceSubTypeId?: string;
	sourceId: string;
}

export interface CandidatePlace {
	country?: string;
	countryCode?: string;
	region?: string;
	city?: string;
}

/** What a candidate is made of (§5.4). */
export interface CandidateInput {
	firstName: string;
	lastName: string;
	email: string;
	phoneNumber?: string;
	location?: CandidatePlace;
	web?: { linkedin: string };
	tags?: string[];
	experience?: Array<{ title?: string; company: string; current: boolean }>;
	sourceDetails?: SourceDetails;
}

/** What can be changed of a candidate (§5.5): experience and tags cannot. */
export type CandidateChange = Partial<
	Pick<CandidateInput, 'firstName' | 'lastName' | 'email' | 'phoneNumber' | 'location'>
> & { web?: Readonly<Record<string, unknown>> };

const Anything = z.unknown();
const CREATE_ENDPOINT = 'POST /jobs/{jobId}/candidates';

const candidatePath = (candidateId: string): string => `/candidates/${segment(candidateId)}`;
const pairPath = (candidateId: string, jobId: string): string =>
	`${candidatePath(candidateId)}/jobs/${segment(jobId)}`;

/**
 * Creates a candidate on a job (§5.4). What happens when e-mail and last name are known already is not documented: the
 * answer may be the candidate who exists, a second one, or a 409. Sent once: it has no idempotency key.
 *
 * @returns the candidate; its id tells whether it is a new one
 * @throws HttpStatusError 409 on a conflict; UnclearOutcomeError when nobody knows whether it was carried out
 */
export async function createOnJob(
	api: SmartRecruitersApi,
	jobId: string,
	input: CandidateInput,
): Promise<SrCandidateDetails> {
	const answer = await api.send({
		method: 'POST',
		path: `/jobs/${segment(jobId)}/candidates`,
		endpoint: '/jobs/{jobId}/candidates',
		schema: CandidateDetailsSchema,
		body: input,
		once: true,
	});
	if (!answer) throw new ResponseSchemaError('SmartRecruiters', CREATE_ENDPOINT, ['(empty)']);
	return answer;
}

/**
 * Changes what is given and nothing else (§5.5). Whether `web` is merged is not documented: give the whole object.
 *
 * @throws HttpStatusError 409 when another candidate has that e-mail and last name
 */
export async function changeCandidate(
	api: SmartRecruitersApi,
	candidateId: string,
	change: CandidateChange,
): Promise<void> {
	await api.send({
		method: 'PATCH',
		path: candidatePath(candidateId),
		endpoint: '/candidates/{id}',
		schema: Anything,
		body: change,
	});
}

/** Removes a candidate with all applications, for good (§5.5). One that is gone already is no failure. */
export async function deleteCandidate(api: SmartRecruitersApi, candidateId: string): Promise<void> {
	await api.send({
		method: 'DELETE',
		path: candidatePath(candidateId),
		endpoint: '/candidates/{id}',
		schema: Anything,
		absentOn: [404],
	});
}

/** Adds tags to those that are there (§5.6). */
export async function addTags(
	api: SmartRecruitersApi,
	candidateId: string,
	tags: readonly string[],
): Promise<void> {
	await sendTags(api, 'POST', candidateId, tags);
}

/** Replaces all tags (§5.6): there is no way to remove one. */
export async function replaceTags(
	api: SmartRecruitersApi,
	candidateId: string,
	tags: readonly string[],
): Promise<void> {
	await sendTags(api, 'PUT', candidateId, tags);
}

async function sendTags(
	api: SmartRecruitersApi,
	method: 'POST' | 'PUT',
	candidateId: string,
	tags: readonly string[],
): Promise<void> {
	await api.send({
		method,
		path: `${candidatePath(candidateId)}/tags`,
		endpoint: '/candidates/{id}/tags',
		schema: Anything,
		body: { tags },
	});
}

/** Says where an application came from (§6.2). */
export async function setSource(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
	source: SourceDetails,
): Promise<void> {
	await api.send({
		method: 'PUT',
		path: `${pairPath(candidateId, jobId)}/source`,
		endpoint: '/candidates/{id}/jobs/{jobId}/source',
		schema: Anything,
		body: source,
	});
}

/** Moves an application (§6.2). Which moves are allowed is not documented. */
export async function setStatus(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
	status: { status: string; subStatus?: string },
): Promise<void> {
	await api.send({
		method: 'PUT',
		path: `${pairPath(candidateId, jobId)}/status`,
		endpoint: '/candidates/{id}/jobs/{jobId}/status',
		schema: Anything,
		body: status,
	});
}
