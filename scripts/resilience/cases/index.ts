import type { ResilienceCase } from '../ResilienceCase';
import { ABSENCES } from './absences';
import { CONFIDENTIAL } from './confidential';
import { EXPORTED } from './exported';
import { LISTS } from './lists';
import { ODD_ANSWERS } from './oddAnswers';
import { ODD_FIELDS } from './oddFields';
import { REFUSED_READS } from './refusedReads';
import { SAME_KEYS } from './sameKeys';
import { SPOILED_CALLS } from './spoiledCalls';
import { TEXTS } from './texts';
import { TRANSPORTS } from './transports';

/** All kinds of the table, in its order. */
export const CASES: readonly ResilienceCase[] = [
	...ABSENCES,
	...ODD_FIELDS,
	...REFUSED_READS,
	...SAME_KEYS,
	...SPOILED_CALLS,
	...ODD_ANSWERS,
	...TEXTS,
	...CONFIDENTIAL,
	...LISTS,
	...TRANSPORTS,
	...EXPORTED,
].sort((one, other) => one.row - other.row);
