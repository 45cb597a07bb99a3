import { Problem } from '../core/Problem';

/** The API's error body (LinkedIn reference §14.1). */
export function problem(status: number, message: string, serviceErrorCode?: number): Problem {
	return new Problem(status, {
		...(serviceErrorCode !== undefined && { serviceErrorCode }),
		message,
		status,
	});
}

export const emptyToken = () => problem(401, 'Empty oauth2_access_token', 401);
export const invalidToken = () => problem(401, 'Invalid access token', 65_600);
export const expiredToken = () => problem(401, 'The token used in the request has expired', 65_602);
export const notPermitted = (method: string, resource: string) =>
	problem(403, `Not enough permissions to access: ${method} /${resource}`, 100);
export const tooLong = () => problem(414, 'Request URI or query is too long');
export const throttled = () =>
	problem(429, 'Resource level throttle limit for calls to this resource is reached.', 101);
