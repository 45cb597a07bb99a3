import type { LinkedInApp } from '../LinkedInApps';

/** How an export reaches the customer: a push, and what its request id stands for (LinkedIn reference §3.4). */
export interface PushPort {
	/** @returns the request id */
	send: (app: LinkedInApp, type: string, payload: readonly unknown[]) => string;
	payloadOf: (app: LinkedInApp, type: string, requestId: string) => readonly unknown[] | undefined;
}

/** Whose seat exports. */
export interface SeatPort {
	/** Active seats of a contract. */
	active: (contractUrn: string) => ReadonlyArray<{ seatUrn: string; name: string; email?: string }>;
}
