import type { Check } from '../Check';
import { ACTIVITY } from './activity';
import { CONNECTING } from './connecting';
import { DELETING } from './deleting';
import { EXPORTING } from './exporting';
import { HISTORY } from './history';
import { KEEPING_UP } from './keepingUp';
import { PROFILE } from './profile';
import { SIGNING_IN } from './signingIn';
import { VISIBILITY_CHECKS } from './visibility';

/** Every check that there is; a file per group. */
export const CHECKS: readonly Check[] = [
	...CONNECTING,
	...EXPORTING,
	...HISTORY,
	...KEEPING_UP,
	...ACTIVITY,
	...PROFILE,
	...VISIBILITY_CHECKS,
	...DELETING,
	...SIGNING_IN,
];
