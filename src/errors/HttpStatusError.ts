import { ConnectorError, type Fate, type Service } from './ConnectorError';

const ADVICE: Record<number, string> = {
	400: 'This looks like a fault in the connector or in its API settings. Check "API Generation" in the LinkedIn credential, then report it.',
	401: 'Check the client ID and the client secret in the credential, then test the credential.',
	404: 'Check the base URL and "API Generation" in the credential.',
	413: 'Choose a smaller chunk size.',
	414: 'Choose a smaller chunk size.',
	426: 'LinkedIn has retired this API version. Choose a newer "API Version" in the LinkedIn credential.',
};

const FORBIDDEN: Record<Service, string> = {
	LinkedIn:
		'Switch the integration on in LinkedIn Recruiter (Product settings > Integrations > Manage integrations), and check that the organization in the credential belongs to this application.',
	SmartRecruiters:
		'The API credential in SmartRecruiters lacks a scope, or its system role does not allow this call.',
};

/** The vendor answered, but not with success, and repeating did not help or is no use. */
export class HttpStatusError extends ConnectorError {
	readonly fate: Fate;

	readonly advice: string;

	constructor(
		readonly service: Service,
		readonly status: number,
		/** Method and path, without query: never holds personal data. */
		readonly endpoint: string,
		/** The vendor's machine-readable code, if it gave one. */
		readonly code?: string,
	) {
		super(`${service} answered ${status}${code ? ` (${code})` : ''} to ${endpoint}`);
		this.fate = status === 429 || status >= 500 ? 'retry' : 'stop';
		this.advice =
			status === 403
				? FORBIDDEN[service]
				: (ADVICE[status] ??
					(this.fate === 'retry'
						? 'Nothing to do: the next run tries again.'
						: 'Check the settings of this node and of its credentials.'));
	}
}
