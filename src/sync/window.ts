import type { Checkpoint } from './checkpoint';
import { OVERLAP_MS } from './tail';

/** Which people a run reads: all, those updated since a date, or those updated since the run before. */
export function peopleWindow({ previousStartedAtMs, sinceMs }: Checkpoint): {
	updatedAfterMs?: number;
} {
	if (previousStartedAtMs !== null) return { updatedAfterMs: previousStartedAtMs - OVERLAP_MS };
	return sinceMs === null ? {} : { updatedAfterMs: sinceMs };
}

/**
 * Which jobs a run reads. A window since a date goes by activity, which also moves when somebody applies: applications
 * inside the window then find their job (SmartRecruiters reference §4.1).
 */
export function jobWindow({ previousStartedAtMs, sinceMs }: Checkpoint): {
	updatedAfterMs?: number;
	lastActivityAfterMs?: number;
} {
	if (previousStartedAtMs !== null) return { updatedAfterMs: previousStartedAtMs - OVERLAP_MS };
	return sinceMs === null ? {} : { lastActivityAfterMs: sinceMs };
}
