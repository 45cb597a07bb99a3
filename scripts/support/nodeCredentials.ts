import type { Sandbox } from '../../sandbox/createSandbox';

/** The customer's LinkedIn application as n8n hands it to a node: decrypted, with n8n's own properties. */
export function linkedInCredential(sandbox: Sandbox, change: object = {}) {
	return {
		linkedInRscOAuth2Api: {
			grantType: 'clientCredentials',
			clientId: 'sandbox-child',
			clientSecret: 'sandbox-child-secret',
			accessTokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
			authentication: 'body',
			scope: '',
			organization: '1000',
			apiBaseUrl: sandbox.linkedInUrl,
			...change,
		},
	};
}

/** Limits so high that no test waits for them. */
export const UNLIMITED = { recordsPerMinute: 10_000_000, requestsPerDay: 10_000_000 };

export function smartRecruitersCredential(sandbox: Sandbox, change: object = {}) {
	return {
		smartRecruitersOAuth2Api: {
			grantType: 'clientCredentials',
			clientId: 'sandbox-sr',
			clientSecret: 'sandbox-sr-secret',
			accessTokenUrl: `${sandbox.smartRecruitersUrl}/identity/oauth/token`,
			authentication: 'body',
			scope: '',
			apiBaseUrl: sandbox.smartRecruitersUrl,
			requestsPerSecond: 100_000,
			...change,
		},
	};
}

export function smartRecruitersKey(sandbox: Sandbox) {
	return {
		smartRecruitersApi: {
			apiKey: 'SANDBOX-KEY',
			apiBaseUrl: sandbox.smartRecruitersUrl,
			requestsPerSecond: 100_000,
		},
	};
}
