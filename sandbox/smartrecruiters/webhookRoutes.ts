import { randomUUID } from '../core/chance';
import { z } from 'zod';
import type { SandboxContext } from '../core/SandboxContext';
import type { Subscription } from '../live/WebhookHub';
import { iso, readTime, writeCursor } from './paging';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const BASE = '/webhooks-api/v201907/subscriptions';

/** Events with a known body (SmartRecruiters reference §10.5). */
export const EVENT_NAMES = [
	...['job.created', 'job.updated', 'job.status.updated', 'job.hiring-team.updated'],
	...['job.ad.created', 'job.ad.updated', 'job.ad.postings.updated'],
	...['position.created', 'position.updated', 'position.deleted'],
	...['candidate.created', 'candidate.updated', 'candidate.deleted'],
	...['application.created', 'application.status.updated', 'application.fields.updated'],
	...['application.onboarding-status.updated', 'application.source.updated'],
	...['application.screening-answers.created', 'application.screening-answers.updated'],
	'application.attachment.created',
	...['offer.created', 'offer.updated', 'offer.approval.created', 'offer.approval.approved'],
	...['offer.approval.rejected', 'offer.approval.abandoned', 'offer.approval.step.approved'],
	...['offer.approval.step.rejected', 'offer.approval.comment.created'],
	...['offer.approver.skipped', 'offer.approver.delegated'],
	...['job.approval.created', 'job.approval.approved', 'job.approval.rejected'],
	...['job.approval.abandoned', 'job.approval.step.approved', 'job.approval.step.rejected'],
	...['job.approval.comment.created', 'job.approver.skipped', 'job.approver.delegated'],
	...['review.created', 'review.updated', 'review.deleted'],
	...['onboarding.process.started', 'onboarding.assignments.high-priority.completed'],
	'onboarding.assignments.completed',
	...['interview.created', 'interview.updated', 'interview.canceled'],
] as const;

const SubscriptionSchema = z.object({
	callbackUrl: z.string().url(),
	events: z.array(z.enum(EVENT_NAMES)).min(1),
	alertingEmailAddress: z.string().optional(),
	callbackAuthentication: z
		.discriminatedUnion('type', [
			z.object({ type: z.literal('basic'), username: z.string(), password: z.string() }),
			z.object({
				type: z.literal('header'),
				headerName: z.string().regex(/^x-/i),
				headerValue: z.string(),
			}),
			z.object({
				type: z.literal('oauth2'),
				clientId: z.string(),
				clientSecret: z.string(),
				tokenServiceUrl: z.string().url(),
			}),
		])
		.optional(),
});

/** Subscriptions, their keys and their log (SmartRecruiters reference §10.1). */
export function webhookRoutes({ switches }: SandboxContext): SrRoute[] {
	switches.define('sr§10.1 status at the limit', 400);
	const read = 'webhooks_read';
	const write = 'webhooks_write';
	return [
		{ method: 'POST', path: BASE, scope: write, status: 201, handle: subscribe },
		{
			method: 'GET',
			path: BASE,
			scope: read,
			handle: (call) => page(call, [...own(call)].map(item), BASE),
		},
		{ method: 'GET', path: `${BASE}/:id`, scope: read, handle: (call) => item(find(call)) },
		{
			method: 'DELETE',
			path: `${BASE}/:id`,
			scope: 'webhooks_delete',
			status: 204,
			handle: (call) => {
				call.context.live.hub.subscriptions.delete(find(call).id);
			},
		},
		{
			method: 'PUT',
			path: `${BASE}/:id/activation`,
			scope: write,
			status: 204,
			handle: async (call) => {
				if (!(await call.context.live.hub.activate(find(call))))
					throw problem(400, 'HANDSHAKE_FAILED', 'The callback did not echo the secret');
			},
		},
		{
			method: 'POST',
			path: `${BASE}/:id/secret-key`,
			scope: write,
			status: 201,
			handle: (call) => ({ secretKey: call.context.live.hub.rotate(find(call)) }),
		},
		{
			method: 'GET',
			path: `${BASE}/:id/secret-key`,
			scope: read,
			handle: (call) => {
				const { keys } = find(call);
				const newest = keys[keys.length - 1];
				if (!newest) throw problem(404, 'SECRET_KEY_NOT_FOUND', 'No secret key was generated');
				return { secretKey: newest.secret };
			},
		},
		{ method: 'GET', path: `${BASE}/:id/callbacks-log`, scope: read, handle: log },
	];
}

const own = (call: SrCall): Subscription[] =>
	[...call.context.live.hub.subscriptions.values()].filter(
		({ owner }) => owner === call.account.name,
	);

function find(call: SrCall): Subscription {
	const found = own(call).find(({ id }) => id === call.params.id);
	if (!found) throw problem(404, 'SUBSCRIPTION_NOT_FOUND', 'Subscription not found');
	return found;
}

function subscribe(call: SrCall): unknown {
	const parsed = SubscriptionSchema.safeParse(call.body);
	if (!parsed.success)
		throw badRequest(
			`Invalid: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
		);
	const { switches, live } = call.context;
	if (own(call).length >= switches.number('sr§10.1 subscription limit')) {
		throw problem(
			switches.number('sr§10.1 status at the limit'),
			'SUBSCRIPTIONS_LIMIT_EXCEEDED',
			'Too many subscriptions',
		);
	}
	const { callbackUrl, events, callbackAuthentication } = parsed.data;
	const subscription: Subscription = {
		id: randomUUID(),
		owner: call.account.name,
		callbackUrl,
		events: [...events],
		status: 'inactive',
		keys: [],
		authentication: callbackAuthentication,
		log: [],
	};
	live.hub.subscriptions.set(subscription.id, subscription);
	return item(subscription);
}

function log(call: SrCall): unknown {
	const status = call.query.get('callbackStatus');
	const after = readTime(call, 'after') ?? 0;
	const before = readTime(call, 'before') ?? Infinity;
	const subscription = find(call);
	const entries = call.context.live.hub
		.logOf(subscription)
		.filter(
			(entry) =>
				entry.atMs > after && entry.atMs < before && (status === null || entry.status === status),
		)
		.map((entry) => ({
			status: entry.status,
			timestamp: iso(entry.atMs),
			requestDetails: {
				url: subscription.callbackUrl,
				body: entry.body,
				headers: entry.headers,
			},
		}));
	return page(call, entries, `${BASE}/${subscription.id}/callbacks-log`);
}

/** A bare list; the next page is in the `Link` header (§1.5). */
function page(call: SrCall, items: readonly unknown[], path: string): unknown {
	const limit = Number(call.query.get('limit') ?? 10);
	const match = /^at:(\d+)$/.exec(
		Buffer.from(call.query.get('page_id') ?? '', 'base64url').toString(),
	);
	const from = Number(match?.[1] ?? 0);
	if (from + limit < items.length) {
		const query = new URLSearchParams(call.query);
		query.set('page_id', writeCursor(from + limit));
		call.header('link', `<${path}?${query.toString()}>; rel="next"`);
	}
	return items.slice(from, from + limit);
}

function item({ id, callbackUrl, events, status }: Subscription) {
	return { id, callbackUrl, events: events.map((name) => ({ name, version: 'v1' })), status };
}
