import type { LiveCompany } from '../live/LiveCompany';
import type { LimitMode, SandboxWorld } from './SandboxWorld';

/** What every room of the sandbox is handed. Nothing here knows a vendor's routes. */
export interface SandboxContext extends SandboxWorld {
	/** What the company tells about itself: webhooks, audit events, reviews; and its life from now on. */
	readonly live: LiveCompany;
}

/** A documented limit under the mode that is set. */
export function scaledLimit(limit: number, mode: LimitMode): number {
	if (mode === 'off') return Number.POSITIVE_INFINITY;
	return mode === 'documented' ? limit : limit * mode;
}
