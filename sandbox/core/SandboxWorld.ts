import type { Company } from '../company/Company';
import type { FaultBoard } from './FaultBoard';
import type { RequestLog } from './RequestLog';
import type { SandboxClock } from './SandboxClock';
import type { Switches } from './Switches';

/** How strictly the vendors' documented limits hold: as documented, not at all, or multiplied by a factor. */
export type LimitMode = 'documented' | 'off' | number;

/** The sandbox without its company's life. */
export interface SandboxWorld {
	/** `http://127.0.0.1:PORT`, set once the server listens. */
	baseUrl: string;
	/** The only source of time: tokens, windows, task delays and timestamps follow it. */
	readonly clock: SandboxClock;
	/** The source company at SmartRecruiters. */
	company: Company;
	readonly faults: FaultBoard;
	readonly requests: RequestLog;
	readonly switches: Switches;
	limits: LimitMode;
}
