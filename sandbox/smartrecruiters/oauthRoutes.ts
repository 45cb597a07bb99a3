import type { FastifyInstance } from 'fastify';
import { oauthProblem } from './problems';
import type { SmartRecruitersRoom } from './SrRoute';

/** Consent and token endpoints (SmartRecruiters reference §2.2, §2.3). */
export function registerOauthRoutes(app: FastifyInstance, { accounts }: SmartRecruitersRoom): void {
	app.get('/smartrecruiters/identity/oauth/allow', async (request, reply) => {
		const query = new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '');
		const redirect = query.get('redirect_uri');
		if (!redirect || !/^(https:|http:\/\/(localhost|127\.0\.0\.1))/.test(redirect)) {
			throw oauthProblem(400, 'invalid_request', 'redirect_uri must be https or local');
		}
		if (query.get('scope') === '')
			throw oauthProblem(400, 'invalid_scope', 'An empty scope is an error');
		const target = new URL(redirect);
		target.searchParams.set('code', accounts.authorize(query.get('client_id') ?? ''));
		const state = query.get('state');
		if (state) target.searchParams.set('state', state);
		return await reply.redirect(target.toString());
	});

	app.post('/smartrecruiters/identity/oauth/token', (request) => {
		const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
		const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
		const [id = '', secret = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
		return accounts.grant(
			form,
			basic ? { id: decodeURIComponent(id), secret: decodeURIComponent(secret) } : undefined,
		);
	});
}
