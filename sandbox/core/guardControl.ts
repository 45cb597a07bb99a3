import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './Problem';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Keeps pages of other sites away from the control API, which asks for no password: a browser sends their calls to
 * loopback as readily as ours, and tells whose they are.
 */
export function guardControl(app: FastifyInstance): void {
	app.addHook('onRequest', (request, _reply, done) => {
		const isControl = (request.raw.url ?? '').startsWith('/_sandbox');
		done(isControl && !isOwn(request) ? new Problem(403, { message: 'Not from here' }) : undefined);
	});
}

/** Programs send no `Origin`; a foreign `Host` means that somebody's domain was made to point here. */
function isOwn({ headers }: FastifyRequest): boolean {
	const { host = '', origin } = headers;
	const site = headers['sec-fetch-site'];
	return (
		LOOPBACK.test(host) &&
		(origin === undefined || origin === `http://${host}`) &&
		(site === undefined || site === 'none' || site === 'same-origin')
	);
}
