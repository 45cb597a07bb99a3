import { PAGES_USER } from '../../scripts/n8n/connectStack';
import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';

/** A credential as a person makes it: what n8n calls its kind, its name, and what is typed. */
export interface TypedCredential {
	kind: string;
	name: string;
	fields: Record<string, string>;
}

/** The names under which the ready-made workflows look for credentials, by n8n's type. */
export const CREDENTIAL_NAMES: Readonly<Record<string, string>> = {
	linkedInRscOAuth2Api: 'LinkedIn RSC',
	smartRecruitersOAuth2Api: 'SmartRecruiters',
	smartRecruitersApi: 'SmartRecruiters key',
	linkedInPartnerOAuth2Api: 'LinkedIn Partner',
	rscPagesApi: 'RSC Pages',
};

/** What has to be typed for the sandbox, by n8n's type; everything else stays as the dialog shows it. */
export function sandboxCredentialFields(
	sandbox: SandboxProcess,
): Record<
	| 'linkedInRscOAuth2Api'
	| 'smartRecruitersOAuth2Api'
	| 'smartRecruitersApi'
	| 'linkedInPartnerOAuth2Api'
	| 'rscPagesApi',
	TypedCredential
> {
	const linkedIn = { apiBaseUrl: sandbox.linkedInUrl, signInBaseUrl: sandbox.linkedInUrl };
	const smartRecruiters = { apiBaseUrl: sandbox.smartRecruitersUrl };
	return {
		linkedInRscOAuth2Api: {
			kind: 'LinkedIn Recruiter System Connect (RSC) OAuth2 API',
			name: 'LinkedIn RSC',
			fields: {
				clientId: 'sandbox-child',
				clientSecret: 'sandbox-child-secret',
				organization: '1000',
				...linkedIn,
			},
		},
		smartRecruitersOAuth2Api: {
			kind: 'SmartRecruiters OAuth2 API',
			name: 'SmartRecruiters',
			fields: {
				clientId: 'sandbox-sr',
				clientSecret: 'sandbox-sr-secret',
				...smartRecruiters,
			},
		},
		smartRecruitersApi: {
			kind: 'SmartRecruiters API',
			name: 'SmartRecruiters key',
			fields: { apiKey: 'SANDBOX-KEY', ...smartRecruiters },
		},
		linkedInPartnerOAuth2Api: {
			kind: 'LinkedIn Partner OAuth2 API',
			name: 'LinkedIn Partner',
			fields: {
				clientId: 'sandbox-parent',
				clientSecret: 'sandbox-parent-secret',
				...linkedIn,
			},
		},
		rscPagesApi: { kind: 'RSC Pages API', name: 'RSC Pages', fields: { ...PAGES_USER } },
	};
}
