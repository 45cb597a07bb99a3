import type { Verdict } from '../resilience/ResilienceCase';
import type { AttackScene } from './AttackScene';

/** One row of the table in issue 14, as somebody tries it who wants it to go wrong. */
export interface Attack {
	/** Of the table. */
	row: number;
	tried: string;
	/** Done for all attacks before the first one runs, for what takes n8n a minute by itself. */
	prepare?: (scene: AttackScene) => Promise<void>;
	/** What was seen from outside, and whether that is what SECURITY.md promises. */
	run: (scene: AttackScene) => Promise<Verdict>;
}
