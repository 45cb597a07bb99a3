import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** SmartRecruiters by API key (SmartRecruiters reference §2.1). */
export class SmartRecruitersApi implements ICredentialType {
	name = 'smartRecruitersApi';

	displayName = 'SmartRecruiters API';

	icon: Icon = {
		light: 'file:../icons/smartRecruiters.svg',
		dark: 'file:../icons/smartRecruiters.dark.svg',
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
			baseURL: '={{$credentials.apiBaseUrl}}',
			url: '/user-api/v201804/users/me',
		},
	};
}
