import type { SandboxContext } from '../../core/SandboxContext';
import type { Switches } from '../../core/Switches';
import { MINUTE_MS } from '../../core/durations';
import type { LinkedInApp } from '../LinkedInApps';
import type { CallbackEndpoints } from './CallbackEndpoints';
import { callOut } from './callOut';
import { defineSignSwitches, signPush } from './signPush';
import type { StoredPush } from './StoredPush';

/** What the reference leaves open about deliveries (LinkedIn reference §3.4, §16.3). */
export function defineCourierSwitches(switches: Switches): void {
	switches.define('li§3.4 redeliveries', 6);
	switches.define('li§3.4 redelivery after ms', MINUTE_MS);
	switches.define('li§3.4 delivery deadline ms', 3_000);
	defineSignSwitches(switches);
}

interface Attempt {
	status: number | null;
	ms: number;
	/** Empty: delivered. */
	why: string;
}

/** Carries one push to its customer's callback, and writes down what came of it. */
export class Courier {
	constructor(
		private readonly context: SandboxContext,
		private readonly endpoints: CallbackEndpoints,
	) {}

	/** @returns when to try again, by the sandbox's clock; nothing when it arrived or is given up */
	async deliver(
		app: LinkedInApp,
		push: StoredPush,
		mayRetry: boolean,
	): Promise<number | undefined> {
		const { clock, switches } = this.context;
		const atMs = clock.now();
		const attempt = await this.attempt(app, push);
		push.attempts.push({ atMs, ...attempt });
		if (attempt.why === '') push.status = 'delivered';
		// A second delivery that fails takes nothing back from the first.
		if (push.status === 'delivered') return undefined;
		const pointless = ['no callback', 'not on this machine', 'blocked', 'expired'];
		if (mayRetry && !pointless.includes(attempt.why))
			return clock.now() + switches.number('li§3.4 redelivery after ms');
		const { why } = attempt;
		push.status = why === 'blocked' || why === 'no callback' ? why : 'failed';
		return undefined;
	}

	private async attempt(app: LinkedInApp, push: StoredPush): Promise<Attempt> {
		const { clock, switches } = this.context;
		if (push.expiresAtMs <= clock.now()) return { status: null, ms: 0, why: 'expired' };
		const verdict = await this.endpoints.verdict(app);
		const url = this.endpoints.urlOf(app);
		if (verdict !== 'ready' || url === undefined) return { status: null, ms: 0, why: verdict };
		const { status, ms, why } = await callOut(url, {
			method: 'POST',
			...signPush(switches, push, app.clientSecret),
			deadlineMs: switches.number('li§3.4 delivery deadline ms'),
			ended: this.endpoints.ended,
		});
		if (status === null) return { status, ms, why };
		return { status, ms, why: status >= 200 && status < 300 ? '' : `status ${status}` };
	}
}
