import { Problem } from '../core/Problem';

/** The Customer API's error body (SmartRecruiters reference §1.4). */
export function problem(status: number, code: string, message: string): Problem {
	return new Problem(status, { message, errors: [{ code, message }] });
}

export const unauthorized = () =>
	problem(401, 'UNAUTHORIZED', 'Credentials are missing or not valid');
export const missingScope = (scope: string) =>
	problem(403, 'OAuthPermissionsException', `Scope ${scope} is required`);
export const candidateNotFound = () => problem(404, 'CANDIDATE_NOT_FOUND', 'Candidate not found');
export const jobNotFound = () => problem(404, 'JOB_NOT_FOUND', 'Job not found');
export const notAssigned = () =>
	problem(404, 'APPLICATION_NOT_FOUND', 'Candidate is not assigned to given job');
export const badRequest = (message: string) => problem(400, 'BAD_REQUEST', message);
export const tooMany = () => problem(429, 'TOO_MANY_REQUESTS', 'Rate limit exceeded');

export function oauthProblem(status: number, error: string, description: string): Problem {
	return new Problem(status, { error, error_description: description });
}
