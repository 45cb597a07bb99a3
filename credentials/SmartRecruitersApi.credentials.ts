import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { answerRules } from './answerRules';
import { secureUrl } from './secureUrl';

/** SmartRecruiters by API key (SmartRecruiters reference §2.1). */
export class SmartRecruitersApi implements ICredentialType {
	name = 'smartRecruitersApi';

	displayName = 'SmartRecruiters API';

	icon: Icon = {
		light: 'file:../icons/smartRecruitersCredential.svg',
		dark: 'file:../icons/smartRecruitersCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect/blob/main/docs/credentials.md#smartrecruiters-api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'From SmartRecruiters, under Settings > Apps & Integrations > Credentials. SmartRecruiters shows it once.',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: 'https://api.smartrecruiters.com',
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
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-SmartToken': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: secureUrl('$credentials', 'apiBaseUrl'),
			url: '/user-api/v201804/users/me',
			disableFollowRedirect: true,
		},
		rules: answerRules('SmartRecruiters', {
			401: 'SmartRecruiters does not know this "API Key". Make a new one under Settings > Apps & Integrations > Credentials, and enter it here',
			403: 'SmartRecruiters knows this "API Key", but it is not allowed to read its own user. Check the system role of the user to whom it belongs',
		}),
	};
}
