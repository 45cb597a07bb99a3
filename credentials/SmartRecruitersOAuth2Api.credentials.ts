import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { answerRules } from './answerRules';
import { secureUrl } from './secureUrl';

/** SmartRecruiters by OAuth, for one company (client credentials) or a marketplace app (SmartRecruiters reference §2). */
export class SmartRecruitersOAuth2Api implements ICredentialType {
	name = 'smartRecruitersOAuth2Api';

	displayName = 'SmartRecruiters OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = {
		light: 'file:../icons/smartRecruitersCredential.svg',
		dark: 'file:../icons/smartRecruitersCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect/blob/main/docs/credentials.md#smartrecruiters-oauth2-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			default: 'clientCredentials',
			description: 'How n8n signs in',
			options: [
				{
					name: 'Authorization Code',
					value: 'authorizationCode',
					description: 'For an app that a person authorizes',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'For a credential made in SmartRecruiters under Apps & Integrations',
				},
			],
		},
		{
			displayName: 'Scopes',
			name: 'scope',
			type: 'string',
			default:
				'company_read configuration_read user_me_read users_read jobs_read candidates_read candidates_create candidates_manage job_applications_read messages_read messages_write webhooks_read webhooks_write webhooks_delete',
			displayOptions: { show: { grantType: ['authorizationCode'] } },
			description: 'What the app asks for, separated by spaces',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: 'https://api.smartrecruiters.com',
			description: 'Change it to use the sandbox or a proxy',
		},
		{
			displayName: 'Consent Page Base URL',
			name: 'consentBaseUrl',
			type: 'string',
			default: 'https://www.smartrecruiters.com',
			displayOptions: { show: { grantType: ['authorizationCode'] } },
			description: 'Change it to use the sandbox or a proxy',
		},
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			default: 10,
			typeOptions: { minValue: 1 },
			description:
				'SmartRecruiters’ limit for this credential. Change it only if SmartRecruiters granted more.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: secureUrl('$self', 'consentBaseUrl', '/identity/oauth/allow'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: secureUrl('$self', 'apiBaseUrl', '/identity/oauth/token'),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: secureUrl('$credentials', 'apiBaseUrl'),
			url: '/user-api/v201804/users/me',
			disableFollowRedirect: true,
		},
		rules: answerRules('SmartRecruiters', {
			401: 'SmartRecruiters signs this client in, but does not accept its access token. Check the client ID and secret',
			403: 'The client ID and secret are right, but the credential in SmartRecruiters lacks the scope user_me_read',
		}),
	};
}
