import type { FastifyInstance, FastifyRequest } from 'fastify';
import { scaledLimit } from '../core/SandboxContext';
import { applicationRoutes } from './applicationRoutes';
import { auditRoutes } from './auditRoutes';
import { registerCandidatePages } from './candidatePages';
import { candidateRoutes } from './candidateRoutes';
import { candidateWriteRoutes } from './candidateWriteRoutes';
import { configurationRoutes } from './configurationRoutes';
import { hiringTeamRoutes } from './hiringTeamRoutes';
import { jobRoutes } from './jobRoutes';
import { messageRoutes } from './messageRoutes';
import { definePagingSwitches } from './paging';
import { registerOauthRoutes } from './oauthRoutes';
import { missingScope, tooMany } from './problems';
import { admit } from './SmartRecruitersAccounts';
import { reportRoutes } from './reports/reportRoutes';
import { reviewRoutes } from './reviewRoutes';
import type { SmartRecruitersRoom, SrRoute } from './SrRoute';
import { userRoutes } from './userRoutes';
import { webhookRoutes } from './webhookRoutes';

/** SmartRecruiters' side of the sandbox, below `/smartrecruiters`. */
export function registerSmartRecruiters(app: FastifyInstance, room: SmartRecruitersRoom): void {
	definePagingSwitches(room.context.switches);
	registerOauthRoutes(app, room);
	registerCandidatePages(app, room);
	const routes = [
		...jobRoutes(room.context),
		...hiringTeamRoutes(),
		...candidateRoutes(room.context),
		...candidateWriteRoutes(room.context),
		...applicationRoutes(),
		...messageRoutes(room.context, room.notes),
		...userRoutes(),
		...configurationRoutes(room.context),
		...reviewRoutes(),
		...auditRoutes(room.context),
		...webhookRoutes(room.context),
		...reportRoutes(room.context, room.reports),
	];
	for (const route of routes) register(app, room, route);
}

function register(
	app: FastifyInstance,
	{ context, accounts }: SmartRecruitersRoom,
	route: SrRoute,
): void {
	app.route({
		method: route.method,
		url: `/smartrecruiters${route.path}`,
		handler: async (request, reply) => {
			const key = request.headers['x-smarttoken'];
			const account = accounts.authenticate({
				authorization: request.headers.authorization,
				...(typeof key === 'string' && { key }),
			});
			const nowMs = context.clock.now();
			const admitted = admit(account, route.limit ?? 'other', nowMs, context.limits);
			const limit = scaledLimit(10, context.limits);
			const concurrent = scaledLimit(8, context.limits);
			if (Number.isFinite(limit)) {
				void reply.headers({
					'x-ratelimit-limit': String(limit),
					'x-ratelimit-remaining': String(Math.max(0, limit - account.second.used(nowMs))),
					'x-ratelimit-concurrent-limit': String(route.limit === 'list' ? 1 : concurrent),
					'x-ratelimit-concurrent-remaining': String(Math.max(0, concurrent - account.running - 1)),
				});
			}
			if (!admitted) throw tooMany();
			if (account.scopes && !account.scopes.has(route.scope)) throw missingScope(route.scope);
			if (route.administrator && !account.administrator) throw missingScope('administrator role');
			// The request counts as running until its answer has left.
			account.running += 1;
			if (route.limit === 'list') account.runningLists += 1;
			reply.raw.once('close', () => {
				account.running -= 1;
				if (route.limit === 'list') account.runningLists -= 1;
			});
			let status = route.status ?? 200;
			const result = await route.handle({
				context,
				account,
				params: paramsOf(request),
				query: new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? ''),
				body: bodyOf(request),
				headers: headersOf(request),
				header: (name, value) => void reply.header(name, value),
				status: (code) => {
					status = code;
				},
			});
			return await reply.code(status).send(status === 204 ? undefined : result);
		},
	});
}

function paramsOf(request: FastifyRequest): Record<string, string> {
	const { params } = request;
	return typeof params === 'object' && params !== null
		? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
		: {};
}

function headersOf({ headers }: FastifyRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
	);
}

function bodyOf(request: FastifyRequest): unknown {
	if (typeof request.body !== 'string' || request.body === '') return undefined;
	try {
		return JSON.parse(request.body);
	} catch {
		return undefined;
	}
}
