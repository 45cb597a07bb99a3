import type { Check } from '../Check';
import { ACTIVITY } from './activity';
import { CONNECTING } from './connecting';
import { DELETING } from './deleting';
import { EXPORTING } from './exporting';
import { HISTORY } from './history';
import { KEEPING_UP } from './keepingUp';
import { PROFILE } from './profile';
import { SIGNING_IN } from './signingIn';

/** Every check that there is; a file per group. */
export const CHECKS: readonly Check[] = [
	...CONNECTING,
	...EXPORTING,
	...HISTORY,
	...KEEPING_UP,
	...ACTIVITY,
	...PROFILE,
	...DELETING,
	...SIGNING_IN,
];
