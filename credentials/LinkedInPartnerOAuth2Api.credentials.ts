import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { answerRules } from './answerRules';
import { linkedInSignIn } from './linkedInSignIn';
import { secureUrl } from './secureUrl';

/** The partner's own LinkedIn application, which creates one application per customer (LinkedIn reference §1.1, §1.4). */
export class LinkedInPartnerOAuth2Api implements ICredentialType {
	name = 'linkedInPartnerOAuth2Api';

	displayName = 'LinkedIn Partner OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = {
		light: 'file:../icons/linkedInPartnerCredential.svg',
		dark: 'file:../icons/linkedInPartnerCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect/blob/main/docs/credentials.md#linkedin-partner-oauth2-api';

	properties: INodeProperties[] = [
		{
			displayName:
				'For LinkedIn partners only: the client ID and secret of the partner’s own application, which creates one application per customer. A company that connects its own system does not need it.',
			name: 'applicationNotice',
			type: 'notice',
			default: '',
		},
		...linkedInSignIn,
	];

	// Looks for a customer that nobody has, which partners may and customers may not; it changes nothing.
	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: secureUrl('$credentials', 'apiBaseUrl'),
			url: '/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=n8n-credential-test',
			disableFollowRedirect: true,
		},
		rules: answerRules('LinkedIn', {
			401: 'LinkedIn signs this application in, but does not accept its access token. Check that the client ID and secret are those of the partner’s own application',
			403: 'The client ID and secret are right, but they are not those of a LinkedIn partner: a company that connects its own system needs the other LinkedIn credential only',
		}),
	};
}
