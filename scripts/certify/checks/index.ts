import type { Check } from '../Check';
import { CONNECTING } from './connecting';
import { HISTORY } from './history';
import { SIGNING_IN } from './signingIn';

/** Every check that there is; a file per group. */
export const CHECKS: readonly Check[] = [...CONNECTING, ...HISTORY, ...SIGNING_IN];
