import { createHash } from 'node:crypto';
import type { LiStage } from '../../linkedin/applications';

/** Tells stages apart that are not the same, but for one in 68 thousand million. */
const LETTERS = 6;

/** What is remembered of the stages that LinkedIn took. */
export function stagesHash(stages: readonly LiStage[]): string {
	return createHash('sha256').update(JSON.stringify(stages)).digest('base64url').slice(0, LETTERS);
}
