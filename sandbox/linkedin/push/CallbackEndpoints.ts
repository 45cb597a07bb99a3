import { z } from 'zod';
import type { SandboxContext } from '../../core/SandboxContext';
import { HOUR_MS } from '../../core/durations';
import type { LinkedInApp } from '../LinkedInApps';
import type { LinkedInStore } from '../LinkedInStore';
import { isLoopback } from './callbackRules';
import { challenge } from './challenge';

const MOST_FAILURES = 3;
const RECHECK_MS = 2 * HOUR_MS;
const KEPT_CHECKS = 20;

export const EndpointSchema = z.object({
	url: z.string(),
	state: z.enum(['new', 'valid', 'blocked']),
	/** Challenges failed in a row. */
	failures: z.number(),
	/** When the next challenge is due, by the sandbox's clock. */
	nextCheckAtMs: z.number(),
	checks: z.array(z.object({ atMs: z.number(), ok: z.boolean(), ms: z.number(), why: z.string() })),
});
/** A registered callback, and what its challenges came to. */
export type CallbackEndpoint = z.infer<typeof EndpointSchema>;

/** The customers' callbacks: challenged before the first delivery and every two hours, blocked after three failures. */
export class CallbackEndpoints {
	private endpoints = new Map<string, CallbackEndpoint>();

	private readonly end = new AbortController();

	/** Ends calls that are under way when the sandbox closes. */
	readonly ended = this.end.signal;

	constructor(
		private readonly context: SandboxContext,
		private readonly store: LinkedInStore,
	) {
		const { switches } = context;
		switches.define('li§3.2 callback is challenged', true);
		switches.define('li§3.2 challenge deadline ms', 3_000);
		switches.define('li§3.2 first challenge after ms', 1_000);
		switches.define('li§3.2 applicationId form', 'number');
	}

	/** The URL that the customer's `CALLBACK_URL` holds. */
	urlOf({ organization }: LinkedInApp): string | undefined {
		return this.store
			.of(organization)
			.integrations.get(`${organization} ONE_CLICK_EXPORT`)
			?.configurations.get('CALLBACK_URL');
	}

	/** What is known of a customer's callback; nothing without one. */
	of(app: LinkedInApp): CallbackEndpoint | undefined {
		const url = this.urlOf(app);
		if (url === undefined) return undefined;
		const known = this.endpoints.get(app.clientId);
		if (known?.url === url) return known;
		const { clock, switches } = this.context;
		const nextCheckAtMs = clock.now() + switches.number('li§3.2 first challenge after ms');
		const fresh: CallbackEndpoint = { url, state: 'new', failures: 0, nextCheckAtMs, checks: [] };
		this.endpoints.set(app.clientId, fresh);
		return fresh;
	}

	/** A callback was set, or set again: unless it is valid, it starts afresh, a blocked one too. */
	registered(app: LinkedInApp): void {
		const known = this.endpoints.get(app.clientId);
		if (known?.state !== 'valid') this.endpoints.delete(app.clientId);
		this.of(app);
	}

	/** Whether a challenge is due. */
	isDue(app: LinkedInApp): boolean {
		const endpoint = this.of(app);
		return (
			endpoint !== undefined &&
			isLoopback(endpoint.url) &&
			endpoint.state !== 'blocked' &&
			endpoint.nextCheckAtMs <= this.context.clock.now() &&
			this.context.switches.boolean('li§3.2 callback is challenged')
		);
	}

	async check(app: LinkedInApp): Promise<void> {
		const endpoint = this.of(app);
		if (!endpoint) return;
		const { clock, switches } = this.context;
		const { why, ms } = await challenge(endpoint.url, app, switches, this.ended);
		const ok = why === '';
		endpoint.failures = ok ? 0 : endpoint.failures + 1;
		if (ok) endpoint.state = 'valid';
		else if (endpoint.failures >= MOST_FAILURES) endpoint.state = 'blocked';
		endpoint.nextCheckAtMs = clock.now() + RECHECK_MS;
		const check = { atMs: clock.now(), ok, ms, why };
		endpoint.checks = [...endpoint.checks, check].slice(-KEPT_CHECKS);
	}

	/** Whether something may be delivered, after the challenge that may be due first. */
	async verdict(
		app: LinkedInApp,
	): Promise<'ready' | 'blocked' | 'no callback' | 'not on this machine' | 'challenge failed'> {
		const endpoint = this.of(app);
		if (!endpoint) return 'no callback';
		if (!isLoopback(endpoint.url)) return 'not on this machine';
		if (!this.context.switches.boolean('li§3.2 callback is challenged')) return 'ready';
		if (endpoint.state === 'new' || this.isDue(app)) await this.check(app);
		if (endpoint.state === 'valid') return 'ready';
		return endpoint.state === 'blocked' ? 'blocked' : 'challenge failed';
	}

	reset(): void {
		this.endpoints.clear();
	}

	stop(): void {
		this.end.abort();
	}

	dump(): Array<[string, CallbackEndpoint]> {
		return [...this.endpoints];
	}

	load(endpoints: ReadonlyArray<[string, CallbackEndpoint]>): void {
		this.endpoints = new Map(endpoints);
	}
}
