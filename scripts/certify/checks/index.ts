import type { Check } from '../Check';
import { CONNECTING } from './connecting';
import { EXPORTING } from './exporting';
import { HISTORY } from './history';
import { SIGNING_IN } from './signingIn';

/** Every check that there is; a file per group. */
export const CHECKS: readonly Check[] = [...CONNECTING, ...EXPORTING, ...HISTORY, ...SIGNING_IN];
