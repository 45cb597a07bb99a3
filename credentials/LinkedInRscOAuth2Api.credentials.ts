import {
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type INodeProperties,
	UserError,
} from 'n8n-workflow';
import { toOrganizationUrn } from '../src/linkedin/LinkedInSettings';
import { checkBaseUrl } from '../src/n8n/checkBaseUrl';
import { answerRules } from './answerRules';
import { checkFields } from './checkFields';
import { linkedInSignIn } from './linkedInSignIn';
import { secureUrl } from './secureUrl';

/** The customer's own LinkedIn application, as LinkedIn provisions it for one company (LinkedIn reference §1). */
export class LinkedInRscOAuth2Api implements ICredentialType {
	name = 'linkedInRscOAuth2Api';

	displayName = 'LinkedIn Recruiter System Connect (RSC) OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = {
		light: 'file:../icons/linkedInCredential.svg',
		dark: 'file:../icons/linkedInCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect/blob/main/docs/credentials.md#linkedin-recruiter-system-connect-rsc-oauth2-api';

	properties: INodeProperties[] = [
		{
			displayName:
				'Enter the client ID and secret of the LinkedIn application of this company. LinkedIn gives one to its partners for each customer, or to a company that connects its own system.',
			name: 'applicationNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Organization',
			name: 'organization',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1000',
			description:
				'Number of the company page at LinkedIn, or its URN. Every record is sent for this organization.',
		},
		{
			displayName: 'Previous Client Secret',
			name: 'previousClientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'While LinkedIn keeps two secrets for this application, its notifications may be signed with either. Enter the older one here until it is deleted at LinkedIn.',
		},
		{
			displayName: 'API Generation',
			name: 'apiGeneration',
			type: 'options',
			default: 'recommended',
			description: 'Which of LinkedIn’s two API generations is used',
			options: [
				{
					name: 'Recommended per Resource',
					value: 'recommended',
					description: 'What LinkedIn documents best for each resource',
				},
				{ name: 'Unversioned (/V2)', value: 'v2' },
				{ name: 'Versioned (/Rest)', value: 'rest' },
			],
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			default: '202604',
			placeholder: 'e.g. 202604',
			description: 'Year and month of the versioned API',
		},
		{
			displayName: 'Generation per Resource',
			name: 'generationOverrides',
			type: 'json',
			default: '{}',
			description:
				'Exceptions from the API generation, for example {"candidates": "v2", "applicationStages": "rest"}. The documentation lists the resources.',
		},
		{
			displayName: 'Key Syntax',
			name: 'keySyntax',
			type: 'options',
			default: '1.0',
			description: 'How record keys are written. LinkedIn’s own examples use Rest.li 1.0.',
			options: [
				{ name: 'Rest.li 1.0', value: '1.0' },
				{ name: 'Rest.li 2.0', value: '2.0.0' },
			],
		},
		{
			displayName: 'Calls at Once per Resource',
			name: 'callsAtOnce',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 8 },
			description:
				'How many batches of one resource are sent at the same time. LinkedIn asks for one after the other. Change it only if LinkedIn granted more.',
		},
		{
			displayName: 'InMails per Member and Minute',
			name: 'inMailsPerMinute',
			type: 'number',
			default: 12,
			typeOptions: { minValue: 4 },
			description: 'LinkedIn’s limit on reading InMails. Change it only if LinkedIn granted more.',
		},
		{
			displayName: 'One Daily Quota for All',
			name: 'oneQuotaForAll',
			type: 'boolean',
			default: false,
			description:
				'Whether all resources together are held to the requests per day. LinkedIn documents a quota for each.',
		},
		{
			displayName: 'Records per Minute',
			name: 'recordsPerMinute',
			type: 'number',
			default: 10000,
			typeOptions: { minValue: 100 },
			description:
				'LinkedIn’s limit for this application. Change it only if LinkedIn granted more.',
		},
		{
			displayName: 'Requests per Day',
			name: 'requestsPerDay',
			type: 'number',
			default: 100000,
			typeOptions: { minValue: 1000 },
			description: 'LinkedIn’s limit for each resource. Change it only if LinkedIn granted more.',
		},
		...linkedInSignIn,
	];

	/** n8n asks at every request, when it has a token; only so can the Test button say this in words. */
	preAuthentication(credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const fault = checkFields(credentials, {
			organization: toOrganizationUrn,
			apiBaseUrl: (text) => {
				checkBaseUrl('API Base URL', text);
			},
		});
		return fault === undefined ? Promise.resolve({}) : Promise.reject(new UserError(fault));
	}

	// Answers for any living token of a customer application, and changes nothing; an organization of somebody else is refused.
	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: secureUrl('$credentials', 'apiBaseUrl'),
			url: '=/v2/atsIntegrations?ids[0].integrationContext=urn:li:organization:{{String($credentials.organization).replace("urn:li:organization:", "").trim()}}&ids[0].integrationType=ONE_CLICK_EXPORT&ids[0].tenantType=RECRUITER&ids[0].dataProvider=ATS',
			headers: { 'X-RestLi-Method': 'batch_get' },
			disableFollowRedirect: true,
		},
		rules: answerRules('LinkedIn', {
			400: 'LinkedIn does not know the company page in "Organization"',
			401: 'LinkedIn signs this application in, but does not accept its access token. Check that the client ID and secret are those of the RSC application of this company',
			403: 'The client ID and secret are right, but LinkedIn does not let this application act for "Organization". Enter the number of the company page for which LinkedIn made the application',
		}),
	};
}
