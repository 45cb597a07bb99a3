import type { SandboxContext } from '../../core/SandboxContext';
import type { LinkedInApp } from '../LinkedInApps';
import type { PushPort } from './ports';

const LIFE_MS = 24 * 3_600_000;

/** Remembers pushes without delivering any. */
export class PushLedger implements PushPort {
	private readonly sent = new Map<
		string,
		{ clientId: string; type: string; payload: readonly unknown[]; expiresAtMs: number }
	>();

	private nextId = 500_600_700;

	constructor(private readonly context: SandboxContext) {}

	send({ clientId }: LinkedInApp, type: string, payload: readonly unknown[]): string {
		const id = String(this.nextId);
		this.nextId += 1;
		const expiresAtMs = this.context.clock.now() + LIFE_MS;
		this.sent.set(id, { clientId, type, payload, expiresAtMs });
		return id;
	}

	payloadOf(
		{ clientId }: LinkedInApp,
		type: string,
		requestId: string,
	): readonly unknown[] | undefined {
		const push = this.sent.get(requestId);
		const mine = push?.clientId === clientId && push.type === type;
		return mine && push.expiresAtMs > this.context.clock.now() ? push.payload : undefined;
	}
}
