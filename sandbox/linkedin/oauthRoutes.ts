import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../core/SandboxContext';
import { Problem } from '../core/Problem';
import type { LinkedInApp, LinkedInApps } from './LinkedInApps';

/** Token and introspection endpoints (LinkedIn reference §1.2), with the OAuth error shape. */
export function registerOauthRoutes(
	app: FastifyInstance,
	context: SandboxContext,
	apps: LinkedInApps,
): void {
	context.switches.define('li§1.2 expires_in as text', false);

	app.post('/linkedin/oauth/v2/accessToken', (request) => {
		const form = readForm(request);
		const grant = form.get('grant_type');
		const clientId = form.get('client_id');
		const secret = form.get('client_secret');
		if (!grant) throw missing('grant_type');
		if (!clientId) throw missing('client_id');
		if (!secret) throw missing('client_secret');
		if (grant !== 'client_credentials' && grant !== 'authorization_code')
			throw oauthProblem(400, 'unsupported_grant_type', 'Grant type is not supported here');
		const client = apps.byClientId(clientId);
		if (!client || client.clientSecret !== secret) {
			throw oauthProblem(401, 'invalid_client_id', 'Client authentication failed');
		}
		const { token, expiresInS } =
			grant === 'authorization_code' ? redeem(apps, client, form) : apps.issue(client);
		return {
			access_token: token,
			expires_in: context.switches.boolean('li§1.2 expires_in as text')
				? String(expiresInS)
				: expiresInS,
		};
	});

	app.post('/linkedin/oauth/v2/introspectToken', (request) => {
		const form = readForm(request);
		const client = apps.byClientId(form.get('client_id') ?? '');
		if (!client) throw oauthProblem(400, 'invalid_client_id', 'The passed in client_id is invalid');
		if (client.clientSecret !== form.get('client_secret')) {
			throw oauthProblem(401, 'invalid_client_id', 'Client authentication failed');
		}
		const known = apps.lookUp(form.get('token') ?? '');
		if (!known || known.app !== client) return { active: false };
		const active = known.expiresAtMs > context.clock.now();
		return {
			active,
			client_id: client.clientId,
			status: active ? 'active' : 'expired',
			created_at: Math.floor(known.createdAtMs / 1000),
			authorized_at: Math.floor(known.createdAtMs / 1000),
			expires_at: Math.floor(known.expiresAtMs / 1000),
			...(known.person === undefined
				? { auth_type: '2L' }
				: { auth_type: '3L', scope: 'r_liteprofile' }),
		};
	});
}

/** A person's consent becomes a token (§1.3). @throws Problem 400 */
function redeem(apps: LinkedInApps, client: LinkedInApp, form: URLSearchParams) {
	const code = form.get('code');
	const redirectUri = form.get('redirect_uri');
	if (!code) throw missing('code');
	if (!redirectUri) throw missing('redirect_uri');
	const made = apps.redeem(client, code, redirectUri);
	if (!made) throw oauthProblem(400, 'invalid_request', 'The authorization code is not valid');
	return made;
}

function readForm(request: FastifyRequest): URLSearchParams {
	if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
		throw oauthProblem(400, 'invalid_request', 'The body must be form-encoded');
	}
	if ((request.raw.url ?? '').includes('client_secret')) {
		throw oauthProblem(400, 'invalid_request', 'The client secret must not stand in the URL');
	}
	return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

const missing = (name: string) =>
	oauthProblem(400, 'invalid_request', `A required parameter "${name}" is missing`);

function oauthProblem(status: number, error: string, description: string): Problem {
	return new Problem(status, { error, error_description: description });
}
