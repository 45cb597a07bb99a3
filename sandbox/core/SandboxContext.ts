import type { Company } from '../company/Company';
import type { LiveCompany } from '../live/LiveCompany';
import type { FaultBoard } from './FaultBoard';
import type { RequestLog } from './RequestLog';
import type { SandboxClock } from './SandboxClock';
import type { Switches } from './Switches';

/** How strictly the vendors' documented limits hold: as documented, not at all, or multiplied by a factor. */
export type LimitMode = 'documented' | 'off' | number;

/** What every room of the sandbox is handed. Nothing here knows a vendor's routes. */
export interface SandboxContext {
	/** `http://127.0.0.1:PORT`, set once the server listens. */
	baseUrl: string;
	/** The only source of time: tokens, windows, task delays and timestamps follow it. */
	readonly clock: SandboxClock;
	/** The source company at SmartRecruiters. */
	company: Company;
	/** What the company tells about itself: webhooks, audit events, reviews; and its life from now on. */
	readonly live: LiveCompany;
	readonly faults: FaultBoard;
	readonly requests: RequestLog;
	readonly switches: Switches;
	limits: LimitMode;
}

/** A documented limit under the mode that is set. */
export function scaledLimit(limit: number, mode: LimitMode): number {
	if (mode === 'off') return Number.POSITIVE_INFINITY;
	return mode === 'documented' ? limit : limit * mode;
}
