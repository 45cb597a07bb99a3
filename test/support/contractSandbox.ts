import type { Sandbox } from '../../sandbox/createSandbox';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import type { StoredIntegration } from '../../sandbox/linkedin/LinkedInStore';

export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT_1 = 'urn:li:contract:2001';
export const CONTRACT_2 = 'urn:li:contract:2002';
/** Not the customer's. */
export const FOREIGN_CONTRACT = 'urn:li:contract:9';
export const COMPANY_TYPES = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'] as const;

export function integration(sandbox: Sandbox, context: string, type: string): StoredIntegration {
	const found = sandbox.store.of(ORGANIZATION).integrations.get(`${context} ${type}`);
	if (!found) throw new Error(`The sandbox has no ${type} of ${context}`);
	return found;
}

export const company = (sandbox: Sandbox): StoredIntegration[] =>
	COMPANY_TYPES.map((type) => integration(sandbox, ORGANIZATION, type));
export const contractOf = (sandbox: Sandbox, contract: string): StoredIntegration =>
	integration(sandbox, contract, 'CSA_API');

/** What an admin does in LinkedIn's widget. */
export function requestInWidget(sandbox: Sandbox, ...contracts: string[]): void {
	const chosen = contracts.map((contract) => contractOf(sandbox, contract));
	for (const one of [...company(sandbox), ...chosen]) one.requested = true;
}

/** Answers the next call to a path with a body of our own. */
export function answerNext(sandbox: Sandbox, path: string, body: unknown, change = {}): void {
	sandbox.context.faults.add([
		FaultSchema.parse({ vendor: 'linkedin', kind: 'status', status: 200, path, body, ...change }),
	]);
}

/** Requests to LinkedIn's API so far, by route, without those for tokens. */
export function requestsOf(sandbox: Sandbox): Record<string, number> {
	return Object.fromEntries(
		Object.entries(sandbox.context.requests.summary().routes)
			.filter(([route]) => route.startsWith('linkedin ') && !route.includes('accessToken'))
			.map(([route, { requests }]) => [route.replace('linkedin ', ''), requests]),
	);
}

/** Those of them that write. */
export const writesOf = (sandbox: Sandbox): Record<string, number> =>
	Object.fromEntries(
		Object.entries(requestsOf(sandbox)).filter(([route]) => !route.startsWith('GET')),
	);
