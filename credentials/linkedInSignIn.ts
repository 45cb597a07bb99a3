import type { INodeProperties } from 'n8n-workflow';
import { secureUrl } from './secureUrl';

/** Where LinkedIn is, and how its applications get tokens; n8n's own properties of the same names stay hidden. */
export const linkedInSignIn: INodeProperties[] = [
	{
		displayName: 'API Base URL',
		name: 'apiBaseUrl',
		type: 'string',
		default: 'https://api.linkedin.com',
		description: 'Change it to use the sandbox or a proxy',
	},
	{
		displayName: 'Sign-in Base URL',
		name: 'signInBaseUrl',
		type: 'string',
		default: 'https://www.linkedin.com',
		description: 'Change it to use the sandbox or a proxy',
	},
	{
		displayName: 'Access Token URL',
		name: 'accessTokenUrl',
		type: 'hidden',
		default: secureUrl('$self', 'signInBaseUrl', '/oauth/v2/accessToken'),
	},
	{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
	{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
	{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
];
