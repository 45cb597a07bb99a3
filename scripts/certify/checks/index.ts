import type { Check } from '../Check';
import { CONNECTING } from './connecting';
import { EXPORTING } from './exporting';
import { HISTORY } from './history';
import { KEEPING_UP } from './keepingUp';
import { SIGNING_IN } from './signingIn';

/** Every check that there is; a file per group. */
export const CHECKS: readonly Check[] = [
	...CONNECTING,
	...EXPORTING,
	...HISTORY,
	...KEEPING_UP,
	...SIGNING_IN,
];
