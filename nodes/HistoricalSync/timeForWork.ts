import { MINUTE_MS } from '../../src/basics/durations';

/** What is under way when the time is over still takes some seconds. */
const SPARE_MS = 12_000;

/**
 * How long a run works of its time limit: so that it has ended when a schedule starts the next one, which would find it
 * busy and leave the minute unused.
 */
export function timeForWork(limitMinutes: number): number {
	const limitMs = limitMinutes * MINUTE_MS;
	return Math.max(limitMs / 2, limitMs - SPARE_MS);
}
