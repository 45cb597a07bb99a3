import type { Finding } from './Finding';

/** What LinkedIn answers to the credential. */
export const LINKEDIN_FINDINGS = {
	linkedInWorks: {
		level: 'ok',
		says: 'LinkedIn accepts the credential, and gives it access to organization {organization}.',
		whatToDo: '',
	},
	linkedInSignInRefused: {
		level: 'stop',
		says: 'LinkedIn does not accept the client ID and client secret.',
		whatToDo:
			'Copy both again from the customer’s application in LinkedIn’s developer portal into the credential LinkedIn RSC, and save it.',
	},
	linkedInForeignOrganization: {
		level: 'stop',
		says: 'LinkedIn does not let this application act for organization {organization}.',
		whatToDo:
			'Check "Organization" in the credential LinkedIn RSC. It must be the company for which LinkedIn has approved this application for Recruiter System Connect.',
	},
	linkedInVersionRetired: {
		level: 'stop',
		says: 'LinkedIn has retired API version {version}.',
		whatToDo: 'Choose a newer "API Version" in the credential LinkedIn RSC.',
	},
	linkedInNotFound: {
		level: 'stop',
		says: 'LinkedIn does not know the address that was asked ({status}).',
		whatToDo: 'Check "API Base URL" and "API Generation" in the credential LinkedIn RSC.',
	},
	linkedInRefused: {
		level: 'stop',
		says: 'LinkedIn refuses to show how the organization is integrated (status {status}).',
		whatToDo:
			'Check "API Generation" and "API Version" in the credential LinkedIn RSC. If they are as LinkedIn told you, show LinkedIn this status.',
	},
	linkedInLimit: {
		level: 'look',
		says: 'LinkedIn accepts no more requests at the moment ({limit}).',
		whatToDo:
			'Check again later. If nothing of yours has asked LinkedIn, another system uses the same application.',
	},
	linkedInSilent: {
		level: 'stop',
		says: 'LinkedIn cannot be reached from n8n ({reason}).',
		whatToDo:
			'Check that n8n may open HTTPS connections to api.linkedin.com and www.linkedin.com, and check again.',
	},
} as const satisfies Record<string, Finding>;
