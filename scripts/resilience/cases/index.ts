import type { ResilienceCase } from '../ResilienceCase';
import { ABSENCES } from './absences';
import { ODD_FIELDS } from './oddFields';
import { REFUSED_READS } from './refusedReads';
import { SAME_KEYS } from './sameKeys';
import { SPOILED_CALLS } from './spoiledCalls';

/** All kinds of the table, in its order. */
export const CASES: readonly ResilienceCase[] = [
	...ABSENCES,
	...ODD_FIELDS,
	...REFUSED_READS,
	...SAME_KEYS,
	...SPOILED_CALLS,
].sort((one, other) => one.row - other.row);
