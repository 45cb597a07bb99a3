import {
	CONTRACT,
	done,
	idsOf,
	ORGANIZATION,
	POSTMAN,
	type Row,
	seen,
	written,
} from './collectionScene';

export const token = (name: string, id: string): Row => ({
	name,
	method: 'POST',
	path: '/oauth/v2/accessToken',
	form: { grant_type: 'client_credentials', client_id: id, client_secret: `${id}-secret` },
	holds: () => ({ access_token: expect.any(String), expires_in: 1800 }),
});

const integration = (type: string, context = ORGANIZATION) =>
	`integrationContext=${context}&integrationType=${type}&tenantType=RECRUITER&dataProvider=ATS`;
const naming = (type: string, context = ORGANIZATION): Row => ({
	name: `Update ATSIntegration ${type}`,
	method: 'POST',
	path: `/v2/atsIntegrations?${idsOf(integration(type, context))}`,
	restli: 'batch_partial_update',
	body: () => ({
		entities: {
			[integration(type, context)]: { patch: { $set: { integrationName: `Acme ${type}` } } },
		},
	}),
	holds: () => done(integration(type, context)),
});
const configurations = (type: string) => `/v2/atsIntegrations/${integration(type)}/configurations`;
const configuring = (type: string, id: string, value: string): Row => ({
	name: `Sync configuration ${id}`,
	method: 'PUT',
	path: `${configurations(type)}?ids=${id}`,
	restli: 'batch_update',
	body: () => ({ entities: { [id]: { configurationValue: { string: value } } } }),
	holds: () => done(id),
});
const unconfiguring = (type: string, id: string): Row => ({
	name: `Delete configuration ${id}`,
	method: 'DELETE',
	path: `${configurations(type)}?ids=${id}`,
	holds: () => done(id),
});

/** The requests of the collection that connect a customer: applications, integrations and their configurations. */
export const SETUP: readonly Row[] = [
	token('Parent Application Access Token', 'sandbox-parent'),
	{
		name: 'Provision Child Application',
		method: 'POST',
		path: '/v2/provisionedApplications',
		as: 'parent',
		body: () => ({
			description: 'TEST APP FOR Umbrella',
			name: 'Umbrella',
			uniqueForeignId: 'tenant-1',
			oauth2AuthorizedCallbackUrls: [POSTMAN],
			validJsSdkDomains: ['http://localhost:5000'],
		}),
		status: 201,
		holds: () => ({ credentials: { client_id: expect.any(String) } }),
		learn: ({ key }) => {
			seen.child = String(key);
		},
	},
	{
		name: 'Update JavaScript SDK Domain for Child Application',
		method: 'POST',
		path: () => `/v2/provisionedApplications/${seen.child ?? ''}`,
		as: 'parent',
		body: () => ({ patch: { $set: { validJsSdkDomains: ['http://localhost:8000'] } } }),
		status: 204,
	},
	{
		name: 'Update OAuth2.0 Authorized CallBack URL for Child Application',
		method: 'POST',
		path: () => `/v2/provisionedApplications/${seen.child ?? ''}`,
		as: 'parent',
		body: () => ({ patch: { $set: { oauth2AuthorizedCallbackUrls: [POSTMAN] } } }),
		status: 204,
	},
	{
		name: 'Get Child Application',
		method: 'GET',
		path: '/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=tenant-1',
		as: 'parent',
		holds: () => ({
			elements: [
				{
					key: seen.child,
					validJsSdkDomains: ['http://localhost:8000'],
					oauth2AuthorizedCallbackUrls: [POSTMAN],
				},
			],
		}),
	},
	naming('ONE_CLICK_EXPORT'),
	naming('IN_ATS_INDICATOR'),
	naming('PROFILE_PLUGIN'),
	naming('CSA_API', CONTRACT),
	{
		name: 'Verify ATSIntegrations',
		method: 'GET',
		path: `/v2/atsIntegrations?${idsOf(
			integration('IN_ATS_INDICATOR'),
			integration('PROFILE_PLUGIN'),
			integration('ONE_CLICK_EXPORT'),
			integration('CSA_API', CONTRACT),
		)}`,
		holds: () => ({
			errors: {},
			results: {
				[written(integration('CSA_API', CONTRACT))]: {
					integrationName: 'Acme CSA_API',
					onboardingStatus: 'ENABLED',
				},
			},
		}),
	},
	configuring('ONE_CLICK_EXPORT', 'CALLBACK_URL', 'https://ats.example.com/li'),
	configuring('ONE_CLICK_EXPORT', 'JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS'),
	configuring('IN_ATS_INDICATOR', 'APPLICATION_VIEWERS', 'ALL_PRODUCT_USERS'),
	unconfiguring('ONE_CLICK_EXPORT', 'JOB_POSTING_VIEWERS'),
	unconfiguring('IN_ATS_INDICATOR', 'APPLICATION_VIEWERS'),
	{
		name: 'Verify Customer Integrations - Configs',
		method: 'GET',
		path: `${configurations('ONE_CLICK_EXPORT')}?ids=CALLBACK_URL`,
		holds: () => ({
			results: { CALLBACK_URL: { configurationValue: { string: 'https://ats.example.com/li' } } },
			errors: {},
		}),
	},
	{
		name: 'GET Notification Type INTEGRATION_STATUS_CHANGE',
		method: 'GET',
		path: () => `/v2/atsIntegrations?q=request&requestId=${seen.statusChange ?? ''}`,
		holds: () => ({
			elements: [{ integrationType: 'PROFILE_PLUGIN', integrationContext: ORGANIZATION }],
		}),
	},
];
