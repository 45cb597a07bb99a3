import type { Attack } from '../Attack';
import { hostAttacks } from './hosts';
import { pageAttacks } from './pages';
import { stateAttacks } from './state';
import { textAttacks } from './texts';
import { triggerAttacks } from './triggers';

/** One waits a minute, and one ends n8n: those come last. */
const LAST = [8, 1];

/** Every row of the table in issue 14. */
export const ATTACKS: readonly Attack[] = [
	...stateAttacks,
	...pageAttacks,
	...hostAttacks,
	...triggerAttacks,
	...textAttacks,
].sort((a, b) => LAST.indexOf(a.row) - LAST.indexOf(b.row) || a.row - b.row);
